"""Who and where: the people, places and organizations that an article names, and those that an event's articles name most.

There is no model and no list of the world's names: runs of capitalized words, and what stands before and after them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

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
_ADJECTIVE: Final = re.compile(r"\w+(?:ian|ean|ese|ish)s?")
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


@dataclass(frozen=True, slots=True)
class _Tally:
    """What is known of a name so far."""

    name: str
    count: int
    evidence: tuple[float, ...]
    """For each of KINDS."""
    forms: frozenset[str]
    articles: frozenset[int] = frozenset()

    @property
    def kind(self) -> str:
        """The kind with the most evidence, if that is enough and clearly more than for the next."""
        ranked = sorted(zip(self.evidence, KINDS, strict=True), reverse=True)
        return ranked[0][1] if ranked[0][0] >= max(_CERTAIN, min(_ENOUGH, _OFTEN * self.count)) and ranked[0][0] - ranked[1][0] >= _MARGIN else ""

    def and_also(self, other: _Tally) -> _Tally:
        """Both as one, under this name. Letters speak for an organization only until they are spelled out."""
        added = (0.0,) * len(KINDS) if other.name.isupper() and " " in self.name else other.evidence
        evidence = tuple(one + more for one, more in zip(self.evidence, added, strict=True))
        new = [form for form in (other.name, *sorted(other.forms)) if fold(form) != fold(self.name)]
        forms = self.forms.union(new[: max(0, _FORMS_KEPT - len(self.forms))])
        return replace(self, count=self.count + other.count, evidence=evidence, forms=forms, articles=self.articles | other.articles)


def mentions(text: str) -> tuple[Mention, ...]:
    """The names of one article's text, most mentioned first, at most MOST; none of a text that does not read as English.

    The text has one line for each paragraph, heading and list item.
    """
    heard, spelled_out = runs.names_in(text)
    folded = _folded(_tallied(heard), spelled_out)
    ranked = sorted(_without_adjectives(folded), key=lambda one: (-one.count, one.name))[:MOST]
    return tuple(Mention(one.name, one.kind, one.count, _listed(one.forms)) for one in ranked)


def most_mentioned(articles: Iterable[Sequence[Mention]], most: int = 12) -> tuple[Named, ...]:
    """The names that most of the articles mention, and of equals those mentioned most often. The articles' order changes nothing."""
    tallies: dict[str, _Tally] = {}
    short: dict[str, Counter[str]] = defaultdict(Counter)
    for place, article in enumerate(articles):
        for mention in article:
            evidence = tuple(float(mention.kind == kind) * (mention.count + _CERTAIN) for kind in KINDS[:3])
            tally = _Tally(mention.name, mention.count, (*evidence, 0.0), frozenset(mention.forms), frozenset({place}))
            _add(tallies, tally)
            for form in mention.forms:
                short[form][mention.name] += mention.count
    meant = {form: name for form, names in sorted(short.items()) if form.isupper() and (name := _one_of(names))}
    folded = _folded(tallies, meant)
    ranked = sorted(_without_adjectives(folded), key=lambda tally: (-len(tally.articles), -tally.count, tally.name))[:most]
    return tuple(Named(one.name, one.kind, len(one.articles), one.count, _listed(one.forms)) for one in ranked)


def _without_adjectives(tallies: Sequence[_Tally]) -> list[_Tally]:
    """Without 'Sicilian', and without 'Velmoran' where there is 'Velmora'."""
    names = {tally.name for tally in tallies}

    def is_adjective(name: str) -> bool:
        made_of = {name[:-1], name[:-2], name[:-3]} & names if name.endswith("n") else ()
        return bool(_ADJECTIVE.fullmatch(name) or made_of)

    return [tally for tally in tallies if tally.kind or not is_adjective(tally.name)]


def _listed(forms: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(forms, key=lambda form: (-len(form), form))[:_MOST_FORMS])


def _add(tallies: dict[str, _Tally], tally: _Tally) -> None:
    """Names that differ in case and accents only are one, under the form that comes first in the order of letters, capitals last."""
    key = fold(tally.name)
    before = tallies.get(key)
    if before is None:
        tallies[key] = tally
    else:
        tallies[key] = before.and_also(tally) if _looks(before.name) <= _looks(tally.name) else tally.and_also(before)


def _looks(name: str) -> tuple[int, str]:
    return sum(word.isupper() for word in name.split()), name


def _tallied(heard: Iterable[Heard]) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = {}
    for one in heard:
        name = vocab.ALIASES.get(one.name, one.name)
        _add(tallies, _Tally(name, 1, one.evidence, frozenset({one.name, *one.forms}) - {name}))
    return tallies


def _folded(tallies: Mapping[str, _Tally], meant: Mapping[str, str]) -> list[_Tally]:
    """The tallies with each short form counted to the name it is short for.

    `meant` are short forms that the texts themselves explain.
    """
    found = {tally.name: tally for tally in sorted(tallies.values(), key=lambda tally: (-tally.count, tally.name))}
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
    by_initials: dict[str, list[str]] = defaultdict(list)
    for name in found:
        if " " in name and found[name].kind not in ("person", "place"):
            by_initials["".join(word[0] for word in name.split() if word[0].isupper())].append(name)
    for name in list(found):
        if 3 <= len(name) <= 6 and name.isupper() and len(fulls := by_initials.get(name, [])) == 1:
            yield name, fulls[0]


def _same_person(found: Mapping[str, _Tally]) -> _Pairs:
    """'George Bush' and 'George W. Bush', 'James Mattis' and 'Jim Mattis'."""
    by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in found:
        if found[name].kind in ("person", "") and len(words := _plainly(name)) >= 2:
            by_ends[words[0], words[-1]].append(name)
    for names in by_ends.values():
        fullest = max(names, key=lambda name: (found[name].count, len(name), name))
        yield from ((name, fullest) for name in names if name != fullest and _is_within(fullest, name))


def _plainly(name: str) -> list[str]:
    first, *rest = fold(name).split() or [""]
    return [vocab.NICKNAMES.get(first, first), *rest]


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
        for tail in runs.surnames_of(name) if tally.kind in ("person", "") else ():
            fulls[tail][name] += tally.count
    for name in list(found):
        people = fulls.get(fold(name))
        if not people or name in people or not _may_be_short(found[name]) or not any(_may_be_long(found[full], found) for full in people):
            continue
        longest = max(people, key=lambda full: (people[full], len(full), full))
        if " " in name and longest.split()[0] in vocab.GIVEN and 2 * people[longest] >= found[name].count:  # 'Else Marit Bohr'
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
    return not tally.kind and len(words) > 1 and (known or (tally.count > 1 and of_a_sort and words[0] not in vocab.ORGANIZATION))


def _may_be_short(tally: _Tally) -> bool:
    return tally.name not in vocab.PLACES and tally.kind != "place" and not tally.name.isupper()


def _one_of(names: Counter[str]) -> str:
    """The one that is named clearly more often than the next; '' when none is."""
    ranked = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _CLEARLY * ranked[1][1] else ""
