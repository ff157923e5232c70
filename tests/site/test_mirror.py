"""The Markdown beside an article's page says what the page says, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefgen import content, frontmatter
from briefgen.dialect import Dialect
from briefgen.library.originals import ArticleFile
from briefgen.markup import Target
from briefgen.model import Article, Seed
from briefgen.site import mirror
from briefgen.site.setting import Setting
from tests.sites import article, built, event

LONG = " ".join(f"word{number}" for number in range(200))


def mirrored(body: str, setting: Setting | None = None, **fields: object) -> str:
    """An article's Markdown but for its front matter."""
    one = Article("a", "articles/2024/a.md", "T", body, **fields)  # type: ignore[arg-type]
    text = mirror.text(one, ArticleFile(one.path, b"", rights=one.rights), "articles/2024/a.html", setting or Setting())
    return frontmatter.split(text)[1].strip("\n")


def stranger(*rules: str) -> MarkdownIt:
    """Another reader of Markdown, which lets HTML through, and any link."""
    reader = MarkdownIt("commonmark", {"html": True}).enable([*rules])
    reader.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return reader


def html(text: str) -> str:
    """As such a reader has it."""
    return str(stranger().render(text))


def kinds_and_addresses(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """Of all tokens, also those within others."""
    for token in tokens:
        yield token.type, str(token.attrGet("href") or token.attrGet("src") or "").strip().lower()
        yield from kinds_and_addresses(token.children or ())


PIECES = (
    *("<script>", "</script>", "<!--", "-->", "<a href=x>", "<b", "/>", ">", "<", "<?", "<![CDATA[", "<javascript:x>", "&lt;", "&#60;"),
    *("[x](javascript:alert(1))", '![alt](data:text/html,x "title")', "[x]: javascript:x", "[x][y]", "[y]: ", "java&#115;cript:", "data:"),
    *("[a](https://e.org/b)", "<https://e.org/>", "[", "](", "]", "(", ")", "!", "\\", '"', "'", "`", "``", "```", "~~~", "*", "_", "x", "\0"),
    *("\n", "\n\n", "> ", "- ", "1. ", "    ", "\t", " ", "# ", "---", "[^1]", "[^1]: ", "| a |\n|---|\n| ", "{#a}", "\n: ", "\u2028", "\x85", "\f"),
)
"""What texts that mean harm may be made of."""


def test_front_matter_has_what_is_published() -> None:
    """And nothing of how the article came here."""
    one = Article(
        *(
            "a",
            "articles/2024/a.md",
            "A: title",
            "Words.",
            "2024-03-12",
            ("Ada", "Bo"),
            "Post",
            "Wire",
            "https://e.org/a",
            ("e",),
            ("x",),
            "In short",
        ),
        lang="de",
        rights="full",
        review=("date",),
        seed=Seed("private/a.txt", "0", "0"),
        extra=(("secret", "yes"),),
    )
    text = mirror.text(one, ArticleFile(one.path, b""), "articles/2024/a.html", Setting(), "https://h.org/")
    front, body, form = frontmatter.split(text)
    assert {key: field.value for key, field in frontmatter.fields(front, form).items()} == {
        "title": "A: title",
        "date": "2024-03-12",
        "authors": ("Ada", "Bo"),
        "outlet": "Post",
        "via": "Wire",
        "source": "https://e.org/a",
        "event": ("e",),
        "tags": ("x",),
        "lang": "de",
        "summary": "In short",
        "rights": "full",
        "url": "https://h.org/articles/2024/a.html",
    }
    assert body.strip() == "Words."


def test_it_can_be_an_archive_s_file_again() -> None:
    """Its front matter is ours: what was published can be imported elsewhere."""
    one = Article("a", "articles/a.md", "T", "Words.", "2024-03", ("Ada",), "Post", events=("e",), tags=("x",))
    again, problems = content.read_article("articles/a.md", mirror.text(one, ArticleFile(one.path, b""), "articles/a.html", Setting()).encode())
    assert problems == ()
    assert (again.title, again.date, again.authors, again.outlet, again.events, again.tags, again.body) == (
        "T",
        "2024-03",
        ("Ada",),
        "Post",
        ("e",),
        ("x",),
        "Words.",
    )


def test_what_is_plain_stays_as_it_is() -> None:
    """Letter for letter."""
    body = "# Head\n\nWords *and* [a link](https://e.org/a?b=c) & more [sic].\n\n- one\n- two\n\n> quoted"
    assert mirrored(body) == body


def test_of_what_is_restricted_there_is_as_much_as_may_be_shown() -> None:
    """An excerpt as words and nothing but words, or nothing."""
    assert mirrored(LONG, rights="metadata") == ""
    part = mirrored(f"*{LONG}*", rights="excerpt")
    assert part.startswith("word0 word1")
    assert "word199" not in part


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "\\\\<b onclick=alert(1)>",
        "<!-- gone -->",
        "<div>\n\nwords\n\n</div>",
        "> - <script>alert(1)</script>",
        "`code` and <script>alert(1)</script> and `<b>`",
        "a ` b\nc ` <script> ` d",
        "[x](javascript:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x]\n\n[x]: javascript:alert(1)",
        "[x][y]\n\n[y]: data:text/html,x",
        "<javascript:alert(1)>",
        "[^1]: <script>\n\nNoted[^1].",
        "| a |\n|---|\n| <script> |",
    ],
)
def test_hostile_text_stays_text(body: str) -> None:
    """Also for readers of Markdown that let HTML and all addresses through."""
    shown = html(mirrored(body))
    for sign in ("<script", "<img", "<b ", "<b>", "<!--", "<div", 'href="javascript', 'href="data', 'href="java'):
        assert sign not in shown, mirrored(body)


