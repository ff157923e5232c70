"""What the documents say is so: commands, options, keys, templates, links and samples are those of the code."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, get_type_hints

import pytest
from jinja2 import Environment

import briefgen
from briefgen import archive, cli, config, content, described, options, theme
from briefgen.cli import parser_of
from briefgen.config import Config
from briefgen.desk import Desk
from briefgen.dossier import dossier, happened, neighbours, sections
from briefgen.events.second_look import review
from briefgen.filing import roster
from briefgen.ingest import explain, metadata, readers
from briefgen.intake import explain as explain_in
from briefgen.keys import policy
from briefgen.keys.syndication import Feeds
from briefgen.library.rights import EXCERPT_LENGTH
from briefgen.pages import kinds
from briefgen.pages.kinds import TEMPLATES
from briefgen.pages.site import SiteInfo
from briefgen.recall import Recall
from briefgen.shelf import Shelf
from briefgen.site import event, for_machines, lists, render, sitemaps
from briefgen.start import CONFIG
from tests import contract
from tests.kits import kit
from tests.test_layers import LAYERS, room

ROOT: Final = Path(__file__).parent.parent
DOCS: Final = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))))

_FENCE: Final = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_HEADING: Final = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_LINK: Final = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
_CODE: Final = re.compile(r"`([^`]+)`")


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def prose_of(path: str) -> str:
    """A document without its fenced blocks."""
    return _FENCE.sub("", text_of(path))


def blocks_of(path: str, kind: str) -> list[str]:
    """The fenced blocks of one kind in a document."""
    return [block for _, name, block in _FENCE.findall(text_of(path)) if name == kind]


def sections_of(path: str) -> dict[str, str]:
    """A document's text below each heading, up to the next one of any level."""
    text = prose_of(path)
    found = list(_HEADING.finditer(text))
    ends = [after.start() for after in found[1:]] + [len(text)]
    return {heading[2]: text[heading.end() : end] for heading, end in zip(found, ends, strict=True)}


def anchors_of(path: str) -> set[str]:
    """The places in a document that can be linked to, as code hosts name them after its headings."""
    return {re.sub(r"[^\w\- ]", "", heading[2].lower()).replace(" ", "-") for heading in _HEADING.finditer(prose_of(path))}


def rows_of(section: str) -> list[list[str]]:
    """The cells of the tables in a section, without their heads."""
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in section.splitlines() if line.startswith("|")]
    return [row for place, row in enumerate(rows) if not _is_rule(row) and not (place + 1 < len(rows) and _is_rule(rows[place + 1]))]


def _is_rule(row: list[str]) -> bool:
    return all(re.fullmatch(r"-+", cell) for cell in row)


def codes_in(text: str) -> list[str]:
    return _CODE.findall(text)


# commands and their options


def options_of(command: str) -> dict[str, tuple[str, ...]]:
    """Each option of a command by its name, with the ways to write it."""
    return {argument.dest: tuple(argument.option_strings) for argument in parser_of(command)._actions if argument.option_strings}


COMMANDS: Final = cli.COMMANDS
COMMON: Final = frozenset.intersection(*(frozenset(options_of(command)) for command in COMMANDS))
"""The options that every command has."""


def command_of(words: Iterable[str]) -> str:
    """The command that a call's words name, as far as they name one."""
    found = ""
    for word in words:
        if f"{found} {word}".strip() not in COMMANDS:
            break
        found = f"{found} {word}".strip()
    return found


def options_told(section: str) -> set[str]:
    """The options that a section's tables name, without their values."""
    return {code.split()[0] for row in rows_of(section) for code in codes_in(row[0]) if code.startswith("-")}


def test_every_command_has_a_section_of_its_own() -> None:
    """And no section is of a command that is not there."""
    told = {heading.removeprefix("briefgen ") for heading in sections_of("docs/commands.md") if heading.startswith("briefgen ")}
    assert told == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_s_section_tells_its_options(name: str) -> None:
    """All ways to write each, and none that it does not have."""
    own = {way for option, ways in options_of(name).items() if option not in COMMON for way in ways}
    assert options_told(sections_of("docs/commands.md")[f"briefgen {name}"]) == own


def test_the_options_of_every_command_are_told_once() -> None:
    """All ways to write each, and none that is not every command's."""
    ways = {way for option in COMMON for way in options_of("build")[option]}
    assert options_told(sections_of("docs/commands.md")["Options of every command"]) == ways


