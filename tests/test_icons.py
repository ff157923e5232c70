"""The default theme's icons are what its drawing says, in every size."""

from __future__ import annotations

import pytest

from tests import icons


@pytest.mark.parametrize("name", icons.ICONS)
def test_icons_are_drawn_from_the_favicon(name: str) -> None:
    """Pixel by pixel: whoever changes favicon.svg runs `python -m tests.icons`."""
    assert icons.read((icons.FOLDER / name).read_bytes()) == icons.drawn(icons.ICONS[name])


def test_so_is_the_one_that_old_browsers_ask_for() -> None:
    """Both sizes of favicon.ico."""
    found = icons.within((icons.FOLDER / icons.FAVICON).read_bytes())
    assert [(side, icons.read(data)) for side, data in found] == [(icon.side, icons.drawn(icon)) for icon in icons.FAVICONS]


def test_what_may_be_cut_off_holds_nothing() -> None:
    """Of an icon that may be cut to any shape, only a circle of four fifths of its width is sure to be seen."""
    pixels = icons.drawn(icons.ICONS["icon-maskable-512.png"])
    beyond = [
        (x, y) for y, row in enumerate(pixels) for x, pixel in enumerate(row) if pixel != icons.PAPER and (x - 256) ** 2 + (y - 256) ** 2 > 205**2
    ]
    assert beyond == []