@pytest.mark.parametrize(
    "body",
    [
        "[^1]: [y]: </script>",
        "[^1]: <javascript:x>",
        "<b onclick=alert(1)>\n: words",
        "[x](javascript:alert(1))\n: words",
        "<![CDATA[\n: [x]: javascript:x",
        "| a |\n|---|\n| `b | <script>` |",
    ],
)
def test_what_only_one_dialect_has_hides_nothing_from_others(body: str) -> None:
    """Notes that no mark leads to, terms, cells."""
    setting = Setting(dialect=Dialect(definitions=True, attributes=True))
    for reader in (stranger(), stranger("table")):
        found = set(kinds_and_addresses(reader.parse(mirrored(body, setting))))
        assert not {kind for kind, _ in found} & {"html_inline", "html_block"}
        assert not [address for _, address in found if address.startswith(("javascript:", "data:"))]


@given(
    body=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=12).map("".join),
    dialect=st.builds(Dialect, st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    rights=st.sampled_from(("full", "excerpt")),
)
def test_no_text_is_more_than_text_and_links_for_other_readers(body: str, dialect: Dialect, rights: str) -> None:
    """Whatever it is made of, and whatever our own dialect makes of that: no HTML, and no address that is a program or holds a page."""
    found = set(kinds_and_addresses(stranger().parse(mirrored(body, Setting(dialect=dialect), rights=rights))))
    assert not {kind for kind, _ in found} & {"html_inline", "html_block"}
    assert not [address for _, address in found if address.startswith(("javascript:", "data:"))]


def test_links_stay_links_beside_what_is_none() -> None:
    """In the same paragraph as markup that is taken for text, they lead to what they name."""
    body = "See <script> [x](javascript:y), [a *report*](https://e.org/a?b=c#d), [b](../2023/b.md#part), [gone](c.md) and <https://e.org/e>.\n"
    setting = Setting(targets=(Target("../2023/b.md", "articles/2023/b.html"),))
    found = [address for kind, address in kinds_and_addresses(stranger().parse(mirrored(body, setting))) if kind == "link_open"]
    assert found == ["https://e.org/a?b=c#d", "../../articles/2023/b.md#part", "#", "https://e.org/e"]


def test_a_note_is_no_address() -> None:
    """Though it is written like one."""
    body = "[Noted](https://e.org/(a))[^1].\n\n[^1]: b.md says so."
    assert mirrored(body) == body


def test_an_excerpt_is_no_markup() -> None:
    """Whatever its words look like."""
    shown = html(mirrored("# [x](javascript:alert(1)) <script> *a* &lt; `b`\n\n" + LONG, rights="excerpt"))
    assert shown.count("<") == 2  # a paragraph's begin and end


def test_code_stays_code() -> None:
    """What is shown as it stands needs no escaping."""
    body = "Say `<b>` so:\n\n```\n<script>\n```\n\n    <i>\n\n[a](https://e.org/x_(y))"
    assert mirrored(body) == body


def test_links_lead_to_what_they_name() -> None:
    """To the Markdown of other articles, to the pages of events, and to nothing where there is nothing."""
    setting = Setting(
        targets=(
            Target("../2023/b.md", "articles/2023/b.html"),
            Target("/events/e.md", "events/e.html"),
            Target("m%20p.png", "articles/2024/m p.png"),
        )
    )
    body = "[b](../2023/b.md#part), [e](/events/e.md), ![m](<m p.png>) ![n](m%20p.png) and [gone](../2024/draft.md).\n\n[r]: ../2023/b.md"
    found = mirrored(body, setting)
    assert "[b](../../articles/2023/b.md#part)" in found
    assert "[e](../../events/e.html)" in found
    assert "![n](../../articles/2024/m%20p.png)" in found
    assert "[gone](#)" in found
    assert "[r]: ../../articles/2023/b.md" in found


