"""What is shown of whom, when and in which edition: nothing that is not to be seen is in any byte of a site, or of what a build remembers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.site.build import build
from tests.archives import make, write
from tests.sites import event, files_of, read

RUN = 8
"""So many words in a row are somebody's text."""
WORDS = """
    alder birch cedar damson elder fir gorse hazel iris juniper kale larch maple nettle oak poplar quince rowan sorrel teasel umbel
    vetch willow yarrow aster bramble clover daisy evening fennel ginger heather ivy jasmine kelp lilac mallow nutmeg orchid parsley
    radish sage thyme
""".split()


def text_of(name: str, paragraphs: int = 12) -> str:
    """A text no eight words of which are in any other one's."""
    lines = []
    for number in range(paragraphs):
        words = [f"{WORDS[(number * 7 + place * 5) % len(WORDS)]}{name}{number}x{place}" for place in range(24)]
        lines.append(" ".join(words).capitalize() + ".")
    return "\n\n".join(lines)


def article(name: str, front: str = "") -> str:
    head = f"title: Title of {name}\ndate: 2024-03-0{len(name) % 9 + 1}\nauthor: Ada {name.capitalize()}\nevent: strike\ntags: [port]\n"
    head += f"source: https://{name}.example/story\n"
    linked = " ".join(text_of(name).split()[24:34])  # what a build notes of a line with a link in it
    return f"-- content/articles/{name}.md --\n---\n{head}{front}---\n\n{text_of(name)}\n\n[{linked}](open.md)\n"


ARCHIVE = (
    '-- briefgen.toml --\ntitle = "Test archive"\nbase_url = "https://archive.example/"\n'
    '[rights]\noutlets = { "The Closed Courant" = "metadata", "The Brief Bugle" = "excerpt" }\nexcerpt = 7\n'
    '[editions.partners]\nwithout = { tags = ["inner"] }\n[editions.calm]\nwithout = { events = ["strike"] }\n'
    + article("open", "outlet: The Open Observer\n")
    + article("closed", "outlet: The Closed Courant\n")
    + article("brief", "outlet: The Brief Bugle\n")
    + article("own", "outlet: The Closed Courant\nrights: full\n")
    + article("shut", "outlet: The Open Observer\nrights: metadata\nsummary: A summary that somebody wrote\n")
    + article("copied", "outlet: The Closed Courant\ncopy_of: open\n")
    + article("later", "outlet: The Brief Bugle\nversion_of: open\n")
    + article("sketch", "outlet: The Open Observer\ndraft: true\n")
    + article("waiting", "outlet: The Open Observer\npublish_on: 2024-06-01\n")
    + article("gone", "outlet: The Open Observer\nwithdrawn: The paper asked for it\naliases: old/gone.html\n")
    + article("inner", "outlet: The Open Observer\ntags: [Inner, port]\n").replace("tags: [port]\n", "")
    + event("strike")
)
PUBLIC = frozenset({"open", "own", "inner"})


