"""The archive's content as small records, read anew only where a file has changed: what every step of a build starts from.

An article's body stays in its file. What others than its own page show of it is its `Head`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeAlias, cast

import msgspec
from msgspec import Struct

from briefgen import archive, content, enclosed, files, shelf, stamps, wanted
from briefgen.archive import CONTENT
from briefgen.crew import Crew, batches
from briefgen.dialect import USUAL, Dialect
from briefgen.enclosed import Mention, Picture
from briefgen.markdown import lines_apart, plain
from briefgen.model import Article, Event, Plain, TextPage
from briefgen.problem import Problem, Unreadable
from briefgen.progress import Progress, quiet
from briefgen.shelf import Shelf
from briefgen.text import shorten, squeeze
from briefgen.wanted import Wanted

SUMMARY_LENGTH: Final = 220
EXCERPT_LENGTH: Final = 400
STEP: Final = "read"
TEXT: Final = "text"
"""The step under which is kept what of each article may be shown, as JSON: what `shown` gives."""
_TOGETHER: Final = 64
"""So many files are read in one piece of work."""
_SECONDS: Final = 0.001
"""What one takes, about."""


class Head(Struct, frozen=True, array_like=True, gc=False):
    """An article as other pages than its own see it."""

    path: str
    """Below content/."""
    slug: str
    url: str
    """Its page's address: that of its file, so that a change of title or date leaves it alone."""
    title: str
    date: str
    authors: tuple[str, ...]
    outlet: str
    via: str
    events: tuple[str, ...] | None
    """As in `Article`."""
    copy_of: str
    version_of: str
    aliases: tuple[str, ...]
    rights: str
    draft: bool
    summary: str
    """What a person wrote, or else how the text that may be shown begins."""
    tags: tuple[str, ...]
    review: tuple[str, ...]
    seed: bool
    """Whether it was read from a seed,"""
    edited: bool
    """and a person has changed what ingest wrote."""
    words: int
    """Of the whole body."""
    text: bytes
    """Digest of the text that may be shown, and of which lines of it stand beside what is told."""
    sig: bytes
    """Digest of all the rest that lists show."""

    @property
    def has_text(self) -> bool:
        """Whether there is any text that may be shown."""
        return self.text != _NO_TEXT

    @property
    def is_own(self) -> bool:
        """Whether it is reporting of its own, and neither a copy nor a later version."""
        return not self.copy_of and not self.version_of

    @property
    def is_copy(self) -> bool:
        """Whether it is a copy of another article."""
        return bool(self.copy_of)


class ArticleFile(Struct, frozen=True, array_like=True, gc=False):
    """An article's file, as it was when it was read."""

    path: str
    """Below content/."""
    digest: bytes
    """Of its bytes and of how they are read, see `digest_of`."""
    dialect: Dialect = USUAL
    """The Markdown that it is written in."""


class Row(Struct, frozen=True, array_like=True, gc=False):
    """What reading a file below content/ came to."""

    head: Head | None = None
    event: tuple[str, str, str, str, str, tuple[str, ...], bytes] | None = None
    """An event's fields; the last one are its unknown keys, packed."""
    problems: tuple[Problem, ...] = ()
    is_read: bool = True
    mentions: tuple[Mention, ...] = ()
    """What its text names beside it."""
    page: tuple[str, str, str, str, str, str, tuple[str, ...], bool, bytes] | None = None
    """A text page's fields, as an event's."""


Also: TypeAlias = Callable[[Article, str], bytes]
"""What else is worked out of an article and of the text of it that may be shown, while it is at hand."""


class ChangedMeanwhile(Exception):
    """A file is no longer what it was when this build began."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What content/ holds."""

    heads: tuple[Head, ...]
    """Sorted by date, slug and path, oldest first; those without a date come first. Drafts too."""
    events: tuple[Event, ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]
    """The files, below content/, that could not be read at all."""
    wanted: tuple[Wanted, ...]
    digests: Mapping[str, bytes]
    """Of each file that was read."""
    before: Mapping[str, Row]
    """What was there at the last build of the files that have changed since, and of those that are gone."""
    fresh: frozenset[str]
    """The files that were not there at the last build."""
    mentions: Mapping[str, tuple[Mention, ...]]
    """What files name beside themselves, of those that do."""
    pages: tuple[TextPage, ...] = ()
    """Sorted by name; drafts too."""
    dialect: Dialect = USUAL
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """Those that files name, as far as they are there."""

    def file(self, head: Head) -> ArticleFile:
        """The article's file."""
        return ArticleFile(head.path, self.digests[head.path], self.dialect)


