"""One build: what the site is to consist of, and what of it has to be made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple

import msgspec

from briefgen import archive, chronicle, extensions, files, theme, translation
from briefgen.codeversion import code_version
from briefgen.config import Config
from briefgen.crew import Crew, batches
from briefgen.dossier.neighbours import Beside, Profile, beside
from briefgen.keys.policy import PUBLIC
from briefgen.library import misnamed, vouchers
from briefgen.library.heads import Head, article_address, without_circles
from briefgen.library.reading import Reading
from briefgen.output import LIST, Output, Standing
from briefgen.pages.kinds import TEMPLATES
from briefgen.pages.site import SiteInfo
from briefgen.problem import Problem, Unreadable
from briefgen.progress import Progress
from briefgen.shelf import Shelf, digest
from briefgen.site import (
    blocks,
    changelog,
    closing,
    disclosed,
    entries,
    everywhere,
    exports,
    extras,
    for_machines,
    harvest,
    hosting,
    indexing,
    kit,
    making,
    manifest,
    rootfiles,
    statics,
    theme_texts,
    told,
)
from briefgen.site import plan as planning
from briefgen.site.addresses import clear_of, without_collisions
from briefgen.site.closed import Closed, closed_ones
from briefgen.site.data_page import data_page
from briefgen.site.dossier_pages import dossier_pages
from briefgen.site.engine import Templates
from briefgen.site.examples import examples
from briefgen.site.faults import Fault, gathered
from briefgen.site.frames import frames
from briefgen.site.gone import gone_of
from briefgen.site.planned import Planned, supplied
from briefgen.site.reasons import FIRST, Reasons
from briefgen.site.render import environment, render
from briefgen.site.shelves import Material, Shelves, event_address, events_of
from briefgen.site.text_pages import text_address
from briefgen.site.told import Teller
from briefgen.site.typeset import Typesetter
from briefgen.site.work import Batch, Task, make_together
from briefgen.standing import CONFIG
from briefgen.theme import Theme

PARTS: Final = "parts"
"""The step under which is kept what each template's pages depend on, and, as CONFIG, what pages do in other ways."""
_SETTINGS: Final = ("facts", "search", "per_page", "title", "description", "base_url", "feeds")
"""What pages depend on in other ways than by what their templates ask of the site."""
_TOGETHER: Final = 64
"""So many pages are made in one piece of work."""
_ENOUGH: Final = 1000
"""When so many pages cannot be rendered the others are not tried any more."""
_SECONDS: Final = 0.001
"""What one takes, about."""


