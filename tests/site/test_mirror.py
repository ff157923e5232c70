"""The Markdown beside an article's page says what the page says, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from briefgen import content, frontmatter
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


def html(text: str) -> str:
    """As another reader of Markdown has it, which lets HTML through, and any link."""
    reader = MarkdownIt("commonmark", {"html": True})
    reader.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return str(reader.render(text))


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
