"""Names of all events, brought together."""

from __future__ import annotations

import pytest

from briefgen.dossier.names import Named
from briefgen.site import everywhere
from briefgen.site.everywhere import Name, packed, restored, stored, together


def event(slug: str, *names: tuple[str, str, int]) -> tuple[str, bytes]:
    """An event in which so many articles mention each."""
    return slug, packed([Named(name, kind, articles, articles, ()) for name, kind, articles in names])


def found(*events: tuple[str, bytes]) -> dict[str, Name]:
    return {one.name: one for one in together(events)}


def test_a_name_is_one_over_all_events() -> None:
    """Whatever its case and accents; spelt, and taken for what, most articles have it."""
    names = found(event("a", ("OSK", "", 1)), event("b", ("Ösk", "place", 4)), event("c", ("Osk", "person", 3)))
    assert names == {"Ösk": Name("osk", "osk", "Ösk", "place", 8, ("b", "c", "a"), 0)}


def test_it_is_where_it_is_mentioned_most() -> None:
    """Five events at most, and how many more."""
    names = found(*(event(f"e{number}", ("Tarn", "place", number + 1)) for number in range(7)))
    assert (names["Tarn"].events, names["Tarn"].more) == (("e6", "e5", "e4", "e3", "e2"), 2)


def test_names_of_one_article_are_left_out_unless_there_are_few() -> None:
    """An archive of a few articles has something to show too."""
    assert set(found(event("a", ("Tarn", "", 1), ("Osk", "", 2)))) == {"Tarn", "Osk"}
    often = [(f"Name{number:02}", "", 2) for number in range(20)]
    assert set(found(event("a", ("Tarn", "", 1), *often))) == {name for name, *_ in often}


def test_of_too_many_names_those_in_most_articles_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as there is room for, or fewer: of equals all or none."""
    monkeypatch.setattr(everywhere, "MOST", 3)
    names = [("Ada", "", 5), ("Bo", "", 4), ("Cy", "", 3), ("Di", "", 3), ("Ed", "", 2)]
    assert set(found(event("a", *names))) == {"Ada", "Bo"}


def test_they_are_in_the_order_of_their_addresses() -> None:
    """As other directories are, and as the pages of letters need it."""
    assert list(found(event("a", ("Zoë", "", 2), ("Émile", "", 2), ("bo", "", 2)))) == ["bo", "Émile", "Zoë"]


def test_the_order_of_events_changes_nothing() -> None:
    """Nor does keeping them."""
    events = [event("a", ("OSK", "", 2), ("Bo", "person", 2)), event("b", ("Osk", "place", 2))]
    assert together(events) == together(events[::-1]) == restored(stored(together(events)))


def test_an_event_of_which_nothing_is_told_names_nobody() -> None:
    """Nor does a name without a word."""
    assert together([("a", b""), event("b", ("…", "", 3))]) == []
