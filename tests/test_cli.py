"""The command line: what it prints where, and how it exits."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import briefgen
from briefgen import cli
from briefgen.cli import parser_of
from tests import archives
from tests.test_intake import ICE, SALT, article_of, tree

COMMANDS = ("new", "ingest", "build", "serve", "explain", "events", "theme", "check")
COMMANDS_OF_EVENTS = ("events merge", "events split", "events rename", "events move")
COMMANDS_BELOW = (*COMMANDS_OF_EVENTS, "theme check")


def run(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(briefgen.__file__).parent.parent), **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archives.make(tmp_path / "archive", f"-- seeds/ice.txt --\n{ICE}-- seeds/salt.txt --\n{SALT}")


def test_new_makes_an_archive_that_builds(tmp_path: Path) -> None:
    """Empty, it is a site all the same; and it is never made twice."""
    assert run("new", "mine", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == [".gitignore", "briefgen.toml", "content", "seeds"]
    built = run("build", cwd=tmp_path / "mine")
    assert (built.returncode, built.stderr) == (0, "")
    assert (tmp_path / "mine/site/index.html").exists()
    again = run("new", "mine", cwd=tmp_path)
    assert again.returncode == 1
    assert "there is an archive here already" in again.stderr


def test_new_with_the_sample_builds_two_dozen_articles(tmp_path: Path) -> None:
    """The sample seeds come with the package, and what a newcomer reads then is what docs/commands.md shows."""
    documented = (Path(__file__).parent.parent / "docs/commands.md").read_text(encoding="utf-8").splitlines()
    made = run("new", "my-archive", "--sample", cwd=tmp_path)
    built = run("build", cwd=tmp_path / "my-archive")
    verified = run("verify", cwd=tmp_path / "my-archive")
    assert (made.returncode, built.returncode, verified.returncode) == (0, 0, 0)
    assert "Built site/: 24 articles, 7 events, " in built.stdout
    told = [*made.stdout.splitlines(), *built.stdout.splitlines(), verified.stdout.splitlines()[0]]
    assert [line for line in told if line not in documented] == []


def test_new_starts_a_theme_that_works_at_once(root: Path) -> None:
    """It is fit, the site can be built with it, and it is never made twice."""
    made = run("new", "--theme", "mine", cwd=root)
    assert made.returncode == 0
    assert "wrote themes/mine/templates/base.html" in made.stdout
    checked = run("theme", "check", "mine", cwd=root)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "Nothing is wrong." in checked.stdout
    archives.write(root, "briefgen.toml", "[theme]\nname = 'mine'\nmotto = 'What was said'\n")
    built = run("build", cwd=root)
    assert (built.returncode, built.stderr) == (0, "")
    page = (root / "site/index.html").read_text(encoding="utf-8")
    assert "What was said" in page
    assert page.index("static/style.") < page.index("static/mine.")
    again = run("new", "--theme", "mine", cwd=root)
    assert again.returncode == 1
    assert "there is a theme of this name already" in again.stderr


@pytest.mark.parametrize("words", [("new",), ("new", "--theme", "mine", "other"), ("new", "--theme", "mine", "--sample")])
def test_new_makes_one_thing(root: Path, words: tuple[str, ...]) -> None:
    """An archive or a theme."""
    assert run(*words, cwd=root).returncode == 2


@pytest.mark.parametrize("name", ["../mine", "Mine", "a b", "briefing", ".x", "a/b"])
def test_a_theme_s_name_is_one_that_every_disk_can_hold(root: Path, name: str) -> None:
    """And no other theme's."""
    refused = run("new", "--theme", name, cwd=root)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert not (root / "themes").exists()


