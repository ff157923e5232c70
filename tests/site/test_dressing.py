"""Pages of before and after an edit of the theme find what they refer to."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.problem import Unreadable
from briefgen.site.build import build
from briefgen.site.dressing import Dressing
from briefgen.site.resident import Last, Resident
from tests.archives import make, write

ARCHIVE = """\
-- content/articles/a.md --
---
title: A
---
-- themes/briefing/theme.toml --
-- themes/briefing/static/style.css --
one {}
"""


class Shop:
    """An archive, built by a resident process, and its theme."""

    def __init__(self, root: Path) -> None:
        self.root = make(root, ARCHIVE).resolve()
        self.resident = Resident()
        self.dressing = Dressing(self.root)
        self.resident.before_made = self.dressing.before_made
        self.build()

    def build(self) -> None:
        build(self.root, resident=self.resident)

    def style(self, text: str) -> None:
        write(self.root, "themes/briefing/static/style.css", text)

    @property
    def last(self) -> Last:
        assert self.resident.last is not None
        return self.resident.last


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_a_page_that_was_built_is_dressed_anew(shop: Shop) -> None:
    """Until a build has seen the change; other pages' bytes do not change."""
    old = shop.last.statics["style.css"].path
    page = f'<link href="{old}">'.encode()
    assert shop.dressing.dressed(page, shop.last) == page
    shop.style("two {}")
    new = shop.dressing.redress(1, shop.last)["static/style.css"]
    assert shop.dressing.dressed(page, shop.last) == page.replace(old.encode(), new.encode())
    assert shop.dressing.dressed(b"<p>", shop.last) == b"<p>"
    assert shop.dressing.file(new) == b"two {}"
    assert not shop.dressing.is_other(shop.last)  # but for a stylesheet
    shop.build()
    shop.dressing.settle(1)
    assert shop.dressing.file(new) is None
    assert shop.dressing.dressed(page, shop.last) == page


def test_what_a_build_removes_is_still_there_for_a_while(shop: Shop) -> None:
    """Also what was never in the site, since another edit overtook it; but not without end."""
    old = shop.last.statics["style.css"].path
    shop.style("two {}")
    between = shop.dressing.redress(1, shop.last)["static/style.css"]
    shop.style("three {}")
    shop.dressing.redress(2, shop.last)
    shop.build()
    shop.dressing.settle(2)
    assert not (shop.root / "site" / old).exists()
    assert (shop.dressing.past(old), shop.dressing.past(between)) == (b"one {}\n", b"two {}")
    for number in range(3, 80):
        shop.style(f"n{number} {{}}")
        shop.dressing.redress(number, shop.last)
    shop.dressing.settle(80)
    assert shop.dressing.past(old) is None


def test_a_theme_that_cannot_be_read_leaves_all_as_it_is(shop: Shop) -> None:
    """What was made of it before is still served."""
    shop.style("two {}")
    new = shop.dressing.redress(1, shop.last)["static/style.css"]
    write(shop.root, "themes/briefing/theme.toml", "[")
    with pytest.raises(Unreadable):
        shop.dressing.redress(2, shop.last)
    assert shop.dressing.file(new) == b"two {}"
