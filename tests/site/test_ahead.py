"""What is made ahead of a build is what the build makes then, and what is being written at that moment is waited for."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import files, shelf
from briefgen.problem import Unreadable
from briefgen.site.ahead import Ahead, Change
from briefgen.site.build import Report, build
from briefgen.site.resident import Resident
from tests.archives import make, write

A, B = "content/articles/2024/a.md", "content/articles/2024/b.md"
PAGE_A, PAGE_B, EVENT = "articles/2024/a.html", "articles/2024/b.html", "events/dam.html"
ARCHIVE = f"""\
-- {A} --
---
title: The dam holds
date: 2024-01-01
outlet: The Example
event: dam
---

The dam at Kaldry held on Monday.
-- {B} --
---
title: The dam breaks
date: 2024-01-02
outlet: The Echo
event: dam
---

The dam at Kaldry broke on Tuesday, and 6,400 people left.
-- content/events/dam.md --
---
title: The dam at Kaldry
---

It was old.
-- content/pages/help.md --
---
title: Help
---

Ask Ada.
-- themes/briefing/theme.toml --
"""
BUNDLED = Path(__file__).parents[2] / "themes" / "briefing"


class Desk:
    """An archive that is built again and again by one process, and edited."""

    def __init__(self, root: Path) -> None:
        self.root = make(root, ARCHIVE).resolve()
        self.resident = Resident()
        self.ahead = Ahead(self.root, self.resident)
        self.build()

    def build(self, number: int = 0) -> Report | None:
        """Builds, having seen changes up to this number."""
        try:
            report = build(self.root, resident=self.resident)
        except Unreadable as error:
            self.ahead.settle(number, tuple(error.problems), built=False)
            return None
        self.ahead.settle(number, report.problems, built=True)
        return report

    def edit(self, path: str, old: str, new: str, *shown: str, sure: bool = False) -> Change:
        """Replaces words in a file; what is made of that for the pages shown."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        return self.write(path, text.replace(old, new), *shown, sure=sure)

    def write(self, path: str, text: str, *shown: str, sure: bool = False) -> Change:
        write(self.root, path, text)
        return self.look(path, *shown, sure=sure)

    def look(self, path: str, *shown: str, sure: bool = False) -> Change:
        return self.ahead.change([self.root / path], shown, sure=sure)

    def site(self, path: str) -> bytes:
        return (self.root / "site" / path).read_bytes()

    def told(self) -> list[str]:
        return [problem.path for problem in self.ahead.problems() if problem.severity == "error"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new", "page"),
    [
        (A, "held on Monday", "held, *barely*, on Monday", PAGE_A),
        (A, "The Example", "The Example Weekly", PAGE_A),
        (B, "Tuesday", "Tuesday[^1]", PAGE_B),
        ("content/events/dam.md", "It was old.", "It was very old.", EVENT),
        ("content/pages/help.md", "Ask Ada.", "Ask **Bo**.", "help.html"),
    ],
)
def test_a_page_made_ahead_is_the_one_that_the_build_makes(desk: Desk, file: str, old: str, new: str, page: str) -> None:
    """Byte for byte, for edits of what the page itself shows."""
    before = desk.site(page)
    change = desk.edit(file, old, new, page)
    assert change.made == (page,)
    made = desk.ahead.page(page)
    assert made is not None
    assert made != before == desk.site(page)
    desk.build(change.number)
    assert desk.site(page) == made
    assert desk.ahead.page(page) is None


def test_a_link_made_ahead_leads_where_the_build_has_it_lead(desk: Desk) -> None:
    """To a page by its address; and nowhere where that is a draft's."""
    write(desk.root, "content/articles/hushed.md", "---\ntitle: T\ndraft: true\n---\n\nWords.\n")
    desk.build()
    change = desk.edit(A, "held", f"[held](/{PAGE_B}) [so](/articles/hushed.html)", PAGE_A)
    made = desk.ahead.page(PAGE_A) or b""
    assert b">held</a> so on" in made
    desk.build(change.number)
    assert desk.site(PAGE_A) == made


def test_other_pages_that_are_shown_follow(desk: Desk) -> None:
    """A title is on its event's page, on the front page and on its month's; what is not shown is left to the build."""
    shown = (PAGE_A, EVENT, "index.html", "months/2024-01.html", "help.html")
    change = desk.edit(A, "The dam holds", "The dam trembles", *shown)
    assert change.made == (PAGE_A, EVENT, "index.html", "months/2024-01.html")
    assert all(b"The dam trembles" in (desk.ahead.page(path) or b"") for path in change.made)
    assert desk.ahead.page("outlets/the-example.html") is None


