"""Markdown read without a parser: the same as with one, and most of what is written."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen import frontmatter, markdown, markup, prose

SAMPLE = sorted((Path(__file__).parent.parent / "content").rglob("*.md"))


def parsed(body: str) -> tuple[str, str]:
    """HTML and plain text as markdown-it-py alone makes them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "blocks", lambda _: None)
        return markdown.html(body), markdown.plain(body)


def same(body: str) -> bool:
    return (markdown.html(body), markdown.plain(body)) == parsed(body)


def body_of(path: Path) -> str:
    return frontmatter.split(path.read_text(encoding="utf-8"))[1]


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem[:40])
def test_the_sample_is_read_as_the_parser_reads_it(path: Path) -> None:
    """Every article and every event of it."""
    assert same(body_of(path))


def test_most_of_the_sample_needs_no_parser() -> None:
    """Articles as ingest writes them: a floor, which a change may raise."""
    articles = [body_of(path) for path in SAMPLE if "articles" in path.parts]
    read = [body for body in articles if (found := prose.blocks(body)) is not None and None not in map(prose.runs, texts_of(found))]
    assert len(read) >= 0.85 * len(articles)


def texts_of(blocks: tuple[prose.Block, ...]) -> list[str]:
    return [text for block in blocks for text in ((block,) if isinstance(block, str) else block.texts)]


@pytest.mark.parametrize(
    "body",
    [
        "One.\n\nTwo, 'quoted' and \"quoted\", 3 < 4 & 5 > 2.\n",
        "In 2024\n1984 was 3.5 times\n-5 degrees and +1.\n",
        "Before:\n\n- one\n- *two*\n\nAfter.\n\n3. three\n4. four",
        "# Title\n\n### What is next\n\nThe [sic] AT&T\u00a0file_name of €5.",
        "A [report](https://news.example.org/2024/a-b_c.html?x=1&y=2#z), *so far*, **by us** \\[and \\*others\\*].",
        "",
        "\n\n",
    ],
)
def test_plain_articles_need_no_parser(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is loaded, let alone run."""
    expected = parsed(body)
    monkeypatch.setattr(markup, "_parser", lambda _: pytest.fail("a parser was made"))
    assert (markdown.html(body), markdown.plain(body)) == expected


def test_the_parser_is_loaded_when_it_is_needed() -> None:
    """And not before, since that takes as long as reading many articles."""
    program = "import sys; from briefgen import markdown; markdown.html('A *b*.\\n\\n- c'); sys.exit('markdown_it' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


def specification() -> list[str]:
    """The Markdown of CommonMark's examples, from a source package of mistune in `.venv/sdists`; none where there is none."""
    for path in sorted((Path(sys.prefix) / "sdists").glob("mistune-*.tar.gz")):
        with tarfile.open(path) as package:
            examples = package.extractfile(f"{path.name.removesuffix('.tar.gz')}/tests/fixtures/commonmark.json")
            assert examples
            return [example["markdown"] for example in json.load(examples)]
    return []


EXAMPLES = specification()


@pytest.mark.skipif(not EXAMPLES, reason="no examples: pip download --no-deps --no-binary mistune -d .venv/sdists mistune==3.4.0")
@pytest.mark.parametrize("around", ["{}", "Before.\n\n{}\n\nAfter *it*.\n", "Before.\n{}After.\n", "- a\n- {}", "Before {} after.\n\nMore."])
def test_the_specification_is_read_as_the_parser_reads_it(around: str) -> None:
    """Each example, alone and between others' words."""
    assert len(EXAMPLES) > 600
    assert [body for example in EXAMPLES if not same(body := around.format(example))] == []


WORDS = st.sampled_from("a word Two 3 1984 é “so” 'x' \"y\" x_y AT&T € 東京 f*** 5. https://a.example".split(" "))
SIGNS = st.sampled_from(
    [
        *"\\ ` * ** *** _ __ [ ] ( ) < > & ~ ~~ ! # ## = == - -- --- + | : . , ; \" '".split(" "),
        *(
            "](",
            "![",
            "[a](b)",
            "[a](https://a.example/b)",
            "](https://a.example/)",
            "[a]:",
            "&amp;",
            "&#1;",
            "&copy",
            "<b>",
            "<a@b.example>",
            "\\\n",
        ),
        *("*a*", "**a b**", "*a", "a*", "`c`", "``", "```", "1.", "2)", "- ", "* ", "+ ", "1. ", "10) ", "# ", "> ", "|-|", ":-", "\\*", "\\["),
    ]
)
SPACES = st.sampled_from(
    [" ", " ", "  ", "\n", "\n", "\n\n", "\n\n", "\n\n\n", "\t", "\r\n", "\u00a0", "\u2028", "\u0085", "\x1c", "\x0b", "\ufeff", "\0", "    "]
)
BEGINNINGS = st.sampled_from(
    ["", "", "", "- ", "* ", "+ ", "1. ", "2. ", "7) ", "# ", "### ", "> ", "    ", " ", "-", "*", "1.", "[a]: b", "---", "===", "***"]
)
LINES = st.builds("".join, st.tuples(BEGINNINGS, st.lists(st.one_of(WORDS, WORDS, SIGNS, st.just(" "), st.just(" ")), max_size=8).map("".join)))
BODIES = st.one_of(
    st.lists(st.one_of(WORDS, SIGNS, SPACES), max_size=14).map("".join),
    st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n", "\n\n", "\n\n", "\n \n"])).map("".join), max_size=6).map("".join),
    st.text(st.sampled_from("ab1 .\n*_[]()`<>&~!#-+|:=\\\"'\t\u00a0é“"), max_size=30),
)


@settings(deadline=None, max_examples=500)
@given(BODIES)
@example("3.\nfoo")
@example("- a\n\n- b")
@example("- - -\n- a")
@example("a\n1.\n")
@example("![a](https://a.example/)")
@example("*a***b* *c*")
def test_any_markdown_is_read_as_the_parser_reads_it(body: str) -> None:
    """HTML and plain text, sign by sign."""
    assert same(body)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.one_of(WORDS, SIGNS, st.just(" "), st.just("\n")), max_size=14).map("".join))
def test_any_markup_within_a_paragraph_is_read_as_the_parser_reads_it(text: str) -> None:
    """Between plain words, so that its structure is simple."""
    assert same(f"Plain {text} words.\n\nMore.")
