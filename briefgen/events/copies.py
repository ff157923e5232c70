"""Which articles carry another one's text: reprints of the same story, paraphrases by machines, later versions of the same article."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from briefgen.events import sketches
from briefgen.events.sketches import Shared, Sketch, packed, sketch, unpacked
from briefgen.text import fold

__all__ = ["Found", "Sketch", "Text", "are_nearly_the_same", "find", "packed", "sketch", "unpacked"]

COPIED: Final = 0.5
"""The share of the shorter text's shingles that the longer one holds. Among 1,322 news articles, all pairs with such a share went back to
one story; below, and in a few above, it was by long quotations from the same statement."""
SURELY: Final = 0.6
"""The share from which nobody has to look: of long texts a quarter is compared, and 0.42 was once taken for 0.51."""
ENOUGH: Final = 36
"""Shared shingles that such a share must be. An agency's legal notice has 14, and is half of its shortest briefs."""
PARTLY: Final = 0.42, 60
"""Share and shingles from which a person should look at it."""
MOSTLY: Final = 0.7, 16
"""Share and shingles of a copied brief."""
PARAPHRASED: Final = 0.6
"""The share of the shorter text's rows of names. Among the same articles, reports of one event by two outlets shared 0.43 at most, and no
more than eight rows where it was above 0.3; of paraphrases of 250 words and more, 99 in 100 share above 0.5."""
NAMED: Final = 12
MAYBE: Final = 0.5, 8
"""Share and number of rows from which a person should look at it …"""
SHUFFLED: Final = 0.3, 10
MOST_NAMES: Final = 0.8
"""… or these, where so large a share of the names and numbers is there in whatever order …"""
IN_ORDER: Final = 0.6, 20
"""… or such a share, and so many, of names and numbers in one order with others between: what a machine leaves that changes names too. In
3,452 pairs of reports of one event the share was 0.56 at most where there were 16 and more."""
SHORTEST: Final = 20
"""Words below which only the same text is a copy."""
VERSION: Final = 0.3, 0.8
"""The share that two texts from one address have, or two of one outlet from elsewhere; running stories repeat their background."""
ASIDE: Final = 40, 5
"""Shingles, or rows of names, from a reprint that its source has not: they show that a text was taken from the reprint."""
MOST_SOURCES: Final = 16
LONGEST_LINE: Final = 100
"""Copies of copies that are followed."""

