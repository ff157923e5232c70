"""Pictures, links between articles, and the Markdown of a whole site."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.problem import Problem
from briefgen.publish.check import check
from briefgen.site.build import Report, build
from tests.archives import make, write
from tests.drawn import jpeg, png, svg
from tests.sites import article, event, files_of, read

TEXT = 'Before.\n\n![A map](map.png "The valley & its dam")\n\nAfter, as [told before](../2023/b.md#what-next) and [drawn](/images/plan.svg).'
ARCHIVE = article("2024/a", "event: flood\nimage: /images/lead photo.jpg\nimage_alt: The dam\nimage_caption: At noon\n", TEXT) + article("2023/b")
EVENT = event("flood", "", "![Plan](../images/plan.svg)\n\n[A report](../articles/2024/a.md)")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make(tmp_path, ARCHIVE + EVENT)
    draw(made, "articles/2024/map.png", png(40, 30))
    draw(made, "images/lead photo.jpg", jpeg(80, 60))
    draw(made, "images/plan.svg", svg())
    draw(made, "images/unused.png", png(1, 1))
    return made


def draw(root: Path, path: str, data: bytes) -> None:
    full = root / "content" / path
    full.parent.mkdir(parents=True, exist_ok=True)
    full.write_bytes(data)


def said(report: Report) -> list[tuple[str, int, str]]:
    return [(problem.path.removeprefix("content/"), problem.line, problem.message) for problem in report.problems]


def text_of(root: Path, path: str = "articles/2024/a.html") -> str:
    return (root / "site" / path).read_text(encoding="utf-8")


def same_from_nothing(root: Path) -> bool:
    """Whether what stands is what a first build makes."""
    stood = files_of(root)
    for name in (".briefgen", "site"):
        (root / name).rename(root / f"{name}-old")
    build(root)
    return files_of(root) == stood


def test_pictures_are_copied_and_have_their_size(root: Path) -> None:
    """Where content/ has them, those that are shown; a caption makes a figure."""
    assert build(root).problems == ()
    site = files_of(root)
    assert {path for path in site if path.endswith((".png", ".jpg", ".svg")) and not path.startswith("static/")} == {
        "articles/2024/map.png",
        "images/lead photo.jpg",
        "images/plan.svg",
    }
    assert site["articles/2024/map.png"] == png(40, 30)
    page = text_of(root)
    assert '<figure><img src="../../articles/2024/map.png" alt="A map" width="40" height="30" loading="lazy" decoding="async" />' in page
    assert "<figcaption>The valley &amp; its dam</figcaption></figure>" in page
    assert 'src="../images/plan.svg" alt="Plan" width="40" height="30"' in text_of(root, "events/flood.html")


def test_links_between_files_lead_to_their_pages(root: Path) -> None:
    """With the place on it; from events too."""
    build(root)
    assert '<a href="../../articles/2023/b.html#h-what-next">told before</a>' in text_of(root)
    assert '<a href="../../images/plan.svg">drawn</a>' in text_of(root)
    assert '<a href="../articles/2024/a.html">A report</a>' in text_of(root, "events/flood.html")


@pytest.mark.parametrize(
    ("text", "message", "severity"),
    [
        ("![x](gone.png)", "there is no picture content/articles/gone.png", "error"),
        ("![x](../../etc/x.png)", "'../../etc/x.png' is not in content/", "error"),
        ("![x](/../x.png)", "'/../x.png' is not in content/", "error"),
        ("![x](a.pdf)", "'a.pdf' is no picture: it is not shown", "error"),
        ("![x](fake.png)", "the picture content/articles/fake.png is a JPEG, whatever its name says: it is not shown", "error"),
        ("![x](acts.svg)", "the picture content/articles/acts.svg has a <script> in it: it is not shown", "error"),
        ("[x](gone.md)", "no page is made of content/articles/gone.md: the link is left out", "warning"),
        ("[x](draft.md)", "no page is made of content/articles/draft.md: the link is left out", "warning"),
        ("x\n[^1]: y", "no mark leads to the note '1': it is not shown", "warning"),
    ],
)
def test_what_is_not_there_is_a_problem_with_its_line(tmp_path: Path, text: str, message: str, severity: str) -> None:
    """And with the line itself and what to do; on the page are its words."""
    root = make(tmp_path, article("a", "", f"One.\n\nTwo,\n{text}") + article("draft", "draft: true\n", "![x](gone.png)"))
    draw(root, "articles/fake.png", jpeg(1, 1))
    draw(root, "articles/acts.svg", svg("<script/>"))
    (problem,) = build(root).problems
    line = 9 if "[^1]" in text else 8
    assert (problem.path, problem.line, problem.message, problem.severity) == ("content/articles/a.md", line, message, severity)
    assert problem.quote == text.split("\n")[-1]
    assert problem.hint
    page = read((root / "site" / "articles" / "a.html").read_bytes())
    assert "img" not in dict(page.tags)
    assert not [path for path in files_of(root) if path.startswith("articles/") and path.endswith((".png", ".svg"))]


CLOSED = (
    *("draft.html", "/articles/draft.html", "draft.html?x#y", "../articles/./draft.md#z", "../../articles/draft.html", "draft.changes.html"),
    *("../events/hushed.html", "/events/hushed.atom.xml", "../events/hushed.dossier.html", "../events/once.csv", "/old/draft.html", "/plan.html"),
)


def test_an_address_of_what_is_not_shown_is_no_link(tmp_path: Path) -> None:
    """Also as it would have been built: neither on the page nor in the mirror. It is one once that is shown."""
    text = article("a", "", "\n".join(f"[b]({one})" for one in (*CLOSED, "nobody.html")))
    text += article("draft", "event: hushed\ndraft: true\naliases: old/draft.html\n") + event("hushed", "aliases: events/once.html\n")
    text += "-- content/pages/plan.md --\n---\ntitle: Plan\ndraft: true\n---\n\nWords.\n"
    root = make(tmp_path, text)
    problems = build(root).problems
    assert [(one.line, one.severity) for one in problems] == [(line, "warning") for line in range(5, 5 + len(CLOSED))]
    assert set(problems) <= set(check(root))
    assert text_of(root, "articles/a.html").count(">b</a>") == 1
    assert text_of(root, "articles/a.md").count("[b](#)") == len(CLOSED) + 1
    write(root, "content/articles/draft.md", "---\ntitle: D\nevent: hushed\naliases: old/draft.html\n---\n\nWords.\n")
    write(root, "content/pages/plan.md", "---\ntitle: Plan\n---\n\nWords.\n")
    assert build(root).problems == ()
    assert text_of(root, "articles/a.html").count(">b</a>") == len(CLOSED) + 1
    assert same_from_nothing(root)


def test_an_address_of_a_page_is_led_to_it(tmp_path: Path) -> None:
    """From wherever the site stands; in the mirror to the Markdown."""
    root = make(tmp_path, article("2024/a", "", "[b](/articles/2023/b.html#what-next)") + article("2023/b"))
    assert build(root).problems == ()
    assert 'href="../../articles/2023/b.html#h-what-next"' in text_of(root)
    assert "[b](../../articles/2023/b.md#what-next)" in text_of(root, "articles/2024/a.md")


def test_the_front_matter_s_image_is_a_problem_where_it_stands(tmp_path: Path) -> None:
    """With its line; one from elsewhere is none."""
    root = make(tmp_path, article("a", "image: gone.png\n") + article("b", "image: https://e.example/x.png\n"))
    assert build(root).problems == (
        Problem(
            "content/articles/a.md", 3, "there is no picture content/articles/gone.png", "put it there, or take it out of the text", "image: gone.png"
        ),
    )


def test_a_picture_of_nearly_that_name_in_its_folder_is_named(tmp_path: Path) -> None:
    """As the text would have to write it."""
    root = make(tmp_path, article("a", "", "![x](pictures/valey.jpg)"))
    draw(root, "articles/pictures/Valley.png", png(1, 1))
    (problem,) = build(root).problems
    assert (problem.message, problem.hint) == ("there is no picture content/articles/pictures/valey.jpg", "did you mean 'pictures/Valley.png'?")


@pytest.mark.parametrize("rights", ["excerpt", "metadata"])
def test_what_may_not_be_shown_has_no_pictures(tmp_path: Path, rights: str) -> None:
    """Neither on its page nor among the files; and nobody is told what they lack."""
    root = make(tmp_path, article("a", f"rights: {rights}\nimage: a.png\n", "![x](b.png) " + "Words. " * 30 + "![x](gone.png)"))
    draw(root, "articles/a.png", png(1, 1))
    draw(root, "articles/b.png", png(1, 1))
    assert build(root).problems == ()
    assert not [path for path in files_of(root) if path.startswith("articles/") and path.endswith(".png")]
    assert "<img" not in text_of(root, "articles/a.html")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_out_of_content_is_not_followed(tmp_path: Path) -> None:
    """Neither to a file nor to a folder."""
    root = make(tmp_path / "archive", article("a", "", "![x](out.png) ![y](folder/in.png)"))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "in.png").write_bytes(png(1, 1))
    (root / "content/articles/out.png").symlink_to(tmp_path / "folder" / "in.png")
    (root / "content/articles/folder").symlink_to(tmp_path / "folder")
    assert len(said(build(root))) == 2
    assert not [path for path in files_of(root) if path.startswith("articles/") and path.endswith(".png")]


def test_only_what_shows_a_picture_is_made_again_when_it_changes(root: Path) -> None:
    """Its bytes alone where its size stays, the pages that show it where that changes; the same as a first build."""
    build(root)
    draw(root, "articles/2024/map.png", png(40, 30) + b"more")
    assert build(root).written == ("articles/2024/map.png", "manifest.json")
    draw(root, "articles/2024/map.png", png(50, 30))
    assert build(root).written == ("articles/2024/a.html", "articles/2024/map.png", "manifest.json")
    assert 'width="50"' in text_of(root)
    assert same_from_nothing(root)


def test_a_picture_that_goes_is_told_and_one_that_comes_is_shown(root: Path) -> None:
    """Without an edit of the text; the same as a first build each time."""
    build(root)
    (root / "content/articles/2024/map.png").unlink()
    report = build(root)
    assert [message for _, _, message in said(report)] == ["there is no picture content/articles/2024/map.png"]
    assert report.removed == ("articles/2024/map.png",)
    assert "<p>A map: The valley &amp; its dam</p>" in text_of(root)
    draw(root, "articles/2024/map.png", png(7, 8))
    assert build(root).problems == ()
    assert 'width="7" height="8"' in text_of(root)
    assert same_from_nothing(root)


def test_an_article_that_is_renamed_takes_links_with_it(root: Path) -> None:
    """Those to its old name are problems, and no links."""
    build(root)
    (root / "content/articles/2023/b.md").rename(root / "content/articles/2023/c.md")
    assert [message for _, _, message in said(build(root))] == ["no page is made of content/articles/2023/b.md: the link is left out"]
    assert ">told before<" not in text_of(root)
    assert same_from_nothing(root)


def test_a_change_of_the_markdown_s_settings_makes_what_it_concerns(root: Path) -> None:
    """Pages and what can be searched; the same as a first build."""
    write(root, "content/articles/2023/b.md", "---\ntitle: b\n---\n\nWords[^n].\n\n[^n]: So *noted*.\n")
    build(root)
    assert 'role="doc-noteref"' in text_of(root, "articles/2023/b.html")
    write(root, "briefgen.toml", 'title = "Test archive"\n\n[markdown]\nfootnotes = false\n')
    assert "articles/2023/b.html" in build(root).written
    assert "doc-noteref" not in text_of(root, "articles/2023/b.html")
    assert same_from_nothing(root)
