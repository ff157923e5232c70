"""Picture files: what they are, and how large."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import pictures
from tests import drawn

MAKERS = {".png": drawn.png, ".gif": drawn.gif, ".jpg": drawn.jpeg, ".webp": drawn.webp, ".avif": drawn.avif}


@pytest.mark.parametrize(("ending", "make"), MAKERS.items())
def test_a_picture_has_the_size_of_its_header(ending: str, make: Callable[[int, int], bytes]) -> None:
    """Of each kind."""
    assert pictures.size(f"a/b{ending}", make(640, 17)) == (640, 17)
    assert pictures.size(f"a/b{ending.upper()}", make(1, 300)) == (1, 300)


@pytest.mark.parametrize(("orientation", "size"), [(1, (40, 30)), (3, (40, 30)), (6, (30, 40)), (8, (30, 40))])
def test_a_photo_has_the_size_that_it_is_shown_with(orientation: int, size: tuple[int, int]) -> None:
    """A camera that was held upright says so, and browsers turn the picture."""
    assert pictures.size("a.jpg", drawn.jpeg(40, 30, orientation)) == size


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("a.png", drawn.jpeg(4, 3), "is a JPEG, whatever its name says"),
        ("a.jpg", b"<html>", "is no JPEG, whatever its name says"),
        ("a.jpg", b"", "is empty"),
        ("a.png", drawn.png(4, 3)[:12], "is a damaged PNG: it does not say how large it is"),
        ("a.avif", drawn.avif(4, 3)[:40], "is a damaged AVIF: it does not say how large it is"),
        ("a.avif", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "is no AVIF, whatever its name says"),
        ("a.gif", drawn.gif(0, 3), "is a damaged GIF: it does not say how large it is"),
        ("a.svg", b"<html></html>", "is no SVG, whatever its name says"),
        ("a.svg", b"<svg><script/></svg>", "has a <script> in it"),
    ],
)
def test_what_is_no_such_picture_is_refused(path: str, data: bytes, message: str) -> None:
    """By its first bytes and its header, not by its name."""
    with pytest.raises(ValueError, match=message):
        pictures.size(path, data)


@given(st.sampled_from(sorted(MAKERS)), st.binary(max_size=40), st.integers(0, 200), st.integers(0, 200))
def test_any_bytes_have_a_size_or_are_refused(ending: str, noise: bytes, start: int, length: int) -> None:
    """Nothing else comes of them."""
    data = MAKERS[ending](40, 30)
    for broken in (noise, data[:start], data[:start] + noise + data[start + length :], data + noise):
        try:
            width, height = pictures.size("a" + ending, broken)
        except ValueError:
            continue
        assert width > 0 < height