def test_the_readme_names_every_command() -> None:
    """With a line for each."""
    told = [code.split()[1] for row in rows_of(sections_of("README.md")["Install it"]) for code in codes_in(row[0])]
    assert sorted(told) == sorted(name for name in COMMANDS if " " not in name)


def calls_in(block: str, program: str) -> list[list[str]]:
    """The words of each call of a program in a block of shell commands."""
    parts = [part for line in block.splitlines() for part in _parts(line)]
    return [words[1:] for words in parts if words and Path(words[0]).name == program]


def _parts(line: str) -> list[list[str]]:
    """The commands on a line, each as its words."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    parts: list[list[str]] = [[]]
    for word in lexer:
        if set(word) <= set("&|;()"):
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


BRIEFGEN_CALLS: Final = [(path, tuple(words)) for path in DOCS for block in blocks_of(path, "sh") for words in calls_in(block, "briefgen")]
INLINE_CALLS: Final = [
    (path, tuple(words)) for path in DOCS for code in codes_in(prose_of(path)) if code.startswith("briefgen ") for words in calls_in(code, "briefgen")
]
MAKE_CALLS: Final = [(path, words[0]) for path in DOCS for block in blocks_of(path, "sh") for words in calls_in(block, "make")]


def test_the_documents_show_every_command_in_use() -> None:
    """So that what is said of the examples below is said of something."""
    assert {command_of(words) for _, words in BRIEFGEN_CALLS} == set(COMMANDS)


@pytest.mark.parametrize(("path", "words"), sorted({*BRIEFGEN_CALLS, *INLINE_CALLS}))
def test_an_example_names_a_command_and_options_that_there_are(path: str, words: tuple[str, ...]) -> None:
    """In shell blocks and in the text; options of briefgen itself too."""
    options = [word for word in words if word.startswith("-")]
    if words[0].startswith("-"):
        assert words[0] in {"--version", "-h", "--help"}
        return
    name = command_of(words)
    assert name, path
    known = {way for ways in options_of(name).values() for way in ways}
    assert [option for option in options if option not in known] == [], path


@pytest.mark.parametrize(("path", "target"), sorted(set(MAKE_CALLS)))
def test_an_example_names_a_target_of_the_makefile(path: str, target: str) -> None:
    """`make site` and its like."""
    assert re.search(rf"^{target}:", text_of("Makefile"), re.MULTILINE), path


# keys


def test_every_key_of_the_configuration_has_a_section() -> None:
    """And no section is of a key that is not there."""
    told = {codes_in(heading)[0] for heading in sections_of("docs/configuration.md") if heading.startswith("`")}
    assert told == set(config.KEYS)


@pytest.mark.parametrize("key", config.KEYS)
def test_a_key_s_section_tells_its_default(key: str) -> None:
    """As it would be written in briefgen.toml."""
    default = re.search(r"Default: `([^`]+)`", sections_of("docs/configuration.md")[f"`{key}`"])
    assert default is not None
    assert getattr(config.parse(f"{key} = {default[1]}".encode()), key) == getattr(Config(), key)


def test_examples_of_configuration_are_valid() -> None:
    """Each on its own; and each key has one."""
    told = [tomllib.loads(block) for block in blocks_of("docs/configuration.md", "toml")]
    assert {key for table in told for key in table} == set(config.KEYS)
    for block in blocks_of("docs/configuration.md", "toml"):
        assert config.parse(block.encode()) != Config()


@pytest.mark.parametrize(("heading", "keys"), [("Articles", content.ARTICLE_KEYS), ("Events", content.EVENT_KEYS), ("Text pages", content.PAGE_KEYS)])
def test_every_key_of_front_matter_is_told_with_its_other_names(heading: str, keys: Mapping[str, tuple[str, ...]]) -> None:
    """In the order in which they count, and none that is not read."""
    rows = rows_of(sections_of("docs/front-matter.md")[heading])
    assert {codes_in(row[0])[0]: (codes_in(row[0])[0], *codes_in(row[1])) for row in rows} == dict(keys)


def test_every_value_of_rights_is_told() -> None:
    """In the order in which they show less."""
    assert tuple(codes_in(row[0])[0] for row in rows_of(sections_of("docs/front-matter.md")["Rights"])) == policy.RIGHTS


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("docs/front-matter.md", f"at most {EXCERPT_LENGTH} characters"),
        ("docs/themes.md", f"above {lists.LONGEST_DIRECTORY} entries"),
        ("docs/deploy.md", f"the latest {Feeds().length} articles"),
        ("docs/metadata.md", f"{Feeds().length}, if `length` says nothing else"),
        ("docs/metadata.md", f"Of a group of more than {for_machines.MOST_OF_LIST:,} it names"),
        ("docs/metadata.md", f"Above {sitemaps.MOST:,} pages, or {sitemaps.LARGEST // 2**20} MiB,"),
        ("docs/metadata.md", f"at most {sitemaps.MOST_NEWS:,}, and no copies"),
        ("docs/seeds.md", f"larger than {readers.LARGEST_TEXT // 2**20} MiB (a saved page: larger than {readers.LARGEST // 2**20} MiB)"),
        ("docs/seeds.md", f"if it is {metadata.ENOUGH} or more"),
        ("docs/events.md", f"{event.MOST_OUTLETS} outlets, the others together"),
        ("docs/events.md", f"Above {event.MOST_IN_FULL} articles a day shows {event.IN_FULL} in full"),
        (
            "docs/events.md",
            f"at most {happened.BACKGROUND} days away; {dossier.MOST_DAYS} days, those in most articles, {dossier.MOST_OF_DAY} sentences",
        ),
        ("docs/events.md", f"{sections.LONGEST} characters of a section, {dossier.MOST_OF_KIND} articles for each head"),
        ("docs/events.md", f"{event.MOST_MENTIONED} names"),
        ("docs/events.md", f"{neighbours.MOST} before, {neighbours.MOST} after"),
        ("docs/events.md", f"{event.MOST_WANTED}, by date"),
    ],
)
def test_figures_are_those_of_the_code(path: str, told: str) -> None:
    """Limits that a reader may count on."""
    assert told in " ".join(prose_of(path).split())


def test_every_ending_of_seeds_is_told() -> None:
    """And none that is not read."""
    rows = rows_of(sections_of("docs/seeds.md")["Which files are seeds"])
    assert [ending for row in rows for ending in codes_in(row[0])] == list(readers.READERS)


# a new archive's configuration


def test_a_new_archive_s_configuration_says_the_defaults() -> None:
    """What is not commented out may as well be left out."""
    assert config.parse(CONFIG.encode()) == Config()


def test_a_new_archive_s_configuration_shows_every_key() -> None:
    """In use or commented out; and what is commented out is valid once it is not."""
    uncommented = re.sub(r"^# (?=\[|\"|[a-z_]+ = )", "", CONFIG, flags=re.MULTILINE)
    config.parse(uncommented.encode())
    assert set(tomllib.loads(uncommented)) == set(config.KEYS)


# themes


def test_the_contract_with_themes_is_told_as_it_is() -> None:
    """The tables of templates, pages, values, functions and filters are made from the code."""
    assert text_of("docs/themes.md") == contract.written(text_of("docs/themes.md")), "run python -m tests.contract"


def test_the_contract_names_every_template_and_value_once() -> None:
    """And every field of each."""
    told = sections_of("docs/themes.md")
    assert {name.strip("`") for name in told if name.endswith(".html`")} == set(TEMPLATES.values())
    for kind in (*TEMPLATES, *contract.values()):
        section = told[f"`{TEMPLATES[kind]}`" if kind in TEMPLATES else kind.__name__]
        assert [codes_in(row[0])[0] for row in rows_of(section)] == [
            name for name in get_type_hints(kind) if kind not in TEMPLATES or name not in ("path", "title", "description")
        ]


def test_the_contract_tells_of_every_module_of_values() -> None:
    """But for the one that only lists the kinds of pages."""
    assert {path.stem for path in Path(kinds.__file__).parent.glob("*.py")} == {*contract.MODULES, "kinds", "__init__"}


def test_everything_that_a_template_has_is_told() -> None:
    """What is not Jinja's own: functions, and filters too."""
    told = sections_of("docs/themes.md")
    plain, ours = Environment(), render.environment(kit({}))
    names = {re.split(r"\W", codes_in(row[0])[0])[0] for row in rows_of(told["What a template gets"])}
    assert names >= {"page", "site", "body", *(set(ours.globals) - set(plain.globals)), *SiteInfo.__struct_fields__}
    own = {name for name, made in ours.filters.items() if plain.filters.get(name) is not made}
    assert {codes_in(row[0])[0] for row in rows_of(told["Filters"])} == own