def test_what_is_not_shown_is_not_made(desk: Desk) -> None:
    """Without a browser nothing is made ahead."""
    assert desk.edit(A, "Monday", "Sunday").made == ()
    assert desk.ahead.page(PAGE_A) is None


def test_edits_add_up_until_a_build_has_them(desk: Desk) -> None:
    """A page shows two files' changes; a build that began after the first alone takes away nothing of the second."""
    first = desk.edit(A, "The dam holds", "The dam stands", EVENT)
    second = desk.edit(B, "The dam breaks", "The dam bursts", EVENT)
    assert b"The dam stands" in (desk.ahead.page(EVENT) or b"")
    assert b"The dam bursts" in (desk.ahead.page(EVENT) or b"")
    desk.build(first.number)
    assert b"The dam bursts" in (desk.ahead.page(EVENT) or b"")
    desk.build(second.number)
    assert desk.ahead.page(EVENT) is None


def test_an_edit_that_is_taken_back_is_shown_as_it_was(desk: Desk) -> None:
    """Before any build has seen it."""
    desk.edit(A, "Monday", "Sunday", PAGE_A)
    assert desk.edit(A, "Sunday", "Monday", PAGE_A).made == (PAGE_A,)
    assert desk.ahead.page(PAGE_A) == desk.site(PAGE_A)


@pytest.mark.parametrize("text", ["", "---\ntitle: [\n", "---\ntitle: The dam\ndate: nonsense\n---\n\nWords.\n"])
def test_a_file_that_looks_half_written_is_waited_for(desk: Desk, text: str) -> None:
    """It is empty or wrong: nothing is said until it is certain that nobody is writing it."""
    change = desk.write(A, text, PAGE_A)
    assert change.unsure == {desk.root / A}
    assert (change.made, desk.told(), desk.ahead.page(PAGE_A)) == ((), [], None)
    assert desk.look(A, PAGE_A, sure=True).unsure == frozenset()
    assert desk.told() == ([A] if text else [])


def test_a_file_that_is_gone_is_waited_for(desk: Desk) -> None:
    """An editor may have moved it away to write it anew; then the build knows."""
    (desk.root / A).unlink()
    assert desk.look(A, PAGE_A).unsure == {desk.root / A}
    assert desk.look(A, PAGE_A, sure=True).unsure == frozenset()


def test_a_problem_is_told_at_once_and_goes_at_once(desk: Desk) -> None:
    """The last good page stays under it; what the build said of other files stays."""
    desk.edit(B, "2024-01-02", "never", sure=True)
    desk.build(1)
    assert desk.told() == [B]
    good = desk.site(PAGE_A)
    desk.write(A, "---\ntitle: [\n", PAGE_A, sure=True)
    assert desk.told() == [A, B]
    assert desk.ahead.page(PAGE_A) is None
    assert desk.site(PAGE_A) == good
    desk.write(A, "---\ntitle: Mended\n---\n\nWords.\n", PAGE_A)
    assert desk.told() == [B]
    desk.edit(B, "never", "2024-01-02")
    assert desk.told() == []


def test_a_stylesheet_is_told_by_its_new_address(desk: Desk) -> None:
    """No page is made for it, and the build gives the same bytes the same address."""
    css = (BUNDLED / "static/style.css").read_text(encoding="utf-8")
    change = desk.write("themes/briefing/static/style.css", css + "/* greener */\n", PAGE_A)
    assert change.made == ()
    address = change.styles["static/style.css"]
    made = desk.ahead.page(address)
    assert made is not None
    assert made.endswith(b"/* greener */\n")
    desk.build(change.number)
    assert desk.site(address) == made
    assert address.encode() in desk.site(PAGE_A)


def test_a_template_makes_the_pages_that_use_it(desk: Desk) -> None:
    """Of those that are shown."""
    source = (BUNDLED / "templates/article.html").read_text(encoding="utf-8")
    change = desk.write("themes/briefing/templates/article.html", source.replace("{% block content %}", "{% block content %}<p>New.</p>"), PAGE_A)
    made = desk.ahead.page(PAGE_A)
    assert change.made == (PAGE_A,)
    assert made is not None
    assert b"<p>New.</p>" in made
    desk.build(change.number)
    assert desk.site(PAGE_A) == made


def test_a_template_that_is_wrong_is_told_after_a_while_and_mended_at_once(desk: Desk) -> None:
    """Also when it is taken back to what it was, and whether a build has failed over it or not."""
    path = "themes/briefing/templates/article.html"
    source = (BUNDLED / "templates/article.html").read_text(encoding="utf-8")
    assert desk.write(path, source + "{% if %}", PAGE_A).unsure == {desk.root / path}
    assert desk.told() == []
    change = desk.look(path, PAGE_A, sure=True)
    assert desk.told() == [path]
    assert desk.build(change.number) is None
    assert desk.told() == [path]
    desk.write(path, source, PAGE_A)
    assert desk.told() == []


