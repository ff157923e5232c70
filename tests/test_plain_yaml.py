"""Front matter read without a parser: the same as with one, and nothing that one would refuse."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from frontmatter.default_handlers import BaseHandler, YAMLHandler
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen import frontmatter, plain_yaml
from briefgen.frontmatter import TOML, YAML, Field, Form, Malformed

SAMPLE = sorted((Path(__file__).parent.parent / "content").rglob("*.md"))

Result = list[tuple[str, Field]] | tuple[int, str, str]


def fields(head: str) -> Result:
    """The fields in their order, or what is wrong."""
    try:
        return list(frontmatter.fields(head, YAML).items())
    except Malformed as error:
        return error.line, error.message, error.hint


def parsed(head: str) -> Result:
    """The fields as libyaml alone makes them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_yaml, "entries", lambda _: None)
        return fields(head)


def by_package(text: str) -> tuple[str, str, Form | None] | None:
    """Front matter and body as python-frontmatter finds them between marks of exactly three signs; None where they have no end."""
    yaml = YAMLHandler(re.compile(r"^---[ \t]*\r?$\n?", re.MULTILINE))
    toml = BaseHandler(re.compile(r"^\+\+\+[ \t]*\r?$\n?", re.MULTILINE), "+++", "+++")
    for form, handler in ((YAML, yaml), (TOML, toml)):
        if handler.detect(text):
            try:
                head, body = handler.split(text)
            except ValueError:
                return None
            return head, body, form
    return "", text, None


def found(text: str) -> tuple[str, str, Form | None] | None:
    try:
        return frontmatter.split(text)
    except Malformed:
        return None


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem[:40])
def test_what_ingest_wrote_needs_no_parser(path: Path) -> None:
    """Of the sample, every article and every event; and a parser would read the same."""
    text = path.read_text(encoding="utf-8")
    assert found(text) == by_package(text)
    head, _, _ = frontmatter.split(text)
    assert plain_yaml.entries(head) is not None
    assert fields(head) == parsed(head)


def test_parsers_are_loaded_when_they_are_needed() -> None:
    """And not before, since that takes as long as reading hundreds of files."""
    program = """if True:
        import sys
        from briefgen import frontmatter
        head, _, form = frontmatter.split("---\\ntitle: 'A: b'\\ntags:\\n- c\\nseed:\\n  file: d\\n---\\nBody\\n")
        assert len(frontmatter.fields(head, form)) == 3
        sys.exit(sys.modules.keys() & {"yaml", "frontmatter", "tomllib"} or None)
    """
    subprocess.run([sys.executable, "-c", program], check=True)


PIECES = st.sampled_from(
    [
        *"a b title 1 1984 é 東 😀 ~ null Null NULL nUll true No .5 <<= = --- ... %YAML a:b a:b: x#y http://x.example/".split(" "),
        *": :: ' '' \" # - -- ? ! & * | > [ ] { } , @ ` % \\ \\n . /".split(" "),
        *(
            " ",
            "  ",
            ": ",
            " #",
            " - ",
            "- ",
            "? ",
            "'a'",
            '"a"',
            "''",
            '""',
            "'a: b'",
            "'it''s'",
            '"a\\n"',
            "|-",
            "!!str a",
            "&a b",
            "*a",
            "[a, b]",
            "{a: b}",
        ),
    ]
)
STRANGE = st.sampled_from(
    ["\t", "\r", "\x85", "\u2028", "\u2029", "\ufeff", "\u00a0", "\x00", "\x1c", "\x7f", "\u200b", "\ud800", "\uffff", "\U0010ffff", "\u0378"]
)
TEXTS = st.lists(st.one_of(PIECES, PIECES, PIECES, st.just(" "), STRANGE), max_size=5).map("".join)
GOOD = st.sampled_from(
    ["word", "Two", "1984", "é", "x-y", "it's", "2024-03-01", "a:b", "c#d", "'a: b'", "'it''s'", '"a"', "~", "null", "5 [sic] {x}"]
)
SIMPLE = st.one_of(
    GOOD, GOOD, st.lists(GOOD, min_size=2, max_size=3).map(" ".join), st.lists(st.one_of(GOOD, PIECES), min_size=1, max_size=3).map("".join)
)
NAMES = st.sampled_from(
    [*"abcdefghijklmnopqrstuvwxyz", "title", "x-y", "_z", "null", "no", "1", "é", "a b", "'a'", "<<", "?", "- a", "", "~", "k" * 64, "k" * 65]
)
LINES = st.one_of(
    st.builds("{}: {}\n".format, NAMES, SIMPLE),
    st.builds("{}: {}\n".format, NAMES, TEXTS),
    st.builds("{}:\n".format, NAMES),
    st.builds("- {}\n".format, SIMPLE),
    st.builds("  - {}\n".format, SIMPLE),
    st.builds("  {}: {}\n".format, NAMES, SIMPLE),
    st.builds("{}{}\n".format, st.sampled_from(["", " ", "  ", "    ", "# ", "- ", "- - ", "-"]), TEXTS),
)
GROUPS = st.one_of(
    st.builds("{}: {}\n".format, NAMES, SIMPLE),
    st.builds(lambda name, items: f"{name}:\n" + "".join(f"- {item}\n" for item in items), NAMES, st.lists(SIMPLE, max_size=3)),
    st.builds(lambda name, items: f"{name}:\n" + "".join(f"  - {item}\n" for item in items), NAMES, st.lists(SIMPLE, max_size=3)),
    st.builds(
        lambda name, below: f"{name}:\n" + "".join(f"  {one}: {text}\n" for one, text in below), NAMES, st.lists(st.tuples(NAMES, SIMPLE), max_size=3)
    ),
)
HEADS = st.one_of(
    st.lists(GROUPS, max_size=3).map("".join),
    st.lists(LINES, max_size=6).map("".join),
    st.builds("{}{}".format, st.lists(LINES, max_size=3).map("".join), TEXTS),
)


@settings(deadline=None, max_examples=500)
@given(HEADS)
@example("a: b\na: b\n")
@example("a:\n- b\n  - c\n")
@example("a:\n  b: c\n  b: d\n")
@example("a:\n  b: c\n   d: e\n")
@example("a:\n  - b\n- c\n")
@example("a: b\n- c\n")
@example("a: b\n  c\n")
@example("a:\n  b\n")
@example("a:\n- b:\n- c\n")
@example("a: 'b' c\n")
@example("a:\n\n- b\n")
@example(f"a: {'long words ' * 1000}x\nb:\n- {'y' * 3000}\n")
def test_any_front_matter_is_read_as_libyaml_reads_it(head: str) -> None:
    """Keys, values, lines, order, and what is refused."""
    assert fields(head) == parsed(head)


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from(["---", "+++", "----", "-- -", "\n", "\n", "\r\n", "\r", " ", "\t", "a: b", "\u2028", "\x0b", ""]), max_size=12).map(
        "".join
    )
)
@example("---\n---\n")
@example("---\n---")
@example("---\na\n--- \nb\n---\nc")
@example("---\n----\n---\n")
@example("---\r\n---\n---\n")
def test_front_matter_is_found_where_python_frontmatter_finds_it(text: str) -> None:
    """In whatever line ends, and with whatever else of hyphens in the text."""
    assert found(text) == by_package(text)
