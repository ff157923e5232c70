"""Seeds to content: what is new is read, described, dated by its neighbours, filed under an event, and written down.

The only module that knows the order of these stages. It works only on what is new, and never writes over what a person wrote.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from briefgen import archive, config, extensions, files, inventory, ledger, lock, recall, stamps, standing, theme, wanted
from briefgen.archive import CONTENT, SEEDS
from briefgen.config import Config
from briefgen.desk import TEASERS, Desk, Made
from briefgen.extensions import Extensions
from briefgen.ingest import draft as drafts
from briefgen.ingest import enclosures, names
from briefgen.ingest.companions import companions
from briefgen.ingest.draft import Draft
from briefgen.ingest.page import Teaser
from briefgen.ingest.readers import READERS
from briefgen.ledger import Entry
from briefgen.model import Article
from briefgen.problem import Problem, Unreadable
from briefgen.progress import Progress, quiet
from briefgen.recall import Recall
from briefgen.shelf import Shelf
from briefgen.text import fold
from briefgen.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did."""

    seen: int
    """How many seeds there are."""
    made: tuple[Made, ...] = ()
    updated: tuple[str, ...] = ()
    """Articles rewritten because their seed changed and nobody had edited them."""
    filed: tuple[str, ...] = ()
    """Articles that had no event and were given one."""
    new_events: tuple[str, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    """Seeds that are byte for byte another one, with that one."""
    wanted: tuple[Wanted, ...] = ()
    """The articles that new seeds name and the archive has not, each once; `named_by` is the first seed that does."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """What is worth a word and is no problem."""
    is_settled: bool = False
    """Whether each seed that can be read is accounted for, so that another ingest of the same seeds would do nothing."""


STEP: Final = "seeds"
"""The step under which is kept the digest of each seed."""


class _Known(NamedTuple):
    """What the owner has stated of all seeds."""

    outlets: Mapping[str, str]
    """By host."""
    ours: Extensions
    usual: str
    """The archive's language."""


@dataclass(slots=True)
class _Sorted:
    """The seeds by what is to be done with them, and the ledger as it will be."""

    new: list[tuple[str, bytes]] = field(default_factory=list)
    changed: list[tuple[str, bytes, Article]] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    """Of the seeds that can be read."""
    problems: list[Problem] = field(default_factory=list)


def ingest(root: Path, progress: Progress = quiet, on_wait: Callable[[str], None] | None = None, *, safe: bool = False) -> Report:
    """Turns what is new in `seeds/` into articles in `content/`, and files articles without an event under one. Where a build or another
    ingest of this archive is under way, it waits for its end, and calls `on_wait` with the number of its process first. If it is to be
    `safe`, no code of the archive's runs.

    Raises Unreadable when the configuration, or an extension, cannot be used. A seed or article that cannot be read is a problem, and the others
    go through.
    """
    config.load(root)  # which raises where there is no archive, and then nothing is to be left there
    with lock.held(root / standing.FOLDER, *((on_wait,) if on_wait else ())):
        settings = config.load(root, safe=safe)
        theme.chosen(root, settings)  # which raises where [theme] is not as the theme takes it: nothing is written for a site that cannot be built
        return _ingested(root, progress, settings)


def _ingested(root: Path, progress: Progress, settings: Config) -> Report:
    known = _Known(dict(settings.outlets), extensions.load(root, settings.extend), settings.language)
    with Shelf(root / standing.FOLDER / recall.NAME) as kept:
        stock = inventory.load(root, kept)
        loaded = stock.loaded
        seeds = standing.fresh(os.fspath(root), SEEDS).stamps()
        for beside in companions(seeds):
            del seeds[beside]
        endings = known.ours.endings(READERS)
        readable = {seed: seeds[seed] for seed in sorted(seeds) if PurePosixPath(seed).suffix.lower() in endings}
        pile = _sort(root, readable, loaded, kept)
        pile.problems += enclosures.unread(root, seeds.keys() - readable.keys(), pile.digests, known.ours, kept)
        desk = Desk(root, loaded, Recall(kept, stock), progress, known.ours)
        fresh = _drafts(progress(pile.new, "Reading seeds", len(pile.new)), known, pile.problems)
        others, changed = _changed(pile, desk, known)
        fresh += others
        settled = desk.settle(fresh, pile.digests)
        updated = desk.update(changed, pile.problems)
        made, filed, new_events = desk.file(settled, pile.entries, pile.problems)
        desk.recall.forget([*stock.texts, *(one.path.removeprefix(f"{CONTENT}/") for one in made)])
    _settle_twins(pile)
    ledger.write(root / CONTENT, (entry for entry in pile.entries.values() if entry.slug))
    wanted.add(root / CONTENT, _named(settled, pile.entries))
    return Report(
        seen=len(readable),
        made=tuple(made),
        updated=tuple(updated),
        filed=tuple(filed),
        new_events=tuple(new_events),
        same=tuple(pile.same),
        wanted=_wanted(settled, loaded.articles),
        notes=tuple(kept.notes),
        problems=tuple(sorted((*loaded.problems, *pile.problems))),
        is_settled=len(pile.digests) == len(readable) and all(_is_accounted(pile, seed) for seed in pile.digests),
    )


def _is_accounted(pile: _Sorted, seed: str) -> bool:
    entry = pile.entries.get(seed)
    return entry is not None and entry.slug != "" and entry.digest == pile.digests[seed]


def _sort(root: Path, seeds: Mapping[str, bytes], loaded: archive.Loaded, kept: Shelf) -> _Sorted:
    """What is to be done with each seed: nothing, most of the time. With each its stamp."""
    by_slug = {article.slug: article for article in loaded.articles}
    by_seed = {article.seed.file: article for article in loaded.articles if article.seed}
    unread = {PurePosixPath(path).stem for path in loaded.unread}
    before = _remembered(root, loaded.articles)
    pile = _Sorted(entries=dict(before))
    digests = pile.digests = _digests(root, seeds, pile.problems, kept)
    moved = _moved(before, digests)
    for old in moved.values():
        pile.entries.pop(old.seed, None)
    pile.entries |= {seed: replace(old, seed=seed) for seed, old in moved.items()}
    sharing = Counter(entry.slug for entry in before.values())
    first = {entry.digest: entry.seed for entry in sorted(pile.entries.values(), key=ledger.place, reverse=True)}
    for seed, digest in digests.items():
        entry = pile.entries.get(seed)
        if entry is not None and entry.digest == digest:
            continue
        article = by_slug.get(entry.slug) or by_seed.get(seed) if entry else None
        if entry is not None and entry.slug in unread:
            continue  # what is in the article's file cannot be known now: another time
        if entry is not None and _owns(seed, entry, article, sharing):
            pile.entries[seed] = replace(entry, digest=digest)
            if article is not None:
                pile.changed.append((seed, files.read(root / SEEDS / seed), article))
            else:
                pile.problems.append(_deleted(seed))
        elif digest in first:
            pile.same.append((seed, first[digest]))
            pile.entries[seed] = Entry(seed, digest, "")
        else:
            first[digest] = seed
            pile.new.append((seed, files.read(root / SEEDS / seed)))
            pile.entries[seed] = Entry(seed, digest, "")
    return pile


def _digests(root: Path, seeds: Mapping[str, bytes], problems: list[Problem], kept: Shelf) -> dict[str, str]:
    """The digests of the seeds, of which those are read whose stamp has changed; those that cannot be read are problems."""
    rows = kept.all(STEP)
    for step in (STEP, TEASERS):
        kept.forget(step, rows.keys() - seeds.keys())
    found: dict[str, str] = {}
    for seed, stamp in seeds.items():
        old = rows.get(seed)
        if old is not None and old.key == stamp != stamps.NONE:
            found[seed] = old.value.hex()
            continue
        try:
            seed.encode()
            found[seed] = files.digest(files.read(root / SEEDS / seed))
            kept.put(STEP, seed, stamp, bytes.fromhex(found[seed]))
        except UnicodeEncodeError:
            shown = seed.encode("utf-8", "replace").decode()
            problems.append(Problem(f"{SEEDS}/{shown}", 0, "its name is not UTF-8", "rename it"))
        except OSError as error:
            problems.append(Problem(f"{SEEDS}/{seed}", 0, f"cannot be read: {error.strerror}", "mend its permissions"))
    return found


def _moved(before: Mapping[str, Entry], digests: Mapping[str, str]) -> dict[str, Entry]:
    """Seeds that are new under their name and hold what another one held that has gone or holds something else now: the entry of
    that one, each at most once."""
    gone: dict[str, list[Entry]] = {}
    for entry in sorted(before.values(), key=ledger.place):
        if digests.get(entry.seed) != entry.digest:
            gone.setdefault(entry.digest, []).append(entry)
    fresh = [seed for seed, digest in digests.items() if seed not in before or before[seed].digest != digest]
    return {seed: gone[digests[seed]].pop(0) for seed in fresh if gone.get(digests[seed])}


def _deleted(seed: str) -> Problem:
    hint = f"if it is another page now, delete its line in {CONTENT}/{ledger.NAME} and ingest again; this is said only once"
    return Problem(f"{SEEDS}/{seed}", 0, "it changed, but its article was deleted: nothing is made of it", hint, severity="warning")


def _remembered(root: Path, articles: Iterable[Article]) -> dict[str, Entry]:
    """What was seen before: what the ledger says, and of articles that it does not know what they say themselves."""
    book = ledger.read(root / CONTENT)
    known = {entry.slug for entry in book.values()}
    told = {one.seed.file: Entry(one.seed.file, one.seed.digest, one.slug) for one in articles if one.seed and one.slug not in known}
    return told | book


def _owns(seed: str, entry: Entry, article: Article | None, sharing: Mapping[str, int]) -> bool:
    """Whether the article in a seed's entry was made of that seed, and not of another one whose copy it was. A deleted article counts
    as its own: it stays deleted. `sharing` says how many seeds an article has."""
    return article is None or article.seed is None or sharing[entry.slug] == 1 or article.seed.file == seed


def _settle_twins(pile: _Sorted) -> None:
    """Gives seeds that are byte for byte another one that one's article; if none could be made of that, none can be of them."""
    for seed, twin in pile.same:
        pile.entries[seed] = replace(pile.entries[seed], slug=pile.entries[twin].slug)
    pile.problems += [_unread_twin(seed, twin) for seed, twin in pile.same if not pile.entries[seed].slug]
    pile.same = [(seed, twin) for seed, twin in pile.same if pile.entries[seed].slug]


def _unread_twin(seed: str, twin: str) -> Problem:
    return Problem(f"{SEEDS}/{seed}", 0, f"the same as {SEEDS}/{twin}, which cannot be read", "mend or delete both")


def _drafts(seeds: Iterable[tuple[str, bytes]], known: _Known, problems: list[Problem]) -> list[Draft]:
    found: list[Draft] = []
    for seed, data in seeds:
        try:
            found.append(drafts.read(seed, data, known.outlets, ours=known.ours, usual=known.usual))
        except Unreadable as error:
            problems += error.problems
    return found


def _changed(pile: _Sorted, desk: Desk, known: _Known) -> tuple[list[Draft], list[tuple[Draft, Article]]]:
    """The changed seeds' drafts: those that are other articles now, saved under an old name; and those of the same article."""
    others: list[Draft] = []
    same: list[tuple[Draft, Article]] = []
    for seed, data, article in pile.changed:
        found = _drafts([(seed, data)], known, pile.problems)
        if not found and article.seed:
            pile.entries[seed] = replace(pile.entries[seed], digest=article.seed.digest)  # to be tried again
        for one in found:
            if desk.holds(article, one):
                same.append((one, article))
            else:
                others.append(one)
    return others, same


def _wanted(settled: Sequence[Draft], articles: Iterable[Article]) -> tuple[Wanted, ...]:
    """The articles that teasers name and that are not in the archive, each once, sorted by title."""
    if not any(one.teasers for one in settled):
        return ()
    have = wanted.Titles([*(article.title for article in articles), *(one.title for one in settled)])
    found: dict[str, Wanted] = {}
    for one in sorted(settled, key=lambda one: one.file):
        for teaser in one.teasers:
            if teaser.title not in have:
                found.setdefault(fold(teaser.title), _teased(teaser, one.file))
    return tuple(found[title] for title in sorted(found))


def _named(settled: Iterable[Draft], entries: Mapping[str, Entry]) -> Iterable[Wanted]:
    """All that teasers name, each under the article on whose page it stands."""
    for one in settled:
        slug = entries[one.file].slug if one.file in entries else ""
        yield from (_teased(teaser, slug) for teaser in one.teasers if slug and not names.is_byline(teaser.title))


def _teased(teaser: Teaser, named_by: str) -> Wanted:
    return Wanted(named_by, teaser.title, teaser.author, teaser.outlet, teaser.when)


def explain(root: Path, seed: str, data: bytes, *, safe: bool = False) -> Draft:
    """The seed as ingest would read it now, with what the archive's other articles say of it. Raises Unreadable."""
    settings = config.load(root, safe=safe)
    ours = extensions.load(root, settings.extend)
    one = drafts.read(seed, data, dict(settings.outlets), ours=ours, usual=settings.language)
    loaded = archive.load(root)
    others = tuple(article for article in loaded.articles if article.seed is None or article.seed.file != seed)
    desk = Desk(root, replace(loaded, articles=others), Recall(Shelf()), ours=ours)
    seeds = files.scan(root / SEEDS, ours.endings(READERS))
    but = {seed, *companions(seeds)}
    return desk.settle([one], dict.fromkeys([path for path in seeds if path not in but], ""))[0]
