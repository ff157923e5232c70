"""What is told of each event: its dossier, compiled anew only where what its articles say has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from briefgen.crew import Crew
from briefgen.dossier import dossier, facts
from briefgen.library import texts
from briefgen.library.heads import Head
from briefgen.library.originals import ArticleFile
from briefgen.progress import Progress
from briefgen.shelf import Shelf, digest
from briefgen.site import everywhere
from briefgen.site.shown import speaking_versions
from briefgen.text import fold

STEPS: Final = ("told", "dossier", "facts")
"""The steps under which what is told is kept."""
PROFILE_NAMES: Final = 12
"""So many of an event's names make it the neighbour of others."""
_TOGETHER: Final = 40
"""Articles whose events are compiled in one piece of work, about."""
_SECONDS: Final = 0.003
"""What one takes, about."""


class Told(NamedTuple):
    """As much of a dossier as other pages than the event's own show."""

    key: bytes
    """Digest of what the dossier is made of."""
    sentences: tuple[str, ...]
    """Of its summary."""
    names: tuple[str, ...]
    """Those most mentioned, most first, folded."""
    named: bytes
    """All of its names, packed as `everywhere` has them."""


NOTHING: Final = Told(b"", (), (), b"")


class Report(NamedTuple):
    """An article as its event's dossier needs it."""

    shown: bytes
    """As `texts.shown` gives it."""
    title: str
    date: str
    outlet: str
    copy: bool
    shared: bool
    facts: bytes | None
    """What was worked out of it before."""


class Compiled(NamedTuple):
    """An event's dossier, and what was worked out of its articles on the way."""

    slug: str
    dossier: bytes
    sentences: tuple[str, ...]
    names: tuple[str, ...]
    named: bytes
    facts: tuple[bytes, ...]


class Teller:
    """Knows what is told of each event that has articles. Dossiers are on the shelf, as 'dossier'."""

    def __init__(self, root: Path, heads: Sequence[Head], files: Callable[[Head], ArticleFile], kept: Shelf) -> None:
        self._root = root
        self._files = files
        self._kept = kept
        self._members: dict[str, list[Head]] = {}
        for head in heads:
            for event in head.events or ():
                self._members.setdefault(event, []).append(head)
        self._speaking = speaking_versions(heads)

    def told(self, crew: Crew, progress: Progress) -> dict[str, Told]:
        """What is told of each event."""
        rows = self._kept.all("told")
        found: dict[str, Told] = {}
        wanted: list[str] = []
        for event, listed in self._members.items():
            key = self._key(listed)
            row = rows.get(event)
            if row is not None and row.key == key:
                found[event] = Told(key, *_TOLD.decode(row.value))
            else:
                found[event] = NOTHING._replace(key=key)
                wanted.append(event)
        articles = sum(len(self._members[event]) for event in wanted)
        parts = _together((event, self._reports(event)) for event in wanted)
        for results in progress(crew.map(compile_together, parts, _SECONDS * articles), "Compiling", -(-articles // _TOGETHER)):
            for one in results:
                found[one.slug] = found[one.slug]._replace(sentences=one.sentences, names=one.names, named=one.named)
                self._keep(one, found[one.slug].key)
        gone = rows.keys() - self._members.keys()
        for step in ("told", "dossier"):
            self._kept.forget(step, gone)
        if wanted or gone:
            self._kept.forget("facts", self._kept.names("facts").difference(*([head.path for head in listed] for listed in self._members.values())))
        return found

    def dossier(self, event: str, key: bytes) -> bytes:
        """An event's dossier, packed."""
        known = self._kept.get("dossier", event, key)
        if known is None:  # a damaged shelf has lost it
            (made,) = compile_together([(event, self._reports(event))])
            self._keep(made, key)
            known = made.dossier
        return known

    def _key(self, listed: Sequence[Head]) -> bytes:
        speaking = self._speaking
        return digest(_ENCODER.encode([(one.title, one.date, one.outlet, one.text, one.url in speaking, _is_shared(one)) for one in listed]))

    def _reports(self, event: str) -> list[Report]:
        files, get = self._files, self._kept.get
        return [
            Report(
                shown=texts.shown(self._root, files(one), self._kept),
                title=one.title,
                date=one.date,
                outlet=one.outlet,
                copy=one.url not in self._speaking,
                shared=_is_shared(one),
                facts=get("facts", one.path, _facts_key(one)),
            )
            for one in self._members[event]
        ]

    def _keep(self, one: Compiled, key: bytes) -> None:
        self._kept.put("dossier", one.slug, key, one.dossier)
        self._kept.put("told", one.slug, key, _ENCODER.encode((one.sentences, one.names, one.named)))
        for head, made in zip(self._members[one.slug], one.facts, strict=True):
            if made:
                self._kept.put("facts", head.path, _facts_key(head), made)


def _is_shared(head: Head) -> bool:
    return len(head.events or ()) > 1


def _facts_key(head: Head) -> bytes:
    return digest(head.text, head.date.encode())


def _together(work: Iterable[tuple[str, list[Report]]]) -> Iterator[list[tuple[str, list[Report]]]]:
    part: list[tuple[str, list[Report]]] = []
    articles = 0
    for event in work:
        part.append(event)
        articles += len(event[1])
        if articles >= _TOGETHER:
            yield part
            part, articles = [], 0
    if part:
        yield part


def compile_together(events: Sequence[tuple[str, Sequence[Report]]]) -> list[Compiled]:
    """Compiles the dossiers of some events."""
    return [_compiled(slug, reports) for slug, reports in events]


def _compiled(slug: str, reports: Sequence[Report]) -> Compiled:
    shown = [texts.shown_in(one.shown).text for one in reports]
    known = [
        facts.unpacked(one.facts) if one.facts else facts.facts(text, one.date, texts.told_in(one.shown))
        for one, text in zip(reports, shown, strict=True)
    ]
    made = dossier.compiled(
        [
            dossier.Report(title=one.title, date=one.date, outlet=one.outlet, text=text, copy=one.copy, facts=fact, shared=one.shared)
            for one, text, fact in zip(reports, shown, known, strict=True)
        ]
    )
    return Compiled(
        slug,
        dossier.packed(made),
        tuple(one.sentence for one in made.summary),
        tuple(dict.fromkeys(fold(one.name) for one in made.named[:PROFILE_NAMES])),
        everywhere.packed(made.named),
        tuple(b"" if one.facts else facts.packed(fact) for one, fact in zip(reports, known, strict=True)),
    )


_ENCODER: Final = msgspec.msgpack.Encoder()
_TOLD: Final = msgspec.msgpack.Decoder(tuple[tuple[str, ...], tuple[str, ...], bytes])