def runs_of(name: str) -> set[str]:
    """Every run of eight words of an article's text."""
    found = set()
    for line in text_of(name).lower().split("\n\n"):
        words = re.findall(r"\w+", line)
        found |= {" ".join(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}
    return found


def told(files: dict[str, bytes], name: str) -> list[str]:
    """The files that have a run of eight words of an article's text, or a rare word of it beyond what an excerpt may have."""
    runs, rare = runs_of(name), {word for word in re.findall(r"\w+", text_of(name).lower()) if f"{name}1x" in word or f"{name}5x" in word}
    found = []
    for path, data in files.items():
        text = data.decode("utf-8", "replace").lower()
        if name not in text:
            continue
        words = re.findall(r"\w+", text)
        if any(" ".join(words[place : place + RUN]) in runs for place in range(len(words) - RUN + 1)) or any(word in text for word in rare):
            found.append(path)
    return found


def remembered(root: Path) -> dict[str, bytes]:
    """What builds remember."""
    return {path.name: path.read_bytes() for path in (root / ".briefgen").iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("editions"), ARCHIVE)
    report = build(root, date="2024-05-01")
    assert not report.problems
    return root


@pytest.mark.parametrize("name", ["closed", "brief", "shut", "copied", "later", "sketch", "waiting", "gone"])
def test_no_byte_has_eight_words_of_what_is_not_to_be_shown(public: Path, name: str) -> None:
    """Pages, lists, search index, feeds, exports, mirrors, manifests: nothing; nor what the build remembers."""
    assert told(files_of(public) | remembered(public), name) == []


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_the_same_search_finds_what_is_shown(public: Path, name: str) -> None:
    """So that the test above is known to look in the right way: the text is on its page and in the index."""
    found = told(files_of(public), name)
    assert f"articles/{name}.html" in found
    assert any(path.startswith("search/") for path in found)


def test_what_is_told_of_closed_articles_is_there(public: Path) -> None:
    """Titles, sources and summaries are: that is what the rights allow."""
    site = files_of(public)
    assert "Title of closed" in read(site["articles/closed.html"]).text
    assert "https://closed.example/story" in read(site["articles/closed.html"]).values("href")
    assert "A summary that somebody wrote" in read(site["articles/shut.html"]).text


def test_an_excerpt_is_as_long_as_briefgen_toml_says(public: Path) -> None:
    """Seven words of the text."""
    page = read(files_of(public)["articles/brief.html"]).text
    words = text_of("brief").split()
    assert words[6] in page
    assert words[7] not in page


@pytest.mark.parametrize("name", ["sketch", "waiting"])
def test_what_is_not_published_is_nowhere(public: Path, name: str) -> None:
    """Neither its title nor its address."""
    for path, data in files_of(public).items():
        assert f"articles/{name}" not in path
        assert f"Title of {name}".encode() not in data, path
        assert f"articles/{name}".encode() not in data, path


def test_what_was_withdrawn_leaves_a_page_that_says_so(public: Path) -> None:
    """With the reason, at its address and at its aliases, and nothing of the article; no list names it."""
    site = files_of(public)
    page = read(site["articles/gone.html"]).text
    assert "The paper asked for it" in page
    assert "withdrawn" in page
    assert "gone.html" in site["old/gone.html"].decode()
    for path, data in site.items():
        assert b"Title of gone" not in data, path
        if path not in ("articles/gone.html", "old/gone.html", "_redirects", "manifest.json", ".briefgen-files"):
            assert b"articles/gone.html" not in data, path


def test_a_day_comes_and_what_waited_for_it_is_there(tmp_path: Path) -> None:
    """Though no file has changed; the day before it is not, and a build without a day shows nothing that waits."""
    root = make(tmp_path, ARCHIVE)
    for date, is_there in (("", False), ("2024-05-31", False), ("2024-06-01", True), ("2024-07-01", True), ("2024-05-31", False)):
        build(root, date=date)
        assert ("articles/waiting.html" in files_of(root)) is is_there, date
        assert bool(told(files_of(root) | remembered(root), "waiting")) is is_there, date


def test_what_is_taken_back_is_forgotten(tmp_path: Path) -> None:
    """A text that a build showed and that is a draft, or withdrawn, or closed by now is in nothing that is left of it."""
    root = make(tmp_path, ARCHIVE)
    for line in ("draft: true", "withdrawn: true", "rights: metadata", "publish_on: 2030-01-01"):
        write(root, "content/articles/open.md", (root / "content/articles/own.md").read_text("utf-8").replace(text_of("own"), text_of("open")))
        build(root, date="2024-05-01")
        assert told(files_of(root), "open")
        write(root, "content/articles/open.md", (root / "content/articles/open.md").read_text("utf-8").replace("rights: full", line))
        build(root, date="2024-05-01")
        assert told(files_of(root) | remembered(root), "open") == [], line


def test_the_internal_edition_shows_everything(public: Path) -> None:
    """In a folder of its own, with the maintainers' lists; the public site stays as it is, and remembers nothing of it."""
    before = files_of(public)
    build(public, edition="internal", date="2024-05-01")
    inner = files_of(public, "site-internal")
    for name in ("open", "closed", "brief", "shut", "copied", "sketch", "waiting"):
        assert f"articles/{name}.html" in told(inner, name), name
    assert "desk/review.html" in inner
    assert "desk/review.html" not in before
    assert "The paper asked for it" in read(inner["articles/gone.html"]).text
    assert told(inner, "gone") == []
    assert files_of(public) == before
    again = {name: data for name, data in remembered(public).items() if "internal" not in name}
    assert told(again, "closed") == []


def test_an_edition_of_one_s_own_leaves_out_what_it_says(tmp_path: Path) -> None:
    """Here what has a tag; all else is as in the public one."""
    root = make(tmp_path, ARCHIVE)
    build(root, edition="partners", date="2024-05-01")
    found = files_of(root, "site-partners")
    assert told(found, "inner") == []
    assert "articles/inner.html" not in found
    assert "articles/open.html" in told(found, "open")
    assert told(found, "closed") == []


def test_an_event_that_is_left_out_is_nowhere(tmp_path: Path) -> None:
    """Neither are its articles."""
    root = make(tmp_path, ARCHIVE)
    build(root, edition="calm", date="2024-05-01")
    for path, data in files_of(root, "site-calm").items():
        assert "strike" not in path
        assert b"events/strike" not in data, path


def test_editions_are_the_same_whatever_was_built_before(tmp_path: Path) -> None:
    """Each as a first build makes it."""
    root, fresh = make(tmp_path / "one", ARCHIVE), make(tmp_path / "two", ARCHIVE)
    for edition in ("", "internal", "partners", "", "internal"):
        build(root, edition=edition, date="2024-05-01")
    build(fresh, edition="internal", date="2024-05-01")
    build(fresh, date="2024-05-01")
    assert files_of(root) == files_of(fresh)
    assert files_of(root, "site-internal") == files_of(fresh, "site-internal")