class Workshop:
    """One build: all that its steps share."""

    def __init__(
        self, root: Path, settings: Config, dress: Theme, reading: Reading, output: Output, kept: Shelf, crew: Crew, progress: Progress
    ) -> None:
        self.root = root
        self.settings = settings
        self.dress = dress
        self.words = translation.load(dress.words, settings.language)
        self.statics = statics.planned(dress, self.words)
        self.ours = extensions.load(root, settings.extend)
        addresses = ((path, item.path) for path, item in self.statics.items())
        self.kit = kit.ready(dress, self.words, addresses, self.ours.filters, sandboxed=settings.safe)
        self.reading = reading
        self.output = output
        self.kept = kept
        self.crew = crew
        self.progress = progress
        self._depended: dict[str, dict[str, bytes]] = {}
        published = [head for head in reading.heads if head.is_shown]
        self.heads = without_circles(published)
        self._circling = [head for head, shown in zip(published, self.heads, strict=True) if head is not shown]
        self.events = [event for event in events_of(self.heads, reading.events) if event.slug not in reading.unseen]
        self.pages = tuple(page for page in reading.pages if not page.draft)
        self.withdrawn = tuple(head for head in reading.heads if head.withdrawn and not head.hidden)
        self._disclosed = disclosed.disclosed(self.heads, self.withdrawn, self.events, self.pages, settings.policy)
        self.log = chronicle.read(root / archive.CONTENT)
        self.site = SiteInfo(
            settings.title,
            settings.description,
            settings.language,
            settings.base_url,
            theme.values_of(root, dress.options, settings.options),
            settings.search,
            settings.desk,
            settings.noindex,
            settings.canonical,
            settings.feeds.formats,
            settings.feeds.lists if settings.feeds.formats else (),
            exports=settings.exports.formats,
            export_lists=settings.exports.lists if settings.exports.formats else (),
            mirror=settings.exports.markdown,
            dossiers=settings.exports.dossiers,
            llms=settings.exports.llms,
            changelog=bool(self.log.days),
            edition="" if settings.edition == PUBLIC else settings.edition,
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth a word and is no problem."""
        asked, spoken = self.settings.language, self.words.lang
        if translation.is_kind_of(asked, spoken):
            return ()
        return (f"No theme has words in the language {asked!r}: the interface is in English. docs/languages.md says how to add some.",)

    @cached_property
    def closed(self) -> Closed:
        """Addresses of what the site does not show, be it an article, an event or a page."""
        reading = self.reading
        articles = ((head.url, head.aliases) for head in reading.heads if head.hidden)
        hidden = closed_ones(articles, reading.events, reading.unseen, (page for page in reading.pages if page.draft))
        shown = ((head.url, head.aliases) for head in reading.heads if not head.hidden)
        events = ((event_address(event.slug), event.aliases) for event in self.events)
        pages = ((text_address(page.slug), page.aliases) for page in self.pages)
        return Closed(hidden, chain(shown, events, pages), self.settings.base_url)

    def shelved(self, *, facts: bool = True) -> tuple[Shelves, Typesetter]:
        """The archive, sorted in the ways that its pages need, and what sets its texts. Without `facts` nothing is told of its events."""
        reading, settings = self.reading, self.settings
        teller = Teller(self.root, self.heads, reading.file, self.kept)
        known = teller.told(self.crew, self.progress) if facts and settings.facts else {}
        shown = {head.path: head.url for head in self.heads if head.rights == "full"}
        shown |= {event.path: event_address(event.slug) for event in self.events if event.path}
        shown |= {page.path: text_address(page.slug) for page in self.pages}
        typesetter = Typesetter(reading, self.words, shown, {head.path: head.url for head in self.heads}, self.closed)
        shelves = Shelves(
            Material(
                heads=self.heads,
                files=reading.file,
                events=tuple(self.events),
                told=known,
                dossier=teller.dossier,
                beside=self._beside,
                named=self._named,
                wanted=reading.wanted,
                title=settings.title,
                description=settings.description,
                per_page=settings.per_page,
                words=self.words,
                search=settings.search,
                pages=self.pages,
                setting=typesetter,
                withdrawn=self.withdrawn,
                hidden=_hidden(reading.heads, reading.unread) if self.log.days else frozenset(),
                chronicle=self.log.days,
                gone=gone_of(self.heads, reading.dead, settings.archived),
                unseen=reading.unseen,
                unnamed=reading.unnamed,
            )
        )
        return shelves, typesetter

    def planned(self) -> Plan:
        """All that the site is to consist of."""
        reading, settings = self.reading, self.settings
        shelves, typesetter = self.shelved()
        fixed = [*self.statics.values(), *typesetter.pictures()]
        if settings.search:
            fixed += indexing.plan(self.root, shelves, settings.language, self.kept, self.crew, self.progress)
        kept_free = [Planned(name, "", making.empty, ()) for name in (*for_machines.NAMES, *hosting.NAMES, LIST, manifest.NAME)]
        made = environment(self.kit)
        added, failed = extras.planned(
            self.ours.pages, lambda: extras.archive_of(settings.title, self.heads, self.events), made.choice, settings.theme, self.kept
        )
        own = [*planning.plan(shelves, examples(shelves) if settings.search else ()), data_page(self.site, shelves)]
        own += dossier_pages(shelves) if settings.exports.dossiers else ()
        found, collisions = without_collisions([*kept_free, *fixed, *own, *added])
        pages = [item for item in found if item.template and (settings.desk or not item.private)]
        private = [item for item in found if item.private and not settings.desk]
        others = [item for item in found[len(kept_free) :] if not item.template]
        circles = archive.circles(self.root, self._circling)
        problems = [*collisions, *circles, *typesetter.problems, *failed, *blocks.kept_problems_of(self.kit, made.choice, self.kept)]
        problems += [] if reading.unread else misnamed.problems_of(self.root, settings, reading.heads, reading.events)
        problems += [*theme_texts.kept_problems_of(self.dress, self.kept), *self.log.problems]
        offered = exports.planned(self.site, shelves, exports.Source(self.root, self.kept, reading.file))
        machines = [*for_machines.planned(self.site, shelves, settings.feeds, pages), *offered, *changelog.feed(self.site, shelves)]
        paths = [item.path for item in (*others, *machines)]
        rooted = [] if settings.safe else rootfiles.planned(self.root)
        own_files = [item.path for item in rooted]
        machines += hosting.planned(self.site, settings.security, self.statics, pages, paths, self._styles(pages, made), own_files)
        machines, blocked = clear_of(found, rootfiles.given_way(machines, rooted))
        rooted, taken = rootfiles.beside([*found, *machines], rooted)
        return Plan(pages, [*others, *machines, *rooted], [*problems, *blocked, *taken], private, is_whole=not failed)

    def _styles(self, pages: Sequence[Planned], made: Templates) -> Sequence[str]:
        """The digests of the styles that stand in 404.html. It is rendered for this where anything is another that it is made of; where that
        fails, whoever makes it says so."""
        missing = next(page for page in pages if page.template == "404.html")
        parts = frames((missing.template,), made, self.kit, self.site, self.kept)[missing.template]
        key = digest(_ENCODER.encode((sorted(parts.items()), missing.given)))

        def found() -> bytes:
            page, body = missing.make(self.root, *missing.given)
            return _ENCODER.encode(hosting.styles_in(render(made, page, self.site, body)))

        try:
            return _STYLES.decode(self.kept.made("styles", missing.path, key, found))
        except Unreadable:
            return ()

    def _beside(self, profiles: Sequence[Profile]) -> dict[str, Beside]:
        """Which events stand beside which."""
        key = digest(_ENCODER.encode(profiles))
        return _BESIDE.decode(self.kept.made("beside", "", key, lambda: _ENCODER.encode(beside(profiles))))

    def _named(self, told_of: Sequence[tuple[str, bytes]]) -> list[everywhere.Name]:
        """Whom and what the archive mentions."""
        key = digest(_ENCODER.encode(told_of))
        return everywhere.restored(self.kept.made("named", "", key, lambda: everywhere.stored(everywhere.together(told_of))))

    def make(self, plan: Plan, *, explain: bool, compress: bool = False) -> Making:
        """Makes what is not there yet or is made of something else, and puts it on the output's stage; if it is to `compress`, with the
        compressed forms of texts. When something fails that is not just a page of the archive's own code, the stage is cleared, and it raises
        Unreadable. If it is to `explain`, it says why it made each page."""
        stale, reasons = self._stale(plan, explain=explain)
        try:
            failed = self._make(stale)
            is_whole = not self.reading.unread and plan.is_whole and not failed
            stays = not is_whole and not disclosed.is_less(disclosed.remembered(self.kept), self._disclosed, self.reading.unread)
            told = vouchers.vouchers(self.root, self.heads, self.reading.file, self.kept)
            closed = closing.account(self.output, self.site, told, prune=not stays)
            if compress:
                closed += closing.compress(self.output, self.kept, self.crew, self.progress)
            reasons += ((path, closing.WHY if self.output.has_past else FIRST) for path in closed if explain)
        except BaseException:
            self.output.clear()
            raise
        return Making(tuple(sorted(reasons)), failed, stays)

    def _stale(self, plan: Plan, *, explain: bool) -> tuple[list[_Stale], list[tuple[str, str]]]:
        """What has to be made: all whose key is another than that of what stands at its path; and why."""
        templates = dict.fromkeys([*TEMPLATES.values(), *(page.template for page in plan.pages)])
        parts = frames(templates, environment(self.kit), self.kit, self.site, self.kept)
        framed = {name: digest(_ENCODER.encode(sorted(found.items()))) for name, found in parts.items()}
        settings = {f"{key} in briefgen.toml": digest(repr(getattr(self.settings, key)).encode()) for key in _SETTINGS}
        settings["a text of the interface"] = digest(_ENCODER.encode(self.words))
        self._depended = {**parts, CONFIG: settings}
        why = self._reasons() if explain else None
        encode, standing_at = _ENCODER.encode, self.output.standing
        stale: list[_Stale] = []
        reasons: list[tuple[str, str]] = []
        for page in (*plan.pages, *plan.others):
            key = digest(encode((framed.get(page.template, b""), page.make.__name__, page.given)))
            there = standing_at(page.path, key)
            if not there.is_done:
                stale.append(_Stale(page, key, there))
                if why is not None:
                    reasons.append((page.path, why.of(page, key, self.output.was_made_of(page.path), is_there=bool(there.digest))))
        return stale, reasons

    def remember(self) -> None:
        """Keeps what a later build has to know of this one, and forgets what it did not need."""
        disclosed.remember(self.kept, self._disclosed, self.reading.unread)
        for name, found in self._depended.items():
            self.kept.put(PARTS, name, b"", _ENCODER.encode(found))
        if not self.settings.search:
            self.kept.drop(harvest.WORDS, *harvest.STEPS)
        if not self.settings.exports.formats:
            self.kept.drop(entries.STEP)
        if not self.settings.facts:
            self.kept.drop(*told.STEPS)

    def _reasons(self) -> Reasons:
        """Why pages are made, by what they depend on that is another than at the last build."""
        before = {name: _PARTS.decode(row.value) for name, row in self.kept.all(PARTS).items()}
        changed: dict[str, list[str]] = {}
        for template, now in self._depended.items():
            known = before.get(template, now)
            changed[template] = [f"{name} changed" for name in now if known.get(name) != now[name]]
        return Reasons(self.reading, changed, changed[CONFIG], is_first=not self.output.has_past)

    def _make(self, stale: Sequence[_Stale]) -> tuple[Problem, ...]:
        """Makes pages and files, and puts on the stage those that are another than what stands there; what is wrong with pages of the
        archive's own code that cannot be rendered. Raises Unreadable where others cannot."""
        if not stale:
            return ()
        self.output.prepare()
        found = {one.page.path: one for one in stale}
        faults: list[Fault] = []
        extra: list[Fault] = []
        parts = (self._batch(part) for part in batches(stale, _TOGETHER))
        made = self.crew.map(make_together, parts, _SECONDS * len(stale))
        for results in self.progress(made, "Making", -(-len(stale) // _TOGETHER)):
            for done in results:
                if isinstance(done, Fault):
                    (extra if done.is_extra else faults).append(done)
                else:
                    one = found[done.path]
                    self.output.put(done.path, one.key, one.there, done.digest, done.staged)
            if len(faults) >= _ENOUGH:
                break
        if faults:
            raise Unreadable(*gathered([*faults, *extra], more=len(faults) >= _ENOUGH))
        return tuple(gathered(extra))

    def _batch(self, part: Sequence[_Stale]) -> Batch:
        tasks = [
            Task(one.page.path, one.page.template, one.page.make, supplied(one.page), one.there.digest, one.page.origin, one.page.by is not None)
            for one in part
        ]
        return Batch(self.root, self.output.stage, cache(), self.kit, self.site, tasks)


def _hidden(heads: Iterable[Head], unread: Iterable[str]) -> frozenset[str]:
    """The addresses, earlier ones too, and the slugs of the articles that are kept out of the site, and of those of which that is not known
    since their files cannot be read."""
    known = [(head.slug, head.url, head.aliases) for head in heads if head.hidden]
    known += [(PurePosixPath(path).stem, article_address(path), ()) for path in unread]
    return frozenset(name for slug, url, aliases in known for name in (slug, url, *aliases, *(PurePosixPath(alias).stem for alias in aliases)))


class Making(NamedTuple):
    """What making a plan's pages came to."""

    reasons: tuple[tuple[str, str], ...]
    """Pages that were made, each with why, if that was asked for."""
    problems: tuple[Problem, ...]
    """Of pages that the archive's own code plans and that cannot be rendered; those made before stay."""
    stays: bool = False
    """Whether what is no longer made stays nevertheless: not all could be read and made, and what was shown before still may be."""


def cache() -> str:
    """Where this user keeps what this version of the code compiles templates to: a template's filters may be worked out in it."""
    folder = files.user_cache()
    return f"{folder}/{code_version()}" if folder else ""


class Plan(NamedTuple):
    """All that a site is to consist of."""

    pages: list[Planned]
    others: list[Planned]
    """Files that are no pages."""
    problems: list[Problem]
    """Addresses that are taken, what texts name that is not there, blocks that are never shown, and extensions that failed."""
    private: list[Planned]
    """Pages for the archive's maintainers, where they are no part of the site."""
    is_whole: bool = True
    """Whether no extension failed to make its pages: where one did, those that it made before stay."""


class _Stale(NamedTuple):
    """What has to be made."""

    page: Planned
    key: bytes
    there: Standing
    """What stands at its path."""


def _stands_for(value: Any) -> bytes:
    """What stands for a value in the digest of what a page is given."""
    sig: bytes = value.sig
    return sig


_ENCODER: Final = msgspec.msgpack.Encoder(enc_hook=_stands_for)
_BESIDE: Final = msgspec.msgpack.Decoder(dict[str, Beside])
_PARTS: Final = msgspec.msgpack.Decoder(dict[str, bytes])
_STYLES: Final = msgspec.msgpack.Decoder(list[str])