def test_themes_are_listed_with_the_options_of_the_chosen_one(root: Path) -> None:
    """In a line each, or as JSON."""
    run("new", "--theme", "mine", cwd=root)
    shown = run("theme", cwd=root).stdout
    assert "* briefing" in shown
    assert "  mine" in shown
    assert 'accent  = "green"' in shown
    assert "           themes/mine\n" in shown
    told = json.loads(run("theme", "--json", cwd=root).stdout)
    assert {one["name"] for one in told["themes"]} >= {"briefing", "mine"}
    assert {one["name"]: one["value"] for one in told["options"]}["footer"] == ""


def test_a_theme_s_problems_are_told(root: Path) -> None:
    """On standard error, with exit code 1."""
    run("new", "--theme", "mine", cwd=root)
    archives.write(root, "themes/mine/templates/event.html", '{% extends "briefing/event.html" %}\n{% block title %}{{ page.tilte }}{% endblock %}\n')
    checked = run("theme", "check", "mine", cwd=root)
    assert checked.returncode == 1
    assert checked.stderr.startswith("themes/mine/templates/event.html:2: error: an EventPage has no 'tilte' (for event.html with ")
    assert "hint: did you mean 'title'?" in checked.stderr


@pytest.mark.parametrize("words", [("ingest",), ("build",), ("serve", "--port", "0"), ("check",), ("theme", "check")])
def test_an_option_that_cannot_be_is_told_before_anything_is_written(root: Path, words: tuple[str, ...]) -> None:
    """By every command that has to do with it, new seeds or not."""
    archives.write(root, "briefgen.toml", '[theme]\nname = "briefing"\naccent = 3\n')
    before = tree(root)
    result = run(*words, cwd=root)
    assert result.returncode == 1
    assert "briefgen.toml:3: error: accent: 3 is not one of 'green', 'blue', 'red', 'ink'\n    accent = 3\n" in result.stderr
    assert "Ingested" not in result.stdout
    assert {path: data for path, data in tree(root).items() if not path.startswith(".briefgen/")} == before


def test_an_ingest_with_nothing_to_do_says_so(root: Path) -> None:
    """Alone and in a build, the first time and when nothing has changed since."""
    run("ingest", cwd=root)
    assert run("ingest", cwd=root).stdout == "2 seeds, none new.\n"
    assert [run("build", cwd=root).stdout.splitlines()[0] for _ in range(2)] == ["2 seeds, none new."] * 2


def test_results_are_on_stdout_and_messages_on_stderr(root: Path) -> None:
    """So that either can be redirected."""
    (root / "seeds/broken.txt").write_bytes(b"\0")
    result = run("ingest", cwd=root)
    assert result.returncode == 1
    assert "2 new articles, 2 new events" in result.stdout
    assert result.stderr.startswith("seeds/broken.txt: error: not text")
    assert "hint:" in result.stderr


def test_problems_do_not_keep_build_from_building(root: Path) -> None:
    """One bad seed, one bad article: exit code 1, and a site of the rest."""
    (root / "seeds/broken.txt").write_bytes(b"\0")
    archives.write(root, "content/articles/bad.md", "---\ntitle: Bad\ndate: 2022-13-07\n---\nWords.\n")
    result = run("build", cwd=root)
    assert result.returncode == 1
    assert (
        "content/articles/bad.md:3: error: date '2022-13-07' is not a date\n    date: 2022-13-07\n    hint: write it as YYYY-MM-DD" in result.stderr
    )
    assert (root / "site/articles/bad.html").exists()


def test_a_file_named_from_anywhere_below_the_archive_is_found(root: Path) -> None:
    """The archive is the nearest folder above that has a briefgen.toml, or what -C names."""
    assert run("build", "-q", cwd=root / "seeds").returncode == 0
    assert (root / "site/index.html").exists()
    elsewhere = run("build", "-C", str(root), "--json", cwd=root.parent)
    assert json.loads(elsewhere.stdout)["build"]["written"] == []