def load(
    root: Path,
    tree: Mapping[str, bytes],
    kept: Shelf,
    crew: Crew,
    progress: Progress = quiet,
    also: Mapping[str, Also] | None = None,
    dialect: Dialect = USUAL,
) -> Reading:
    """What `content/` of the archive `root` holds. `tree` are the stamps of its files, by path below content/.

    Only files whose stamp has changed are looked at, and only those whose bytes have are read; of those `also` is worked out as well
    and kept under its name. A file that cannot be read is a problem, and the others are read. `dialect` is the Markdown they are written in.
    """
    rows = kept.all(STEP)
    manner = _manner(dialect)
    there: dict[str, bytes] = {}
    digests: dict[str, bytes] = {}
    stale: list[str] = []
    paths = sorted(path for path in tree if path.lower().endswith(content.SUFFIXES))
    for path in paths:
        row = rows.get(path)
        if row is None or row.key[_KEY:] != manner:
            stale.append(path)
        elif row.key[: stamps.LENGTH] == tree[path] != stamps.NONE:
            there[path], digests[path] = row.value, row.key[stamps.LENGTH :]
        elif _digest_at(root, path, dialect) == row.key[stamps.LENGTH :]:
            there[path], digests[path] = row.value, row.key[stamps.LENGTH :]
            kept.put(STEP, path, tree[path] + digests[path], row.value)
        else:
            stale.append(path)
    before = {path: rows[path].value for path in stale if path in rows}
    tasks = [(root, tuple(part), dict(also or {}), dialect) for part in batches(stale, _TOGETHER)]
    done = crew.map(read_together, tasks, _SECONDS * len(stale))
    for results in progress(done, "Reading", len(tasks)):
        for path, digest, value, extras in results:
            there[path] = value
            if digest:
                digests[path] = digest
                kept.put(STEP, path, tree[path] + digest, value)
            for step, data in extras.items():
                kept.put(step, path, digest, data)
    gone = rows.keys() - tree.keys()
    for step in (STEP, TEXT, *(also or {})):
        kept.forget(step, gone)
    found = _reading(
        root, {path: there[path] for path in paths}, digests, before | {path: rows[path].value for path in gone}, frozenset(stale) - before.keys()
    )
    return replace(found, dialect=dialect, pictures=enclosed.pictures_of(root, found.mentions, tree, kept))


def _reading(root: Path, there: Mapping[str, bytes], digests: Mapping[str, bytes], before: Mapping[str, bytes], fresh: frozenset[str]) -> Reading:
    heads: list[Head] = []
    events: list[Event] = []
    pages: list[TextPage] = []
    problems: list[Problem] = []
    unread: list[str] = []
    mentions: dict[str, tuple[Mention, ...]] = {}
    decode = _DECODER.decode
    for path, data in there.items():
        row = decode(data)
        if row.head is not None:
            heads.append(row.head)
        elif row.event is not None:
            events.append(event_of(row))
        elif row.page is not None:
            pages.append(page_of(row.page))
        if row.problems:
            problems += row.problems
        if not row.is_read:
            unread.append(path)
        if row.mentions:
            mentions[path] = row.mentions
    problems += archive.same_slug(heads)
    problems += archive.same_slug(events)
    heads.sort(key=lambda head: (head.date, head.slug, head.path))
    return Reading(
        heads=tuple(heads),
        events=tuple(events),
        problems=tuple(problems),
        unread=tuple(unread),
        wanted=wanted.read(root / CONTENT),
        digests=digests,
        before={path: decode(data) for path, data in before.items()},
        fresh=fresh,
        mentions=mentions,
        pages=tuple(pages),
    )


def read_together(given: tuple[Path, Sequence[str], Mapping[str, Also], Dialect]) -> list[tuple[str, bytes, bytes, dict[str, bytes]]]:
    """Reads some files: of each its path, its digest, its packed row, and what else was worked out of it."""
    root, paths, also, dialect = given
    return [_read(root, path, also, dialect) for path in paths]


def look(root: Path, path: str, dialect: Dialect = USUAL) -> tuple[bytes, Row]:
    """One file as it is now: its digest, and what reading it came to. Raises ChangedMeanwhile when there is none."""
    _, digest, packed, _ = _read(root, path, {}, dialect)
    return digest, _DECODER.decode(packed)


