"""Who and where: the people, places and organizations that an article names, and those that an event's articles name most.

There is no model and no list of the world's names: runs of capitalized words, and what stands before and after them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Final, NamedTuple

from briefgen.dossier import runs
from briefgen.dossier import vocabulary as vocab
from briefgen.dossier.runs import Heard
from briefgen.text import fold

MOST: Final = 40
"""Names kept of one article."""
_MOST_FORMS: Final = 6
_CERTAIN: Final = 2.0
"""The evidence from which a name's kind is said."""
_MARGIN: Final = 0.5
_OFTEN: Final = 0.2
"""So much evidence each place where a name stands must give on average …"""
_ENOUGH: Final = 5.0
"""… until there is so much."""
_CLEARLY: Final = 2
"""So many times as often as the other must one of two people of a surname be named to be meant by the surname alone."""
_ADJECTIVE: Final = vocab.Expression(r"\w+(?:ian|ean|ese|ish)s?")
"""'Sicilian': what has this form and is neither a person nor a place."""
KINDS: Final = ("person", "place", "organization", "")


_FORMS_KEPT: Final = 12
"""Of a name so many other forms are counted with it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in one article."""

    name: str
    """As the text writes it most fully."""
    kind: str
    """'person', 'place', 'organization', or '' without good evidence."""
    count: int
    """How often it stands in the text, short forms included."""
    forms: tuple[str, ...]
    """Its other forms in the text."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name across the articles of an event."""

    name: str
    kind: str
    articles: int
    """In how many articles."""
    count: int
    forms: tuple[str, ...]


class _Tally(NamedTuple):
    """What is known of a name so far."""

    name: str
    times: int
    """How often it was named."""
    evidence: tuple[float, ...]
    """For each of KINDS."""
    forms: frozenset[str]
    articles: frozenset[int] = frozenset()

    @property
    def kind(self) -> str:
        """The kind with the most evidence, if that is enough and clearly more than for the next."""
        return _kind_of(self.evidence, self.times)

    def and_also(self, *others: _Tally) -> _Tally:
        """All as one, under this name."""
        evidence = self.evidence if not others else tuple(map(sum, zip(self.evidence, *map(self._evidence_of, others), strict=True)))
        forms = reduce(self._with_forms, others, self.forms)
        articles = self.articles.union(*(other.articles for other in others))
        return _Tally(self.name, self.times + sum([other.times for other in others]), evidence, forms, articles)

    def _evidence_of(self, other: _Tally) -> tuple[float, ...]:
        """Letters speak for an organization only until they are spelled out."""
        return (0.0,) * len(KINDS) if other.name.isupper() and " " in self.name else other.evidence

    def _with_forms(self, forms: frozenset[str], other: _Tally) -> frozenset[str]:
        if len(forms) >= _FORMS_KEPT or (not other.forms and other.name == self.name):
            return forms
        new = [form for form in (other.name, *sorted(other.forms)) if _key(form) != _key(self.name)]
        return forms.union(new[: _FORMS_KEPT - len(forms)])


@lru_cache(maxsize=4096)
def _kind_of(evidence: tuple[float, ...], count: int) -> str:
    second, first = sorted(evidence)[-2:]
    is_certain = first >= max(_CERTAIN, min(_ENOUGH, _OFTEN * count)) and first - second >= _MARGIN
    return KINDS[evidence.index(first)] if is_certain else ""


@lru_cache(maxsize=4096)  # an archive repeats its names
def _key(name: str) -> str:
    """Under what names are one that differ in case and accents only."""
    return fold(name)


def mentions(text: str) -> tuple[Mention, ...]:
    """The names of one article's text, most mentioned first, at most MOST; none of a text that does not read as English.

    The text has one line for each paragraph, heading and list item.
    """
    heard, spelled_out = runs.names_in(text)
    folded = _folded(_tallied(heard), spelled_out)
    ranked = sorted(_without_adjectives(folded), key=lambda one: (-one.times, one.name))[:MOST]
    return tuple(Mention(one.name, one.kind, one.times, _listed(one.forms)) for one in ranked)