def test_a_folder_that_is_no_archive_is_told_so(tmp_path: Path) -> None:
    """With what to do about it, and nothing is written."""
    result = run("build", cwd=tmp_path)
    assert result.returncode == 1
    assert "there is no briefgen.toml" in result.stderr
    assert "briefgen new" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_key_gets_a_did_you_mean(root: Path) -> None:
    """With its line."""
    archives.write(root, "briefgen.toml", 'title = "T"\nbase_ulr = "https://x.example/"\n')
    result = run("build", cwd=root)
    assert result.returncode == 1
    assert "briefgen.toml:2: error: unknown key 'base_ulr'" in result.stderr
    assert "did you mean 'base_url'?" in result.stderr


def test_quiet_says_nothing_and_verbose_says_more(root: Path) -> None:
    """-q only errors; -v each file."""
    assert run("build", "-v", cwd=root).stdout.count("wrote site/") > 10
    assert run("build", "-q", cwd=root).stdout == ""


@pytest.mark.parametrize("command", COMMANDS + COMMANDS_BELOW)
def test_every_command_has_help_with_an_example(command: str, tmp_path: Path) -> None:
    """And takes the options that all take."""
    result = run(*command.split(), "--help", cwd=tmp_path)
    assert result.returncode == 0
    assert "Example: briefgen " in result.stdout
    for option in ("--root", "--quiet", "--verbose", "--json"):
        assert option in result.stdout


@pytest.mark.parametrize("command", ["", *COMMANDS, *COMMANDS_BELOW])
def test_help_fits_a_terminal(command: str, tmp_path: Path) -> None:
    """80 columns where there is none to ask, but for examples, which are there to be copied; the same for -h; nothing on standard error."""
    shown = run(*command.split(), "-h", cwd=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert [line for line in shown.stdout.splitlines() if len(line) > 80 and not line.startswith("Example: ")] == []
    assert run(*command.split(), "--help", cwd=tmp_path).stdout == shown.stdout


def test_help_lists_the_commands_in_a_line_each(tmp_path: Path) -> None:
    """Also without a word, which is wrong usage all the same; and those of events, with its own."""
    shown = run("--help", cwd=tmp_path)
    assert [line.split()[0] for line in shown.stdout.splitlines() if line.startswith("  ") and not line.startswith("  -")] == [
        name for name in cli.COMMANDS if " " not in name
    ]
    nothing = run(cwd=tmp_path)
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (2, "", shown.stdout)
    of_events = run("events", "--help", cwd=tmp_path).stdout
    assert [name for name in COMMANDS_OF_EVENTS if f"\n  {name.removeprefix('events ')} " not in of_events] == []


LIGHT = ("commands", "commands.ending", "commands.options", "commands.saying")
HEAVY = {
    *("argparse", "ast", "asyncio", "click", "concurrent", "dataclasses", "difflib", "inspect", "jinja2", "json", "logging", "lxml", "markdown_it"),
    *("msgspec", "multiprocessing", "pathlib", "re", "shutil", "sqlite3", "subprocess", "tempfile", "threading", "tomllib", "tqdm", "trafilatura"),
    *("typing", "urllib", "watchdog", "webbrowser", "yaml"),
}


def imported(*arguments: str, cwd: Path) -> set[str]:
    """The modules that a command imports, without those that `python -m` imports for itself."""

    def by(*words: str) -> set[str]:
        command = [sys.executable, "-X", "importtime", *words]
        environment = {**os.environ, "PYTHONPATH": str(Path(briefgen.__file__).parent.parent)}
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=60, check=True)
        return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}

    return by("-m", "briefgen.cli", *arguments) - by("-m", "__hello__")


def test_help_imports_next_to_nothing(tmp_path: Path) -> None:
    """Of the standard library and of others; of briefgen only what finds a command and prints."""
    found = imported("--help", cwd=tmp_path)
    assert {name.split(".")[0] for name in found} & HEAVY == set()
    assert {name for name in found if name.startswith("briefgen.")} == {f"briefgen.{name}" for name in LIGHT}
    assert imported("--version", cwd=tmp_path) == found