_DASH: Final = re.compile(r"[—–]|--| - ")
_INITIALS: Final = re.compile(r"(?<![^\W_])[A-Z]{2,6}(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Text:
    """An article, as the search for copies sees it."""

    slug: str
    date: str
    outlet: str
    credit: str
    via: str
    source: str
    head: str
    """The first 300 characters of its plain text, where an agency is named."""
    sketch: Sketch
    copy_of: str = ""
    version_of: str = ""
    new: bool = True
    """Whether it may still be declared a copy; what is filed stays as it is."""


@dataclass(frozen=True, slots=True)
class Found:
    """Whose text an article carries."""

    of: str
    """The slug of the article that it copies, or that it is a later version of."""
    kind: str
    """'copy' (in its words), 'paraphrase' or 'version'."""
    share: float
    """How much of the shorter one the two share, 0 to 1."""
    sure: bool
    """False where a person should confirm."""


@dataclass(frozen=True, slots=True)
class _Related:
    """What two texts have to do with one another, whichever was first."""

    kind: str
    share: float
    sure: bool


_Kin = Mapping[int, Mapping[int, _Related]]
_Rank = tuple[bool, str, bool, int, str]


def find(texts: Iterable[Text], about: Set[str] | None = None) -> dict[str, Found]:
    """For each new text that copies, or is a later version of, another one, which and how surely. The order of `texts` changes nothing.

    If it is to be told `about` some slugs alone, only these and what they have to do with are compared with all others: of them the answer
    is the same, and of the rest there is none.
    """
    listed = sorted(texts, key=lambda text: (not _has_own_dateline(text), *_age(text), text.slug))
    kin = _kin(listed, about)
    ranks = {number: _rank(listed, number, kin) for number in kin}
    lines = {text.slug: text.copy_of or text.version_of for text in listed if text.copy_of or text.version_of}
    known = {text.slug for text in listed}
    unseen = {text.slug: text.copy_of for text in listed if text.copy_of and text.copy_of not in known}
    found: dict[str, Found] = {}
    for number in sorted((number for number in kin if _is_open(listed[number])), key=ranks.__getitem__):
        slug = listed[number].slug
        free = {other: related for other, related in kin[number].items() if not _leads(listed[other].slug, slug, lines)}
        one = _version(listed, number, free) or _copy(listed, number, free, ranks)
        if one:
            found[slug] = one if one.kind == "version" else replace(one, of=unseen.get(one.of, one.of))
            lines[slug] = one.of
    return found


def are_nearly_the_same(one: str, other: str) -> bool:
    """Whether one text holds at least half of the other's words in its order."""
    mine, theirs = sketches.shingles(one), sketches.shingles(other)
    shorter = min(len(mine), len(theirs))
    return shorter > 0 and len(mine & theirs) >= COPIED * shorter


def _is_open(text: Text) -> bool:
    return text.new and not text.copy_of and not text.version_of


def _kin(listed: Sequence[Text], about: Set[str] | None) -> _Kin:
    """Each text's relations, for those that have any; if it is `about` some alone, for these, their relations, the relations of these …"""
    kin: defaultdict[int, dict[int, _Related]] = defaultdict(dict)
    addresses = [_address(text.source) for text in listed]
    is_open = [_is_open(text) for text in listed]
    everyone = frozenset(number for number, text in enumerate(listed) if is_open[number] and (about is None or text.slug in about))
    stated = _stated(listed) if about is not None else {}
    drawn = [text.sketch for text in listed]
    asked, reached = _with_stated(everyone, listed, stated), frozenset[int]()
    while asked:
        for one, other in sketches.likely(drawn, addresses, is_open, asked):
            if other in reached:
                continue
            if related := _related(listed[one], listed[other], same_address=addresses[one] == addresses[other] != ""):
                kin[one][other] = kin[other][one] = related
        reached |= asked
        further = frozenset(other for one in asked for other in kin.get(one, ())) - reached if about is not None else frozenset[int]()
        asked = _with_stated(further, listed, stated) - reached
    return kin


def _with_stated(numbers: Set[int], listed: Sequence[Text], stated: Mapping[str, Sequence[int]]) -> frozenset[int]:
    """These texts, and all that a line of stated copies and versions leads to from them, however long."""
    found, left = set(numbers), list(numbers)
    while left:
        new = [other for other in stated.get(listed[left.pop()].slug, ()) if other not in found]
        found.update(new)
        left += new
    return frozenset(found)


def _stated(listed: Sequence[Text]) -> Mapping[str, Sequence[int]]:
    """For each slug the texts of that name, those that say they come from it, and those that it says it comes from."""
    named: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(listed):
        named[text.slug].append(number)
    found: defaultdict[str, list[int]] = defaultdict(list, {slug: list(numbers) for slug, numbers in named.items()})
    for number, text in enumerate(listed):
        for of in {text.copy_of, text.version_of} & named.keys():
            found[of].append(number)
            found[text.slug] += named[of]
    return found


def _related(one: Text, other: Text, *, same_address: bool) -> _Related | None:
    """What the two have in common, if it is enough."""
    both = sketches.shared(one.sketch, other.sketch)
    if min(one.sketch.length, other.sketch.length) < SHORTEST and not both.same:
        return None
    here = same_address and fold(one.via) == fold(other.via)
    if here or fold(_carrier(one)) == fold(_carrier(other)) != "":
        return _as_version(both, here=here, elsewhere=bool(one.source and other.source))
    copy, paraphrase = _as_copy(both), _as_paraphrase(both)
    if copy and paraphrase and paraphrase.sure and not copy.sure:
        return replace(copy, sure=True) if copy.share >= COPIED else paraphrase
    return copy or paraphrase


def _as_copy(both: Shared) -> _Related | None:
    """A text in the words of another; unsure where a part of it is, or where there is little to go by."""
    if both.same:
        return _Related("copy", 1.0, sure=both.words >= MOSTLY[1])
    brief, part = ((both.word_share >= share and both.words >= least) for share, least in (MOSTLY, PARTLY))
    mostly = both.word_share >= COPIED and both.words >= ENOUGH
    if both.sampled < 4 or not (brief or part or mostly):
        return None
    return _Related("copy", both.word_share, both.sampled >= 8 and (brief or (mostly and both.word_share >= SURELY)))


def _as_paraphrase(both: Shared) -> _Related | None:
    """A text in other words with the same names and numbers in the same order; unsure where these are few or in another order."""
    if not both.spread:
        return None
    if both.names >= NAMED and both.name_share >= PARAPHRASED:
        return _Related("paraphrase", both.name_share, sure=True)
    shuffled = _reaches(both, SHUFFLED) and both.single_share >= MOST_NAMES and both.singles >= NAMED
    in_order = both.order_share >= IN_ORDER[0] and both.in_order >= IN_ORDER[1]
    share = max(both.name_share, both.order_share) if in_order else both.name_share
    return _Related("paraphrase", share, sure=False) if shuffled or in_order or _reaches(both, MAYBE) else None


def _reaches(both: Shared, least: tuple[float, int]) -> bool:
    return both.name_share >= least[0] and both.names >= least[1]


def _as_version(both: Shared, *, here: bool, elsewhere: bool) -> _Related | None:
    """A text of one source: of one address (`here`), else of one outlet; unsure if from another address (`elsewhere`) of that."""
    if both.same:
        return _Related("version", 1.0, here or not elsewhere)
    enough = both.words >= MOSTLY[1] and both.sampled >= 4
    if here and enough and both.word_share >= VERSION[0]:
        return _Related("version", both.word_share, sure=True)
    if here and (rewritten := _as_paraphrase(both)):
        return _Related("version", rewritten.share, rewritten.sure)
    if enough and both.word_share >= VERSION[1]:
        return _Related("version", both.word_share, not elsewhere)
    return None


def _version(listed: Sequence[Text], number: int, kin: Mapping[int, _Related]) -> Found | None:
    """The first text of which this is a later one, if it is one."""
    text, slugs = listed[number], {listed[other].slug for other in kin}
    before = [other for other, related in kin.items() if related.kind == "version" and _turn(listed[other]) < _turn(text)]
    if not before:
        return None
    first = min(before, key=lambda other: _turn(listed[other]))
    of = listed[first].version_of if listed[first].version_of in slugs else listed[first].slug
    sure = not listed[first].new or _is_before(listed[first], text)
    return Found(of, "version", kin[first].share, kin[first].sure and sure)


def _copy(listed: Sequence[Text], number: int, kin: Mapping[int, _Related], ranks: Mapping[int, _Rank]) -> Found | None:
    """The article whose text this one took, if it took one."""
    text = listed[number]
    before = sorted((other for other, related in kin.items() if related.kind != "version" and ranks[other] < ranks[number]), key=ranks.__getitem__)
    if not before:
        return None
    named = [other for other in before if _names(text, listed[other])]
    chosen = _nearest(listed, number, [*named, *before][:MOST_SOURCES])
    source, related = listed[chosen], kin[chosen]
    told = ranks[chosen][0] < ranks[number][0] or chosen in named
    sure = related.sure and (_is_before(source, text) or (told and not _is_before(text, source)))
    return Found(source.slug, related.kind, related.share, sure)


def _nearest(listed: Sequence[Text], number: int, sources: Sequence[int]) -> int:
    """The source from which the text was taken: the first, unless the text has from another one what that one added to the first.

    Two papers that cut the same story from its end share more with one another than with the story, and neither copies the other.
    """
    text, chosen = listed[number].sketch, sources[0]
    for other in sources[1:]:
        more, more_rows = sketches.beyond(text, listed[other].sketch, listed[chosen].sketch)
        less, less_rows = sketches.beyond(text, listed[chosen].sketch, listed[other].sketch)
        if (more >= ASIDE[0] and more > 2 * less) or (more_rows >= ASIDE[1] and more_rows > 2 * less_rows and more >= less):
            chosen = other
    return chosen


def _rank(listed: Sequence[Text], number: int, kin: _Kin) -> _Rank:
    """Originals first: the outlet whom the others, or its own dateline, credit; the earliest; one whose outlet is known; the longest."""
    text = listed[number]
    credited = _has_own_dateline(text) or any(_names(listed[other], text) for other in kin[number])
    return (not credited, *_age(text), text.slug)


def _age(text: Text) -> tuple[str, bool, int]:
    return _when(text.date), not _carrier(text), -text.sketch.length


def _turn(text: Text) -> tuple[str, bool, int, str]:
    """Versions in their order: the earlier, what is filed, the shorter, since stories grow."""
    return _when(text.date), text.new, text.sketch.length, text.slug


def _when(date: str) -> str:
    """A date for sorting, in universal time: a bare day stands at its noon, a bare month after its days, no date after all."""
    if len(date) <= 10:
        return f"{date}T12:00:00" if len(date) == 10 else f"{date}~"
    try:
        moment = datetime.datetime.fromisoformat(date)
        return (moment.astimezone(datetime.UTC) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M:%S")
    except (ValueError, OverflowError):
        return f"{date[:10]}T12:00:00"


def _is_before(one: Text, other: Text) -> bool:
    """Whether the dates show that the one was first: by the day, or by the hour where both are known."""
    if len(one.date) > 10 and len(other.date) > 10:
        return _when(one.date) < _when(other.date)
    return len(one.date) >= 10 and len(other.date) >= 10 and one.date[:10] < other.date[:10]


def _carrier(text: Text) -> str:
    """Who published this copy of it."""
    return text.via or text.outlet


def _names(text: Text, other: Text) -> bool:
    """Whether a text says that it comes from the other one's outlet."""
    carrier, mine = _carrier(other), _carrier(text)
    if not carrier or fold(carrier) == fold(mine):
        return False
    publisher = text.outlet if text.via else ""
    return _holds(carrier, f"{text.credit} | {text.via} | {publisher} | {text.head}", text.credit)


def _has_own_dateline(text: Text) -> bool:
    """Whether its dateline names its own outlet, as an agency's does: 'MARN, Feb 3 (Northwire) - '."""
    start = text.head[:120]
    dash = _DASH.search(start)
    return dash is not None and _holds(_carrier(text), start[: dash.start()], "")


def _holds(outlet: str, said: str, credit: str) -> bool:
    """Whether an outlet is named, or an agency by its initials: in brackets, or in a line that gives credit."""
    name = fold(outlet).removeprefix("the ")
    if name and f" {name} " in f" {fold(said)} ":
        return True
    initials = "".join(word[0] for word in re.findall(r"[A-Z]\w*", outlet))
    return len(initials) > 1 and (f"({initials})" in said or initials in _INITIALS.findall(credit))


def _address(source: str) -> str:
    """An address without what differs between two visits: scheme, 'www.', query, fragment and trailing slash; '' for a site's front page."""
    try:
        parts = urlsplit(source.strip() if "//" in source else f"//{source.strip()}")
        host, path = (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")
    except ValueError:
        return ""
    return f"{host}{path}" if host and path else ""


def _leads(slug: str, back: str, lines: Mapping[str, str]) -> bool:
    """Whether following copies to what they copy leads from an article back to another, or on and on."""
    for _ in range(LONGEST_LINE):
        if slug == back:
            return True
        if slug not in lines:
            return False
        slug = lines[slug]
    return True
