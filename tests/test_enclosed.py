"""What texts name beside themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import enclosed, files, pictures
from briefgen.dialect import USUAL
from briefgen.drawings import Size
from briefgen.enclosed import Mention, mentions_of, pictures_of, place_of
from briefgen.shelf import Shelf
from briefgen.stamps import NONE
from tests.archives import content_of, make
from tests.drawn import png


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("a.png", "articles/2024/a.png"),
        ("../b.png", "articles/b.png"),
        ("./c/../a.png", "articles/2024/a.png"),
        ("/images/a%20b.png", "images/a b.png"),
        ("a.png?x=1#y", "articles/2024/a.png"),
        ("../../../a.png", ""),
        ("/../a.png", ""),
        ("%2e%2e/%2e%2e/%2e%2e/a.png", ""),
        ("C:/a.png", ""),
        ("..%5C..%5Ca.png", ""),
        ("a%00.png", ""),
    ],
)
def test_an_address_means_a_path_below_content(written: str, place: str) -> None:
    """Beside the file, or from content/ with a slash; nothing outside of it."""
    assert place_of("articles/2024/x.md", Mention("image", written, 1, "")) == place


@given(st.text(alphabet="./\\%2eE5cCa:~\0 #?", max_size=20), st.sampled_from(["image", "link", "lead"]))
def test_no_address_leads_out_of_content(written: str, kind: str) -> None:
    """However it is written."""
    place = place_of("articles/x.md", Mention(kind, written, 1, ""))
    assert place == "" or files.is_inside(place)


@pytest.mark.parametrize(
    ("text", "body", "image", "expected"),
    [
        ("---\ntitle: A\n---\n\nB\n\n![c](d.png)\n", "B\n\n![c](d.png)", "", [("image", "d.png", 7, "![c](d.png)")]),
        ("---\r\ntitle: A\r\n---\r\n![c](d.png)\r\n\r\n", "![c](d.png)", "", [("image", "d.png", 4, "![c](d.png)")]),
        ("![c](d.png)", "![c](d.png)", "", [("image", "d.png", 1, "![c](d.png)")]),
        ("---\nimage: e.png\n---\nB\n", "B", "e.png", [("lead", "e.png", 2, "image: e.png")]),
        ("---\nimage: https://e.example/e.png\n---\nB\n", "B", "https://e.example/e.png", []),
        ('+++\nimage = "e.png"\n+++\nB\n', "B", "e.png", [("lead", "e.png", 2, 'image = "e.png"')]),
    ],
)
def test_a_mention_has_the_line_of_its_file(text: str, body: str, image: str, expected: Sequence[tuple[str, str, int, str]]) -> None:
    """And the line itself."""
    assert mentions_of(text, body, image, USUAL) == tuple(Mention(*one) for one in expected)


def test_only_pictures_that_changed_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By their stamps; those that nobody names are not at all."""
    root = make(tmp_path, "")
    (root / "content").mkdir()
    for name in ("a.png", "b.png", "unnamed.png"):
        (root / "content" / name).write_bytes(png(3, 2))
    mentioned = {"x.md": [Mention("image", "a.png", 1, ""), Mention("lead", "b.png", 1, ""), Mention("image", "gone.png", 1, "")]}
    measured: list[str] = []
    size = pictures.size

    def noted(path: str, data: bytes) -> Size:
        measured.append(path)
        return size(path, data)

    monkeypatch.setattr(pictures, "size", noted)
    with Shelf() as kept:
        found = pictures_of(root, mentioned, content_of(root), kept)
        assert sorted(found) == measured == ["a.png", "b.png"]
        (root / "content/b.png").write_bytes(png(3, 4))
        again = pictures_of(root, mentioned, content_of(root), kept)
        assert measured == ["a.png", "b.png", "b.png"]
        assert (again["a.png"], again["b.png"].height) == (found["a.png"], 4)
        pictures_of(root, mentioned, {**content_of(root), "a.png": NONE}, kept)  # a stamp that cannot be trusted
        assert measured[3:] == ["a.png"]
        assert pictures_of(root, {}, content_of(root), kept) == {}
        assert kept.names(enclosed.STEP) == set()