def test_a_theme_that_cannot_be_read_is_told_after_a_while(desk: Desk) -> None:
    """Its description is wrong: the pages stay as they are."""
    change = desk.write("themes/briefing/theme.toml", "nonsense", PAGE_A)
    assert change.unsure
    desk.look("themes/briefing/theme.toml", PAGE_A, sure=True)
    assert desk.told() == ["themes/briefing/theme.toml"]
    desk.write("themes/briefing/theme.toml", "", PAGE_A)
    assert desk.told() == []


def test_maintainers_pages_are_made_when_they_are_asked_for(desk: Desk) -> None:
    """And are no part of the site."""
    page = desk.ahead.page("desk/wanted.html")
    assert page is not None
    assert b"<h1" in page
    assert desk.ahead.page("desk/wanted.html") is page
    assert not (desk.root / "site/desk").exists()


def test_while_a_build_has_the_shelf_its_pages_are_left_to_it(desk: Desk) -> None:
    """An event's page needs what is told of it, unless that is at hand already."""
    with desk.resident.turn:
        assert desk.edit(A, "The dam holds", "The dam stands", EVENT).made == ()
    assert desk.ahead.warm([EVENT])
    with desk.resident.turn:
        assert not desk.ahead.warm([EVENT])
        assert desk.edit(A, "The dam stands", "The dam trembles", EVENT).made == (EVENT,)


def test_before_anything_was_built_nothing_is_made(tmp_path: Path) -> None:
    """The first build is still under way."""
    root = make(tmp_path, ARCHIVE)
    ahead = Ahead(root, Resident())
    assert ahead.change([root / A], [PAGE_A]) == Change(1, (), {}, (), frozenset())
    assert ahead.page(PAGE_A) is None
    assert ahead.problems() == ()


def test_a_folder_of_themes_that_goes_is_survived(desk: Desk) -> None:
    """The theme that briefgen brings takes its place."""
    shutil.rmtree(desk.root / "themes")
    assert desk.look("themes/briefing/theme.toml", PAGE_A).unsure == frozenset()


@pytest.mark.parametrize("first", ["picture", "text"])
def test_a_picture_and_the_text_that_names_it_come_in_either_order(desk: Desk, first: str) -> None:
    """The page made ahead is the one that the build makes; the picture is served until the site has it."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="5"/>'
    writes: list[Callable[[], Change]] = [
        lambda: desk.write("content/articles/2024/d.svg", svg.format(10), PAGE_A),
        lambda: desk.edit(A, "held", "![A dam](d.svg) held", PAGE_A),
    ]
    for write_one in writes if first == "picture" else reversed(writes):
        change = write_one()
    assert change.made == (PAGE_A,)
    made = desk.ahead.page(PAGE_A)
    assert made is not None
    assert b'width="10"' in made
    if first == "picture":
        assert change.pictures == ()
    else:
        assert desk.ahead.page("articles/2024/d.svg") == svg.format(10).encode()
    desk.build(change.number)
    assert desk.site(PAGE_A) == made
    assert desk.ahead.page("articles/2024/d.svg") is None
    change = desk.write("content/articles/2024/d.svg", svg.format(30), PAGE_A)
    assert (change.made, change.pictures) == ((PAGE_A,), ("articles/2024/d.svg",))
    assert desk.look("content/articles/2024/d.svg").made == ()


def test_a_picture_that_is_half_written_is_waited_for(desk: Desk) -> None:
    """The page keeps the one that it had."""
    desk.write("content/articles/2024/d.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"/>')
    desk.build(desk.edit(A, "held", "![A dam](d.svg) held", PAGE_A).number)
    change = desk.write("content/articles/2024/d.svg", "<svg", PAGE_A)
    assert change.made == ()
    assert change.unsure == {desk.root / "content/articles/2024/d.svg"}
    assert desk.look("content/articles/2024/d.svg", PAGE_A, sure=True).made == (PAGE_A,)


def test_what_was_read_ahead_is_told_by_its_stamp(desk: Desk) -> None:
    """So that nobody has to read it again; once it is another, or built, nothing is known of it."""
    path = desk.root / A
    change = desk.edit(A, "held", "broke", PAGE_A)
    stamp = files.stamp(path)
    assert desk.ahead.digest(path, stamp) == shelf.digest(path.read_bytes())
    assert desk.ahead.digest(path, (0,)) is None
    assert desk.ahead.digest(desk.root / "briefgen.toml", stamp) is None
    desk.build(change.number)
    assert desk.ahead.digest(path, stamp) is None