@pytest.mark.parametrize(
    "body",
    [
        '[w](../e/hush.md "t") and <b>raw</b>',
        "[`w`](hush.md) and <b>raw</b>",
        "[w [in] x](hush.md) and <b>raw</b>",
        'See[^1].\n\n[^1]: [w](hush.md "t") <b>raw</b>',
        "[w](\n../e/hush.md)",
        "[w].\n\n[w]:\n../e/hush.md",
        "[w].\n\n- [w]: <../e/hush.md>",
        "[w](..&#47;e/hush.md) [x](..\\/e/hush.md) [y](hush.md?q#f)",
        "![w](hush.md) [![w](hush.png)](hush.md)",
        "| a |\n|---|\n| b \\| [w](hush.md) |",
        "| a |\n|---|\n| b | [w](hush.md) |",
        "[w](../e/hush.html) and <b>raw</b> [x](/e/hush.html)",
    ],
)
def test_no_address_of_what_is_hidden_stays(body: str) -> None:
    """Wherever it stands, and whatever is beside it."""
    setting = Setting(targets=(Target("../e/hush.html", ""), Target("/e/hush.html", "")))
    assert "hush" not in mirrored(body, setting)


def test_links_that_stay_keep_what_is_beside_their_address() -> None:
    """Their words over several lines, and their titles; also beside raw HTML."""
    setting = Setting(targets=(Target("b.md", "articles/2024/b.html"), Target("b.html", "articles/2024/b.html")))
    body = "See <b>raw</b> [b](b.md \"A title\"), [`b`\n*b*](\n<b.md#p> 't') and\n[b].\n\n> [b]: b.html\n"
    found = [address for kind, address in kinds_and_addresses(stranger().parse(mirrored(body, setting))) if kind == "link_open"]
    assert found[0] == "../../articles/2024/b.md"
    beside = "[`b`\n*b*](\n<b.md#p> 't') and\n[b].\n\n> [b]: b.html"
    assert mirrored(beside, setting) == ("[`b`\n*b*](\n../../articles/2024/b.md#p 't') and\n[b].\n\n> [b]: ../../articles/2024/b.md")


NAMING = (
    *("[w](../e/hush.md)", '[w](<hush.md> "t")', "[w](\nhush.md\n)", "[w]:\nhush.md\n", "[w]", "[w]: hush.md 't'\n", "![a [w](hush.md) b](hush.png)"),
    *("[![a](hush.png)](hush.md)", "[b](b.md)", "[b *x*](b.md#s(a))", "[h](../e/hush.html)", "[`c`](hush.md?q#f)", "](hush.md)", "[w](h&#117;sh.md)"),
    *("| [w](hush.md) | [w](hush.md)\n", "[w [in] x](hush.md)", "# [w](hush.md) #\n", "\n: [w](hush.md)", "[b](b.html)", "[^1]: [w](hush.md)\n"),
)
"""What names what is hidden, and what is not."""


@given(
    body=st.lists(st.one_of(st.sampled_from(NAMING), st.sampled_from(PIECES)), max_size=9).map("".join),
    dialect=st.builds(Dialect, st.booleans(), st.booleans(), st.booleans(), st.booleans()),
)
def test_no_text_leads_to_what_is_hidden(body: str, dialect: Dialect) -> None:
    """Whatever it is made of: no reader finds an address of that, and those of what is shown are as they have to be."""
    shown = (Target("b.md", "articles/2024/b.html"), Target("b.html", "articles/2024/b.html"))
    text = mirrored(body, Setting(dialect=dialect, targets=(*shown, Target("../e/hush.html", ""))))
    for reader in (stranger(), stranger("table")):
        found = {address.partition("#")[0] for _, address in kinds_and_addresses(reader.parse(text))}
        assert found.isdisjoint({"hush.md", "../e/hush.md", "../e/hush.html", "hush.md?q", "hush.png", "b.md", "b.html"})


def test_every_article_shown_has_its_own(tmp_path: Path) -> None:
    """Beside its page, which names it; drafts have none."""
    archive = article("2024/a", "event: e\n", "To [b](b.md).") + article("2024/b") + article("2024/c", "draft: true\n") + event("e")
    site = built(tmp_path, archive)
    assert {path for path in site if path.endswith(".md")} == {"articles/2024/a.md", "articles/2024/b.md"}
    assert b'<link rel="alternate" type="text/markdown" href="../../articles/2024/a.md">' in site["articles/2024/a.html"]
    assert b"[b](../../articles/2024/b.md)" in site["articles/2024/a.md"]


def test_there_is_none_where_none_is_wanted(tmp_path: Path) -> None:
    """And no page names one."""
    site = built(tmp_path, "-- briefgen.toml --\nexports = { markdown = false }\n" + article("a"))
    assert "articles/a.md" not in site
    assert b"text/markdown" not in site["articles/a.html"] + site["data.html"]