@pytest.mark.parametrize("command", COMMANDS + COMMANDS_BELOW)
def test_a_command_s_help_imports_nothing_that_the_command_works_with(command: str, tmp_path: Path) -> None:
    """Of briefgen nothing but what is in `commands`."""
    found = imported(*command.split(), "--help", cwd=tmp_path)
    assert {name.split(".")[0] for name in found} & (HEAVY - {"argparse", "re"}) == set()
    assert {name for name in found if name.startswith("briefgen.") and not name.startswith("briefgen.commands")} == set()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("buidl", "there is no command 'buidl'\n    hint: did you mean 'build'?"),
        (
            "frob",
            (
                "there is no command 'frob'\n    hint: the commands are new, ingest, build, serve, explain, events, theme, "
                "diff, export, check, verify, pack, deploy"
            ),
        ),
        ("--vresion", "there is no option '--vresion' before a command's name\n    hint: did you mean '--version'?"),
        ("-C . build", "there is no option '-C' before a command's name\n    hint: write it behind that name"),
        ("events merg a b", "'briefgen events' has no command 'merg'\n    hint: did you mean 'merge'?"),
        ("events -qC . list", "'briefgen events' has no command 'list'\n    hint: its commands are merge, split, rename, move"),
        ("new --smaple", "there is no option '--smaple'\n    hint: did you mean '--sample'?"),
        ("build --no-in", "there is no option '--no-in'\n    hint: did you mean '--no-ingest'?"),
        ("build -x", "there is no option '-x'\n    hint: 'briefgen build --help' shows what it takes"),
        ("build --bogus=3", "there is no option '--bogus'\n    hint: 'briefgen build --help' shows what it takes"),
        ("build --json=3", "--json: takes no value, but was given '3'\n"),
        ("build twice", "'twice' is one argument too many\n"),
        ("build -C", "-C/--root: expected one argument\n"),
        ("build -j 0", "-j/--jobs: '0' is not a whole number from 1 to 1024\n"),
        ("serve --port http", "--port: 'http' is not a whole number from 0 to 65535\n"),
        ("serve --port 65536", "--port: '65536' is not a whole number from 0 to 65535\n"),
        ("events merge one", "the following arguments are required: OTHER\n    hint: 'briefgen events merge --help' shows what it takes"),
        ("export bib", "there is no format 'bib'\n    hint: did you mean 'bibtex'?"),
        ("export json", "there is no format 'json'\n    hint: did you mean 'jsonl'?"),
        ("export xls", "there is no format 'xls'\n    hint: the formats are csl, bibtex, "),
        ("export --format bibtex", "there is no option '--format'\n    hint: write FORMAT without '--format' before it"),
        ("explain nothing.txt", "there is no file 'nothing.txt', here or in "),
        ("explain briefgen.toml", "'briefgen.toml' is no seed: briefgen reads .txt"),
    ],
)
def test_wrong_usage_exits_with_2(root: Path, words: str, said: str) -> None:
    """What is wrong, and what may have been meant; nothing on standard output, and nothing done."""
    before = tree(root)
    result = run(*words.split(), cwd=root)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {said}")
    assert "Traceback" not in result.stderr
    assert tree(root) == before


def test_arguments_and_options_stand_in_any_order(tmp_path: Path) -> None:
    """Options before, between and behind; what follows '--' is no option."""
    (tmp_path / "-page.txt").write_text(ICE)
    for words in (("-q", "-page.txt"), ("--", "-page.txt"), ("-q", "--", "-page.txt")):
        assert ("The Marn Echo" in run("explain", *words, cwd=tmp_path).stdout) == ("--" in words)
    given = parser_of("events split").read(["-v", "smoke", "--title", "A haze", "masks", "-q", "grapes", "--json"])
    assert (given["event"], given["articles"], given["title"]) == ("smoke", ["masks", "grapes"], "A haze")
    assert [given[flag] for flag in ("quiet", "verbose", "json", "strict")] == [True, True, True, False]