def most_mentioned(articles: Iterable[Sequence[Mention]], most: int = 12) -> tuple[Named, ...]:
    """The names that most of the articles mention, and of equals those mentioned most often. The articles' order changes nothing."""
    tallies: list[_Tally] = []
    short: dict[str, Counter[str]] = defaultdict(Counter)
    for place, article in enumerate(articles):
        here = frozenset({place})
        for mention in article:
            evidence = [0.0] * len(KINDS)
            evidence[KINDS.index(mention.kind)] = mention.count + _CERTAIN if mention.kind else 0.0
            tallies.append(_Tally(mention.name, mention.count, tuple(evidence), frozenset(mention.forms), here))
            for form in mention.forms:
                if form.isupper():
                    short[form][mention.name] += mention.count
    meant = {form: name for form, names in sorted(short.items()) if (name := _one_of(names))}
    folded = _folded(_by_key(tallies), meant)
    ranked = sorted(_without_adjectives(folded), key=lambda tally: (-len(tally.articles), -tally.times, tally.name))[:most]
    return tuple(Named(one.name, one.kind, len(one.articles), one.times, _listed(one.forms)) for one in ranked)


def _without_adjectives(tallies: Sequence[_Tally]) -> list[_Tally]:
    """Without 'Sicilian', and without 'Velmoran' where there is 'Velmora'."""
    names = {tally.name for tally in tallies}

    def is_adjective(name: str) -> bool:
        made_of = {name[:-1], name[:-2], name[:-3]} & names if name.endswith("n") else ()
        return bool(made_of or _ADJECTIVE.fullmatch(name))

    return [tally for tally in tallies if tally.kind or not is_adjective(tally.name)]


def _listed(forms: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(forms, key=lambda form: (-len(form), form))[:_MOST_FORMS])


def _by_key(tallies: Iterable[_Tally]) -> list[_Tally]:
    """Names that differ in case and accents only as one, under the form that comes first in the order of letters, capitals last."""
    by_key: dict[str, list[_Tally]] = defaultdict(list)
    for tally in tallies:
        by_key[_key(tally.name)].append(tally)
    return [_joined(same) for same in by_key.values()]


def _joined(same: Sequence[_Tally]) -> _Tally:
    first, *others = same
    if all(other.name == first.name for other in others):
        return first.and_also(*others) if others else first
    return reduce(lambda one, other: one.and_also(other) if _looks(one.name) <= _looks(other.name) else other.and_also(one), same)


def _looks(name: str) -> tuple[int, str]:
    return sum(word.isupper() for word in name.split()), name


def _tallied(heard: Iterable[Heard]) -> list[_Tally]:
    return _by_key([_tally_of(one) for one in heard])


def _tally_of(one: Heard) -> _Tally:
    name = vocab.ALIASES.get(one.name, one.name)
    forms = frozenset({one.name, *one.forms} - {name}) if one.forms or name != one.name else _NO_FORMS
    return _Tally(name, 1, one.evidence, forms)


_NO_FORMS: Final[frozenset[str]] = frozenset()


def _folded(tallies: Sequence[_Tally], meant: Mapping[str, str]) -> list[_Tally]:
    """The tallies with each short form counted to the name it is short for.

    `meant` are short forms that the texts themselves explain.
    """
    found = {tally.name: tally for tally in sorted(tallies, key=lambda tally: (-tally.times, tally.name))}
    for rule in (lambda names: _explained(names, meant), _initials, _same_person, _companies, _surnames, _given_names):
        for short, full in list(rule(found)):
            if short in found and full in found and short != full:
                found[full] = found[full].and_also(found.pop(short))
            elif short in found and not full:
                del found[short]
    return list(found.values())


_Pairs = Iterator[tuple[str, str]]
"""A short form and what it is short for; '' when it may be any of several."""


def _explained(found: Mapping[str, _Tally], meant: Mapping[str, str]) -> _Pairs:
    """'European Union (EU)'."""
    for short, full in sorted(meant.items()):
        if short in found and full in found:
            yield short, full


def _initials(found: Mapping[str, _Tally]) -> _Pairs:
    """'CSTO', where there is one name with these initials."""
    letters = [name for name in found if 3 <= len(name) <= 6 and name.isupper()]
    by_initials: dict[str, list[str]] = defaultdict(list)
    for name, tally in found.items() if letters else ():
        if " " in name and tally.kind not in ("person", "place"):
            by_initials["".join([word[0] for word in name.split() if word[0].isupper()])].append(name)
    for name in letters:
        if len(fulls := by_initials.get(name, [])) == 1:
            yield name, fulls[0]


