"""What an article's rights do not allow is in no file of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.library.rights import EXCERPT_LENGTH, excerpt
from tests import sites
from tests.sites import built, event, read

BODY = "\n\n".join(f"Paragraph {number} tells of zyzzyva{number} and of quinquereme{number} at some length." for number in range(40))
HAN = "".join(chr(0x4E00 + number) for number in range(1000))


def archive(rights: str, body: str, extra: str = "") -> str:
    return (
        f"-- content/articles/a.md --\n---\ntitle: The title\ndate: 2024-01-01\noutlet: O\nevent: e\nsource: https://example.org/\n{rights}{extra}---\n\n{body}\n"
        + event("e")
    )


@pytest.mark.parametrize("rights", ["rights: metadata\n", "rights: unknown\n", "rights: [full]\n"])
@pytest.mark.parametrize("body", [BODY, HAN, "A zyzzyva0."])
def test_metadata_alone_shows_no_word_of_the_body(tmp_path: Path, rights: str, body: str) -> None:
    """On no page, in no list, description, feed or search index; title and source are there."""
    sites.problems_of(tmp_path, archive(rights, body))
    site = sites.files_of(tmp_path)
    for path, data in site.items():
        for word in ("zyzzyva", "quinquereme", HAN[:3], HAN[500:503]):
            assert word.encode() not in data, path
    assert "The title" in read(site["articles/a.html"]).text
    assert "https://example.org/" in read(site["articles/a.html"]).values("href")


@pytest.mark.parametrize("body", [BODY, HAN, "A short zyzzyva0 text about quinquereme39."])
def test_an_excerpt_is_only_the_beginning(tmp_path: Path, body: str) -> None:
    """Of a long text a few lines, of a short one no more than half, in whatever script; and no file has more."""
    site = built(tmp_path, archive("rights: excerpt\n", body))
    shown = [text for tag, text in read(site["articles/a.html"]).texts if "zyzzyva0" in text or HAN[:3] in text]
    assert shown
    assert all(len(text) <= EXCERPT_LENGTH + 1 for text in shown)
    for path, data in site.items():
        assert b"quinquereme39" not in data, path
        assert HAN[-3:].encode() not in data, path
        assert HAN[EXCERPT_LENGTH : EXCERPT_LENGTH + 3].encode() not in data, path


def test_a_summary_that_a_person_wrote_is_shown(tmp_path: Path) -> None:
    """It is the archive's own."""
    site = built(tmp_path, archive("rights: metadata\n", BODY, "summary: Our own words\n"))
    assert "Our own words" in read(site["articles/a.html"]).text
    assert "Our own words" in read(site["index.html"]).text


def test_with_all_rights_the_whole_text_is_there(tmp_path: Path) -> None:
    """On its page and in the search index."""
    site = built(tmp_path, archive("", BODY))
    assert "quinquereme39" in read(site["articles/a.html"]).text
    assert any(b"quinquereme39" in data for path, data in site.items() if path.startswith("search/"))


@pytest.mark.parametrize("text", ["", "x", "one two", "word " * 500, HAN])
def test_an_excerpt_is_never_more_than_half(text: str) -> None:
    """But for the ellipsis."""
    assert len(excerpt(text).removesuffix("…")) <= len(text) / 2


READ = "captions: A zyzzyva on the quay\norigins:\n  date: 2024-01-01 | line 7, day in the text | On January 1 a zyzzyva was seen\n"


@pytest.mark.parametrize("rights", ["rights: metadata\n", "rights: excerpt\n"])
def test_captions_and_quoted_lines_are_part_of_the_text(tmp_path: Path, rights: str) -> None:
    """They are on no page; where a field was read is told without the words."""
    site = built(tmp_path, archive(rights, "Some words of a text.", READ))
    assert not [path for path, data in site.items() if b"zyzzyva" in data]
    assert "day in the text" in read(site["articles/a.html"]).text


def test_with_all_rights_they_are_there(tmp_path: Path) -> None:
    site = built(tmp_path, archive("", "Some words of a text.", READ))
    assert "A zyzzyva on the quay" in read(site["articles/a.html"]).text
    assert "a zyzzyva was seen" in read(site["articles/a.html"]).text