def test_build_tells_why_each_page_was_made(root: Path) -> None:
    """With --explain, for people and for scripts; else not."""
    first = run("build", "--explain", cwd=root)
    assert first.returncode == 0
    assert [line for line in first.stdout.splitlines() if line.startswith("  site/index.html: ")] != []
    assert "  site/" not in run("build", cwd=root).stdout
    article = article_of(root, "ice.txt")
    article.write_text(article.read_text() + "\nThere was soup for all.\n")
    told = json.loads(run("build", "--explain", "--json", cwd=root).stdout)["build"]
    assert set(told["written"]) - {path for path, _ in told["reasons"]} <= {path for path in told["written"] if not path.endswith(".html")}
    assert article.relative_to(root / "content").with_suffix(".html").as_posix() in {path for path, _ in told["reasons"]}


def test_the_number_of_jobs_changes_nothing_in_the_site(root: Path) -> None:
    """One process or two: the same bytes."""
    assert run("build", "-j", "1", cwd=root).returncode == 0
    alone = tree(root / "site")
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".briefgen")
    assert run("build", "--jobs", "2", cwd=root).returncode == 0
    assert tree(root / "site") == alone


def test_the_version_is_the_packages(tmp_path: Path) -> None:
    """As in its metadata."""
    assert run("--version", cwd=tmp_path).stdout.strip().endswith(briefgen.__version__)


def test_explain_shows_every_line_and_the_candidates_that_lost(root: Path) -> None:
    """For people, and as JSON."""
    shown = run("explain", "ice.txt", cwd=root)
    assert shown.returncode == 0
    for words in ("title", "The Marn Echo", "copyright line", "byline", "first sentence", "paragraph"):
        assert words in shown.stdout
    data = json.loads(run("explain", "seeds/ice.txt", "--json", cwd=root).stdout)
    assert len(data["lines"]) == sum(bool(line.strip()) for line in ICE.splitlines())
    assert len(data["fields"]["title"]["candidates"]) == 2


def test_explain_reads_a_file_outside_any_archive(tmp_path: Path) -> None:
    """On its own, without an archive's evidence."""
    (tmp_path / "page.txt").write_text(ICE)
    assert "The Marn Echo" in run("explain", "page.txt", cwd=tmp_path).stdout


@pytest.mark.parametrize("words", [("build",), ("check",), ("verify",), ("pack",), ("export", "csv"), ("diff",), ("serve", "--port", "0")])
def test_an_edition_that_there_is_not_is_wrong_usage(root: Path, words: tuple[str, ...]) -> None:
    """With what was meant and what there is; nothing is written."""
    archives.write(root, "briefgen.toml", "[editions.partners]\ndesk = false\n")
    before = tree(root)
    result = run(*words, "--edition", "partner", cwd=root)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "error: --edition: there is no edition 'partner'\n    hint: did you mean 'partners'? (the editions are internal, partners, public)\n"
    )
    assert tree(root) == before


def test_a_configuration_that_cannot_be_read_is_told_whatever_the_edition(root: Path) -> None:
    """Which editions there are is not known then."""
    archives.write(root, "briefgen.toml", "editions = 3\n")
    result = run("build", "--edition", "partners", cwd=root)
    assert result.returncode == 1
    assert "briefgen.toml:1: error: editions: " in result.stderr


def test_check_says_in_figures_that_a_host_takes_the_site(root: Path) -> None:
    """In a line before the last, and as JSON."""
    run("build", cwd=root)
    line, last = run("check", "--host", "netlify", cwd=root).stdout.splitlines()
    assert re.fullmatch(r"Netlify takes it: \d+ files, [\d.]+ kB, the largest \S+ \([\d.]+ kB\)\.", line)
    assert last.startswith("0 errors, ")
    assert [one["host"] for one in json.loads(run("check", "--host", "netlify", "--json", cwd=root).stdout)["hosts"]] == ["netlify"]