def test_every_type_of_option_is_told() -> None:
    """And every key of a theme.toml."""
    told = sections_of("docs/themes.md")
    assert [codes_in(row[0])[0] for row in rows_of(told["Options"])] == list(options.KINDS)
    assert {code for row in rows_of(told["theme.toml"]) for code in codes_in(row[0])} == set(described.KEYS)


def test_the_examples_of_a_theme_toml_are_valid() -> None:
    """Each as it stands."""
    for block in blocks_of("docs/themes.md", "toml"):
        if "[theme]" not in block:
            described.read(block.encode(), "theme.toml")


def test_what_is_shown_as_markup_is_told() -> None:
    """Nothing but charts, which are made of numbers, dates and texts of the catalogue."""
    shown = {found for path in (ROOT / "themes").rglob("*.html") for found in re.findall(r"([\w.]+) *\| *safe\b", path.read_text(encoding="utf-8"))}
    assert shown
    assert {name.rpartition(".")[2] for name in shown} == {"chart"}
    (told,) = (line for line in sections_of("docs/themes.md")["What a page may load"].split("\n\n") if "`|safe`" in line)
    assert "Only fields named `chart`" in told


def test_the_options_of_the_default_theme_are_told() -> None:
    """With their defaults, in the order of their names or not."""
    known = {option.name: option for option in theme.load(ROOT, theme.DEFAULT).options}
    rows = {codes_in(row[0])[0]: row for row in rows_of(sections_of("docs/configuration.md")["`theme`"])}
    assert set(rows) == set(known)
    for name, row in rows.items():
        assert codes_in(row[2])[0].strip('"') == known[name].default
        assert not known[name].choices or tuple(code.strip('"') for code in codes_in(row[1])) == known[name].choices