def _read(root: Path, path: str, also: Mapping[str, Also], dialect: Dialect) -> tuple[str, bytes, bytes, dict[str, bytes]]:
    extras: dict[str, bytes] = {}
    digest = b""
    if not archive.can_be_written(path):
        return path, b"", _packed(Row(problems=(archive.unnameable(path),), is_read=False)), extras
    try:
        data = files.read_at(f"{root}/{CONTENT}/{path}")
        digest = digest_of(data, dialect)
        if path.startswith(content.ARTICLES + "/"):
            article, found = content.read_article(path, data)
            whole = plain(article.body, dialect)
            text = shown_text(article, whole)
            apart = _apart(article, dialect)
            head = head_of(article, whole, text, apart, edited=_is_edited(article, data))
            row = Row(head, None, found, mentions=_mentions(data, article.body, article.image, dialect))
            if not article.draft:
                extras = {TEXT: _shown(head, text, apart), **{step: work(article, text) for step, work in also.items()}}
        elif path.startswith(content.EVENTS + "/"):
            event, found = content.read_event(path, data)
            row = Row(None, _event_fields(event), found, mentions=_mentions(data, event.body, "", dialect))
        elif path.startswith(content.PAGES + "/"):
            page, found = content.read_page(path, data)
            row = Row(problems=found) if page is None else _page_row(page, found, _mentions(data, page.body, "", dialect))
        else:
            row = Row(problems=(archive.misplaced(path),))
    except Unreadable as error:
        row = Row(problems=error.problems, is_read=False)
    except (FileNotFoundError, NotADirectoryError) as error:
        if not files.is_link(f"{root}/{CONTENT}/{path}"):
            raise ChangedMeanwhile(path) from None
        row = Row(problems=(archive.closed(path, error),), is_read=False)
    except OSError as error:
        digest = b""
        row = Row(problems=(archive.closed(path, error),), is_read=False)
    return path, digest, _packed(row), extras


def _mentions(data: bytes, body: str, image: str, dialect: Dialect) -> tuple[Mention, ...]:
    return enclosed.mentions_of(data.decode("utf-8-sig"), body, image, dialect) if image or "](" in body or "]:" in body else ()


def _apart(article: Article, dialect: Dialect) -> tuple[int, ...]:
    """Which lines of the text that may be shown stand beside what is told."""
    return lines_apart(article.body, dialect) if article.rights == "full" else ()


def _shown(head: Head, text: str, apart: tuple[int, ...]) -> bytes:
    return msgspec.json.encode((head.title, head.url, head.date, head.outlet, head.authors, text, apart))


def shown(root: Path, file: ArticleFile, kept: Shelf) -> bytes:
    """What of an article may be shown: its title, address, date, outlet, authors and text, and which lines of that stand apart, as JSON."""
    known = kept.get(TEXT, file.path, file.digest)
    if known is None:  # a damaged shelf has lost it
        found = article(root, file)
        whole = plain(found.body, file.dialect)
        text = shown_text(found, whole)
        known = _shown(head_of(found, whole, text), text, _apart(found, file.dialect))
    return known


def shown_in(row: bytes) -> tuple[str, str, str, str, tuple[str, ...], str]:
    """What `shown` gives, read, without what stands apart: a shelf from elsewhere may hold anything."""
    return _SHOWN.decode(row)[:-1]


def told_in(row: bytes) -> str:
    """Of the text that `shown` gives the lines that tell: no tables, no notes, no words about pictures."""
    *_, text, apart = _SHOWN.decode(row)
    beside = frozenset(apart)
    return "\n".join([line for number, line in enumerate(text.split("\n")) if number not in beside]) if beside else text


def head_of(article: Article, whole: str, text: str, apart: tuple[int, ...] = (), *, edited: bool = False) -> Head:
    """The article's head. `whole` is its body's plain text, `text` as much of that as may be shown, `apart` which lines of that stand beside
    what is told."""
    fields = (
        article.path,
        article.slug,
        address(article.path.rpartition(".")[0] + ".html"),
        article.title,
        article.date,
        article.authors,
        article.outlet,
        article.via,
        article.events,
        article.copy_of,
        article.version_of,
        article.aliases,
        article.rights,
        article.draft,
        article.summary or shorten(" ".join(text.split("\n", 3)[:3]), SUMMARY_LENGTH),
    )
    others = article.tags, article.review, article.seed is not None, edited, _words(whole)
    return Head(*fields, *others, shelf.digest(text.encode(), *([_ENCODER.encode(apart)] if apart else [])), shelf.digest(_ENCODER.encode(fields)))


def _is_edited(article: Article, data: bytes) -> bool:
    """Whether a person has changed what ingest wrote."""
    return article.seed is not None and not content.untouched(data.decode("utf-8-sig"), article)


def _words(text: str) -> int:
    """How many words a text has that has single spaces and line ends between them."""
    return text.count(" ") + text.count("\n") + 1 if text else 0


def shown_text(article: Article, whole: str) -> str:
    """As much of an article's text as its rights let a site show: all, its beginning, or nothing."""
    if article.rights == "full":
        return whole
    return excerpt(whole) if article.rights == "excerpt" else ""