def _same_person(found: Mapping[str, _Tally]) -> _Pairs:
    """'George Bush' and 'George W. Bush', 'James Mattis' and 'Jim Mattis'."""
    by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, tally in found.items():
        if len(words := _plainly(name)) >= 2 and tally.kind in ("person", ""):
            by_ends[words[0], words[-1]].append(name)
    for names in by_ends.values():
        if len(names) == 1:
            continue
        fullest = max(names, key=lambda name: (found[name].times, len(name), name))
        yield from ((name, fullest) for name in names if name != fullest and _is_within(fullest, name))


@lru_cache(maxsize=4096)
def _plainly(name: str) -> tuple[str, ...]:
    first, *rest = fold(name).split() or [""]
    return vocab.NICKNAMES.get(first, first), *rest


def _is_within(one: str, other: str) -> bool:
    """Whether the words of one name are all in the other one, initials as they are: 'George H. W.' is not 'George W.'"""
    first, second = set(_plainly(one)), set(_plainly(other))
    return first <= second or second <= first


def _companies(found: Mapping[str, _Tally]) -> _Pairs:
    """'Toyota' and 'Toyota Motor Corp'."""
    for name in list(found):
        words = name.split()
        while len(words) > 1 and (words[-1] in vocab.COMPANY or words[-1] in vocab.TRADES):
            words.pop()
            short = " ".join(words)
            if short in found and found[short].kind in ("organization", "") and short != name:
                yield short, name
                break


def _surnames(found: Mapping[str, _Tally]) -> _Pairs:
    """'Putin' and 'Vladimir Putin'; with two people of the surname, whoever is named clearly more often.

    'Gary Ross' and 'Producer Gary Ross' are one under the name that begins with a given name.
    """
    fulls: dict[str, Counter[str]] = defaultdict(Counter)
    for name, tally in found.items():
        for tail in runs.surnames_of(name) if " " in name and tally.kind in ("person", "") else ():
            fulls[tail][name] += tally.times
    for name in list(found):
        people = fulls.get(_key(name))
        if not people or name in people or not _may_be_short(found[name]) or not any(_may_be_long(found[full], found) for full in people):
            continue
        longest = max(people, key=lambda full: (people[full], len(full), full))
        if " " in name and longest.split()[0] in vocab.GIVEN and 2 * people[longest] >= found[name].times:  # 'Else Marit Bohr'
            yield name, longest
        elif " " in name and (name.split()[0] in vocab.GIVEN or all(full.split()[0].isupper() for full in people)):
            yield from ((longer, name) for longer in sorted(people))
        else:
            yield name, _one_of(people)


def _given_names(found: Mapping[str, _Tally]) -> _Pairs:
    """'Megan', where one person in the text is called so."""
    fulls: dict[str, list[str]] = defaultdict(list)
    for name, tally in found.items():
        if tally.kind == "person" and " " in name:
            fulls[name.split()[0]].append(name)
    for name in list(found):
        if len(people := fulls.get(name, [])) == 1 and _may_be_short(found[name]):
            yield name, people[0]


def _may_be_long(tally: _Tally, found: Mapping[str, _Tally]) -> bool:
    """Whether a name's last word may stand for it: a person's, that of a team ('Orrel Herons') or of a ship ('MV Petrel')."""
    if tally.kind == "person":
        return True
    words = tally.name.split()
    known = words[-1] in found and found[words[-1]].kind == "person"
    of_a_sort = words[-1].endswith("s") or (words[0].isupper() and len(words[0]) < 4)
    return not tally.kind and len(words) > 1 and (known or (tally.times > 1 and of_a_sort and words[0] not in vocab.ORGANIZATION))


def _may_be_short(tally: _Tally) -> bool:
    return tally.name not in vocab.PLACES and tally.kind != "place" and not tally.name.isupper()


def _one_of(names: Counter[str]) -> str:
    """The one that is named clearly more often than the next; '' when none is."""
    ranked = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _CLEARLY * ranked[1][1] else ""