def test_check_lists_what_is_doubtful_and_strict_makes_it_fail(root: Path) -> None:
    """Warnings alone exit with 0, with --strict with 1."""
    run("build", cwd=root)
    result = run("check", cwd=root)
    assert result.returncode == 0
    assert "no base_url" in result.stderr
    assert run("check", "--strict", cwd=root).returncode == 1
    assert json.loads(run("check", "--json", cwd=root).stdout)["problems"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_serve_says_where_and_ends_with_130_when_interrupted(root: Path) -> None:
    """The address comes at once, a line when the site is there; Ctrl-C is no error, and not success either."""
    environment = {**os.environ, "PYTHONPATH": str(Path(briefgen.__file__).parent.parent), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "briefgen", "serve", "--port", "0"], cwd=root, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert "Serving http://127.0.0.1:" in process.stdout.readline()
        assert "Built" in process.stdout.readline()
        assert (root / "site/index.html").exists()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 130


def test_a_reader_that_has_enough_is_no_crash(root: Path) -> None:
    """`briefgen explain … | head -1` ends quietly."""
    code = f"{sys.executable} -m briefgen explain ice.txt --json | head -c 1"
    environment = {**os.environ, "PYTHONPATH": str(Path(briefgen.__file__).parent.parent)}
    result = subprocess.run(["sh", "-c", code], cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in result.stderr


def test_a_console_that_cannot_show_a_letter_is_no_crash(root: Path) -> None:
    """It is written as an escape, and JSON is JSON all the same."""
    (root / "seeds/ice.txt").write_text(ICE.replace("Lund", "Łuń"), encoding="utf-8")
    shown = run("explain", "ice.txt", cwd=root, PYTHONIOENCODING="ascii")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert r"\u0141u\u0144" in shown.stdout
    told = json.loads(run("explain", "ice.txt", "--json", cwd=root, PYTHONIOENCODING="ascii").stdout)
    assert "Łuń" in json.dumps(told, ensure_ascii=False)


def test_no_colour_and_no_bar_outside_a_terminal(root: Path) -> None:
    """Not one escape sequence in what a script or a log gets."""
    (root / "seeds/broken.txt").write_bytes(b"\0")
    result = run("build", cwd=root)
    assert "\x1b" not in result.stdout + result.stderr
    assert "%|" not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_no_color_is_honoured_on_a_terminal(root: Path) -> None:
    """The same command on a terminal has colour, and with NO_COLOR has none."""
    import pty

    (root / "seeds/broken.txt").write_bytes(b"\0")

    def shown(**env: str) -> bytes:
        parent, child = pty.openpty()
        environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        environment |= {"PYTHONPATH": str(Path(briefgen.__file__).parent.parent), "TERM": "xterm", **env}
        process = subprocess.Popen(
            [sys.executable, "-m", "briefgen", "ingest"], cwd=root, env=environment, stdout=child, stderr=child, close_fds=True
        )
        os.close(child)
        found = b""
        try:
            while part := os.read(parent, 65536):
                found += part
        except OSError:  # how Linux says that the other side has closed
            pass
        process.wait(timeout=60)
        os.close(parent)
        return found

    assert b"\x1b[" in shown()
    assert b"\x1b[3" not in shown(NO_COLOR="1")


def test_a_build_without_words_is_read_without_a_parser() -> None:
    """As the parser would."""
    from briefgen.commands import build

    assert parser_of("build").read([]) == {**cli._COMMON, **build.PLAIN}


def test_a_note_ends_with_one_full_stop(root: Path) -> None:
    """However many sentences it is of."""
    archives.write(root, "briefgen.toml", 'language = "pl"\n')
    said = run("build", "--no-ingest", cwd=root).stdout
    assert "says how to add some.\n" in said
    assert ".." not in said
