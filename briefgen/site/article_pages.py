"""The pages of articles: which there are, and what each is given to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from briefgen.library.heads import Head
from briefgen.model import WITHOUT_REASON
from briefgen.pages.article import Spot
from briefgen.pages.links import Cite, Link
from briefgen.pages.signposts import WithdrawnPage
from briefgen.site import making
from briefgen.site.article import Around
from briefgen.site.planned import Planned
from briefgen.site.shelves import Shelves, changes_address, event_address
from briefgen.site.shown import cite, later_versions, line_of_descent, link_to, reported
from briefgen.site.text_pages import text_address

SAME_DAY: Final = 6
"""So many other articles of its day an article's page names at most."""


def article_pages(shelves: Shelves) -> Iterable[Planned]:
    """The page of each article."""
    spots = _spots(shelves)
    days = _Days(shelves)
    by_slug, copies, files, setting = shelves.by_slug, shelves.copies, shelves.archive.files, shelves.archive.setting
    gone, unnamed = shelves.archive.gone, shelves.archive.unnamed
    for head in shelves.archive.heads:
        earlier = by_slug.get(head.version_of) if head.version_of else None
        later = shelves.versions and later_versions(head, shelves.versions)
        around = Around(
            tuple([spots[event](head) for event in head.events]) if head.events else (),
            _lineage(shelves, head) if head.copy_of else (),
            tuple(map(cite, copies[head.slug])) if head.slug in copies else (),
            shelves.version(earlier, head) if earlier and earlier is not head else None,
            tuple(map(shelves.version, later)) if later else (),
            days.others(head),
            gone.get(head.path),
            unnamed.get(head.path, ()),
        )
        yield Planned(head.url, "article.html", making.article, (files(head), head, around, setting(head.path)), head.path)


class _Spots:
    """Where the articles of one event stand among its reports."""

    def __init__(self, shelves: Shelves, event: str) -> None:
        self.card = shelves.event_cards[event]
        own = sorted((head for head in shelves.members[event] if head.date and head.is_own), key=reported)
        self.places = {head.url: place for place, head in enumerate(own)}
        self.links: list[Link | None] = [None, *map(link_to, own), None]

    def __call__(self, head: Head) -> Spot:
        """An article's."""
        place = self.places.get(head.url)
        if place is None:  # what has no date, and what tells nothing of its own, stands before nothing and after nothing
            return Spot(self.card, 0, len(self.places), None, None)
        return Spot(self.card, place + 1, len(self.places), self.links[place], self.links[place + 2])


def _spots(shelves: Shelves) -> Mapping[str, _Spots]:
    return {event: _Spots(shelves, event) for event in shelves.event_cards}


class _Days:
    """The articles of each day that tell something of their own, in the archive's order."""

    def __init__(self, shelves: Shelves) -> None:
        self.by_slug = shelves.by_slug
        self.days: dict[str, list[Cite]] = defaultdict(list)
        self.event_days: dict[tuple[str, str], list[Cite]] = defaultdict(list)
        """Those of an event, by day and event."""
        self.places: dict[str, tuple[int, tuple[int, ...]]] = {}
        """Of each article where it stands, or would stand, in its day, and in the days of its events."""
        for head in shelves.archive.heads:
            if len(head.date) >= 10:
                day = head.date[:10]
                lists = [self.days[day], *[self.event_days[day, event] for event in head.events or ()]]
                self.places[head.url] = len(lists[0]), tuple([len(one) for one in lists[1:]])
                if head.is_own:
                    cited = cite(head)
                    for one in lists:
                        one.append(cited)

    def others(self, head: Head) -> tuple[Cite, ...]:
        """Others of an article's day: those of its events first, then such as stand next to it in the archive, so that a new article on
        a crowded day is on few pages. What it goes back to is none of them: its page names that elsewhere."""
        known = self.places.get(head.url)
        if known is None or len(self.days[day := head.date[:10]]) <= head.is_own:
            return ()
        place, event_places = known
        passed_over = {head.url} if head.is_own else {head.url, *[one.url for one in line_of_descent(head, self.by_slug)]}
        found: list[Cite] = []
        for event, event_place in zip(head.events or (), event_places, strict=True):
            found += _nearest(self.event_days[day, event], event_place, passed_over, SAME_DAY - len(found))
            passed_over.update([one.url for one in found])
        return tuple(found + _nearest(self.days[day], place, passed_over, SAME_DAY - len(found)))


def _nearest(listed: Sequence[Cite], place: int, passed_over: set[str], most: int) -> list[Cite]:
    """So many of a list as stand nearest to a place in it, in order."""
    if most <= 0 or (len(listed) == 1 and listed[0].url in passed_over):
        return []
    reach = most + len(passed_over)
    start = max(0, place - reach)
    near = [(i, one) for i, one in enumerate(listed[start : place + reach + 1], start) if one.url not in passed_over]
    first, after = 0, len(near)
    while after - first > most:
        if near[after - 1][0] - place >= place - near[first][0]:
            after -= 1
        else:
            first += 1
    return [one for _, one in near[first:after]]


def _lineage(shelves: Shelves, head: Head) -> tuple[Cite, ...]:
    """From the original to this article; where it copies what the archive has not, nothing."""
    line = line_of_descent(head, shelves.by_slug)
    return tuple(cite(one) for one in (*reversed(line), head)) if line else ()


def changes_pages(shelves: Shelves) -> Iterable[Planned]:
    """The page of what each later version of an article changed."""
    files = shelves.archive.files
    for head in shelves.archive.heads:
        if head.version_of and shelves.can_compare(head):
            earlier = shelves.by_slug[head.version_of]
            description = shelves.archive.words.say("changes.description", title=head.title)
            given = (changes_address(head), description, files(earlier), files(head), cite(earlier), cite(head))
            yield Planned(given[0], "changes.html", making.what_changed, given, head.path)


def withdrawn_pages(shelves: Shelves) -> Iterable[Planned]:
    """What stands in place of each article that was withdrawn."""
    words = shelves.archive.words
    title, description = words.say("withdrawn.title"), words.say("withdrawn.description")
    for head in shelves.archive.withdrawn:
        reason = "" if head.withdrawn == WITHOUT_REASON else head.withdrawn
        yield Planned(head.url, "withdrawn.html", making.as_given, (WithdrawnPage(head.url, title, description, reason),), head.path)


def redirects(shelves: Shelves) -> Iterable[Planned]:
    """What stands at old addresses."""
    targets = [(alias, head.url, head.title, head.path) for head in shelves.archive.heads for alias in head.aliases]
    gone = shelves.archive.words.say("withdrawn.title")
    targets += [(alias, head.url, gone, head.path) for head in shelves.archive.withdrawn for alias in head.aliases]
    targets += [(alias, event_address(event.slug), event.title, event.path) for event in shelves.archive.events for alias in event.aliases]
    targets += [(alias, text_address(one.slug), one.title, one.path) for one in shelves.archive.pages for alias in one.aliases]
    for alias, url, title, origin in sorted(targets):
        yield Planned(alias, "redirect.html", making.redirect, (alias, title, url), origin)