def excerpt(text: str) -> str:
    """A text's beginning, and never more than half of it: what is shown of an article whose rights are 'excerpt'."""
    return shorten(squeeze(text), min(EXCERPT_LENGTH, len(text) // 2))


def article(root: Path, file: ArticleFile) -> Article:
    """The article in a file that was read before. Raises ChangedMeanwhile when it is another by now."""
    try:
        data = files.read_at(f"{root}/{CONTENT}/{file.path}")
    except (FileNotFoundError, NotADirectoryError):
        raise ChangedMeanwhile(file.path) from None
    if digest_of(data, file.dialect) != file.digest:
        raise ChangedMeanwhile(file.path)
    return content.read_article(file.path, data)[0]


def text_of(root: Path, file: ArticleFile) -> str:
    """The text of an article that may be shown, a line for each paragraph. Raises ChangedMeanwhile."""
    found = article(root, file)
    return shown_text(found, plain(found.body, file.dialect)) if found.rights != "metadata" else ""


def without_circles(heads: Sequence[Head]) -> tuple[Head, ...]:
    """The articles, those that copy one another in a circle as if none did: who was first, nobody can say."""
    rings = archive.circular(heads) if any(head.copy_of or head.version_of for head in heads) else {}
    if not rings:
        return tuple(heads)
    return tuple(
        msgspec.structs.replace(head, copy_of="", version_of="", sig=shelf.digest(head.sig, b"circle")) if head.slug in rings else head
        for head in heads
    )


def address(path: str) -> str:
    """The path of a page without the signs that mean something in addresses or that some disk cannot hold."""
    return _UNFIT.sub("-", path)


_NO_EVENT: Final = ("", "", "", "", "", (), b"\x90")
_NO_TEXT: Final = shelf.digest(b"")
_UNFIT: Final = re.compile(r"[<>:\"|?*#%\\\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ENCODER: Final = msgspec.msgpack.Encoder()
_SHOWN: Final = msgspec.json.Decoder(tuple[str, str, str, str, tuple[str, ...], str, tuple[int, ...]])
_DECODER: Final = msgspec.msgpack.Decoder(Row)


def _packed(row: Row) -> bytes:
    return _ENCODER.encode(row)


def _event_fields(event: Event) -> tuple[str, str, str, str, str, tuple[str, ...], bytes]:
    return event.slug, event.path, event.title, event.summary, event.body, event.aliases, _ENCODER.encode(event.extra)


def event_of(row: Row) -> Event:
    """The event in a row that has one."""
    slug, path, title, summary, body, aliases, extra = row.event or _NO_EVENT
    unknown = cast("tuple[tuple[str, Plain], ...]", _frozen(msgspec.msgpack.decode(extra)))
    return Event(slug, path, title, summary, body, aliases, unknown)


def _page_row(page: TextPage, found: tuple[Problem, ...], mentions: tuple[Mention, ...]) -> Row:
    fields = page.slug, page.path, page.title, page.summary, page.body, page.lang, page.aliases, page.draft, _ENCODER.encode(page.extra)
    return Row(problems=found, mentions=mentions, page=fields)


def page_of(row: tuple[str, str, str, str, str, str, tuple[str, ...], bool, bytes]) -> TextPage:
    """The text page that a row has the fields of."""
    slug, path, title, summary, body, lang, aliases, draft, extra = row
    unknown = cast("tuple[tuple[str, Plain], ...]", _frozen(msgspec.msgpack.decode(extra)))
    return TextPage(slug, path, title, summary, body, lang, aliases, draft, unknown)


def _frozen(value: Plain | list[Plain]) -> Plain:
    """Plain data with tuples where MessagePack has arrays."""
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {key: _frozen(one) for key, one in value.items()}
    return value


def digest_of(data: bytes, dialect: Dialect) -> bytes:
    """What stands for a file in the keys of all that is made of it: the digest of its bytes, and in which way they are read."""
    return shelf.digest(data) + _manner(dialect)


def _manner(dialect: Dialect) -> bytes:
    return b"" if dialect == USUAL else repr(dialect).encode()


_KEY: Final = stamps.LENGTH + 16
"""Where in a row's key the dialect stands, behind the file's stamp and digest."""


def _digest_at(root: Path, path: str, dialect: Dialect) -> bytes:
    try:
        return digest_of(files.read_at(f"{root}/{CONTENT}/{path}"), dialect)
    except OSError:
        return b""


def unshown(articles: Iterable[Article]) -> tuple[Head, ...]:
    """The heads of articles whose text does not matter."""
    return tuple(head_of(one, "", "") for one in articles)