# links, samples, the map


LINKS: Final = sorted({(path, target) for path in DOCS for _, target in _LINK.findall(prose_of(path)) if "://" not in target})


def test_the_documents_are_linked_from_the_readme() -> None:
    """Every one of them, so that none is lost."""
    assert {target for path, target in LINKS if path == "README.md"} >= set(DOCS) - {"README.md"}


@pytest.mark.parametrize(("path", "target"), LINKS)
def test_a_link_leads_to_a_file_and_a_heading_in_it(path: str, target: str) -> None:
    """Images too."""
    name, _, anchor = target.partition("#")
    full = (ROOT / path).parent / name if name else ROOT / path
    assert full.is_file()
    if anchor:
        assert anchor in anchors_of(full.resolve().relative_to(ROOT).as_posix())


def test_pictures_are_small() -> None:
    """A checkout is not for carrying images around."""
    found = sorted((ROOT / "docs").glob("*.png"))
    assert found
    assert [path.name for path in found if path.stat().st_size > 150_000] == []


def test_the_sample_of_explain_is_what_explain_shows() -> None:
    """Each line of it, up to where the terminal's width cuts it."""
    (command,) = blocks_of("docs/seeds.md", "sh")
    ((_, seed),) = calls_in(command, "briefgen")
    (told,) = blocks_of("docs/seeds.md", "explain")
    shown = explain.text(explain_in(ROOT, seed.removeprefix("seeds/"), (ROOT / seed).read_bytes()), 200).splitlines()
    lines = [line.rstrip("…") for line in told.splitlines() if line]
    assert lines
    assert [line for line in lines if not any(real.startswith(line) for real in shown)] == []


def test_the_table_of_events_is_what_events_prints() -> None:
    """Of the sample archive, where no line is cut."""
    (told,) = blocks_of("docs/commands.md", "events")
    loaded = archive.load(ROOT)
    reviews = review(Desk(ROOT, loaded, Recall(Shelf())).items())
    assert told.rstrip("\n") == roster.text(roster.rows(loaded, reviews), 160)


def test_the_map_of_the_code_is_in_the_order_of_its_floors() -> None:
    """From the bottom, with a line between each two, as the imports are held to be."""
    (told,) = blocks_of("CONTRIBUTING.md", "map")
    floors = [{room(line.split()[0]) for line in floor.splitlines()} for floor in told.split("---\n")]
    assert floors == [set(names) - {"__init__"} for names in LAYERS]


def test_the_map_of_the_code_names_every_module() -> None:
    """And none that is gone."""
    (told,) = blocks_of("CONTRIBUTING.md", "map")
    package = Path(briefgen.__file__).parent
    there = {path.relative_to(package).with_suffix("").as_posix() for path in package.rglob("*.py") if path.name != "__init__.py"}
    named = [line.split()[0] for line in told.splitlines() if line != "---"]
    assert sorted(named) == sorted(there)
