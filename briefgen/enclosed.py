"""What the texts of content/ name beside themselves: pictures that lie there, and one another."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec import Struct

from briefgen import files, markdown, pictures, shelf, stamps
from briefgen.dialect import Dialect
from briefgen.markup import ARTICLES, Target
from briefgen.problem import Problem
from briefgen.shelf import Shelf
from briefgen.standing import CONTENT
from briefgen.text import shorten

STEP: Final = "picture"
_LONGEST_QUOTE: Final = 160


class Mention(Struct, frozen=True, array_like=True, gc=False):
    """A place in a file where it names something."""

    kind: str
    """'image', 'link', 'lead' for the image of the front matter, or 'note' for a note that no mark leads to."""
    written: str
    """As in `markdown.Named`."""
    line: int
    """Of the file, from 1."""
    quote: str


class Picture(Struct, frozen=True, array_like=True, gc=False):
    """A picture of content/, as it was when it was read."""

    digest: bytes
    width: int
    """0 where the file does not say."""
    height: int
    wrong: str = ""
    """Why it cannot be shown."""
    near: str = ""
    """Of one that is not there: the path of one that may have been meant."""


class Enclosed(NamedTuple):
    """What a text names, as far as it is there."""

    targets: tuple[Target, ...] = ()
    """Their addresses are below the site's root."""
    lead: Target | None = None
    """The picture that its front matter names."""
    pictures: tuple[str, ...] = ()
    """Those of its pictures that are to be published, below content/."""
    problems: tuple[Problem, ...] = ()


class Pages(NamedTuple):
    """What links may lead to. Addresses are below the site's root."""

    files: Mapping[str, str]
    """The files of content/ that have a page, with its address."""
    addresses: Collection[str] = frozenset()
    """Those of pages of such files, which texts may name as well."""
    closed: Container[str] = frozenset()
    """Addresses that would be those of what the site does not show."""

    def led(self, path: str, written: str) -> str | None:
        """The address that a link in the file at `path` leads to that names no file; '' where that is not to be shown, None where nobody
        knows of it."""
        meant = [_address_of(here, written) for here in dict.fromkeys((self.files.get(path, path), path))]
        if meant[0] in self.addresses:
            return meant[0]
        return "" if any(one in self.closed for one in meant) else None


def _address_of(page: str, written: str) -> str:
    """The address below the site's root that a page means, as browsers have it, which know of nothing above that."""
    joined = posixpath.join(posixpath.dirname(page), unquote(re.split(r"[?#]", written, maxsplit=1)[0]))
    return posixpath.normpath(f"/{joined.lstrip('/')}")[1:]


def mentions_of(text: str, body: str, image: str, dialect: Dialect) -> tuple[Mention, ...]:
    """What a file names: `text` is all of it, `body` its Markdown, `image` the front matter's picture."""
    named = markdown.named(body, dialect)
    lead = image if image and not _is_elsewhere(image) else ""
    if not named and not lead:
        return ()
    whole = text.replace("\r\n", "\n")
    lines = whole.split("\n")
    first = whole[: len(whole.rstrip("\r\n")) - len(body)].count("\n")
    found = [Mention(one.kind, one.written, one.line + first, _quote(lines, one.line + first)) for one in named]
    if lead:
        line = next((number for number, one in enumerate(lines[:first], 1) if re.match(r"[\"']?image[\"']?[ \t]*[:=]", one)), 0)
        found.append(Mention("lead", lead, line, _quote(lines, line)))
    return tuple(found)


def _quote(lines: list[str], number: int) -> str:
    return shorten(lines[number - 1].strip(), _LONGEST_QUOTE) if 0 < number <= len(lines) else ""


def _is_elsewhere(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def place_of(path: str, mention: Mention) -> str:
    """The path below content/ that a file means; '' for one that is not there."""
    written = mention.written if mention.kind == "lead" else unquote(re.split(r"[?#]", mention.written, maxsplit=1)[0])
    found = posixpath.normpath(written.lstrip("/") if written.startswith("/") else posixpath.join(posixpath.dirname(path), written))
    return found if files.is_inside(found) else ""


def pictures_of(root: Path, mentioned: Mapping[str, Iterable[Mention]], tree: Mapping[str, bytes], kept: Shelf) -> dict[str, Picture]:
    """The pictures that files name and that are there. `tree` are the stamps of what is in content/."""
    wanted = {place_of(path, one) for path, listed in mentioned.items() for one in listed if one.kind != "note"}
    rows = kept.all(STEP) if wanted or kept.names(STEP) else {}
    found: dict[str, Picture] = {}
    for path in sorted(one for one in wanted if one in tree and pictures.is_picture(one)):
        row = rows.get(path)
        if row is not None and row.key == tree[path] != stamps.NONE:
            found[path] = _DECODER.decode(row.value)
            continue
        found[path] = picture_at(root, path)
        kept.put(STEP, path, tree[path], _ENCODER.encode(found[path]))
    kept.forget(STEP, rows.keys() - found.keys())
    gone = sorted(one for one in wanted if one and one not in tree and pictures.is_picture(one))
    return found | {path: Picture(b"", 0, 0, _GONE, near) for path, near in _near(gone, tree if gone else ())}


_GONE: Final = "is not there"


def _near(gone: Iterable[str], tree: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each picture that is not there and has one of nearly its name in its folder, with that."""
    folders: dict[str, list[str]] = {}
    for path in tree:
        if pictures.is_picture(path):
            folders.setdefault(posixpath.dirname(path), []).append(posixpath.basename(path))
    for path in gone:
        folder, name = posixpath.split(path)
        beside = {_stem(one): one for one in sorted(folders.get(folder, ()), reverse=True)}
        if near := difflib.get_close_matches(_stem(name), beside, n=1):
            yield path, posixpath.join(folder, beside[near[0]])


def _stem(name: str) -> str:
    return posixpath.splitext(name)[0].lower()


def picture_at(root: Path, path: str) -> Picture:
    """The picture of content/ at this path, as it is now."""
    try:
        data = files.read_at(f"{root}/{CONTENT}/{path}")
        size = pictures.size(path, data)
    except OSError as error:
        return Picture(b"", 0, 0, f"cannot be read: {error.strerror}")
    except ValueError as error:
        return Picture(b"", 0, 0, str(error))
    return Picture(shelf.digest(data), size.width, size.height)


def enclosed(path: str, mentions: Iterable[Mention], there: Mapping[str, Picture], pages: Pages, address: Callable[[str], str]) -> Enclosed:
    """What a file names: `there` are content's pictures. `address` makes an address of a path."""
    targets: dict[str, Target] = {}
    lead: Target | None = None
    taken: dict[str, None] = {}
    problems: list[Problem] = []
    for one in mentions:
        place = place_of(path, one)
        written = one.written if one.kind in ("image", "lead") else one.written.partition("#")[0]
        picture = there.get(place)
        is_article = place.lower().endswith(ARTICLES)
        if one.kind == "link" and place in pages.files:
            targets[written] = Target(written, pages.files[place])
        elif picture is not None and not picture.wrong:
            target = Target(written, address(place), picture.width, picture.height)
            taken[place] = None
            if one.kind == "lead":
                lead = target
            else:
                targets[written] = target
        elif one.kind == "link" and not is_article and (led := pages.led(path, written)) is not None:
            targets[written] = Target(written, led)
            problems += [] if led else [_closed(path, one)]
        elif one.kind != "link" or is_article or pictures.is_picture(place):
            problems.append(_problem(path, one, place, picture))
    return Enclosed(tuple(targets.values()), lead, tuple(taken), tuple(problems))


def _closed(path: str, one: Mention) -> Problem:
    message = f"{one.written!r} is the address of what is not shown: the link is left out"
    return Problem(f"{CONTENT}/{path}", one.line, message, "mend the address, or take the link out", one.quote, severity="warning")


def _problem(path: str, one: Mention, place: str, picture: Picture | None) -> Problem:
    def said(message: str, hint: str, severity: Literal["error", "warning"] = "error") -> Problem:
        return Problem(f"{CONTENT}/{path}", one.line, message, hint, one.quote, severity)

    if one.kind == "note":
        return said(f"no mark leads to the note {one.written!r}: it is not shown", f"write [^{one.written}] where it belongs", "warning")
    if not place:
        return said(f"{one.written!r} is not in content/", "keep a copy of it there, and name that")
    if picture is not None and picture.wrong != _GONE:
        return said(f"the picture {CONTENT}/{place} {picture.wrong}: it is not shown", "save it again, as what its name says")
    if one.kind == "link":
        return said(f"no page is made of {CONTENT}/{place}: the link is left out", "mend the address, or take the link out", "warning")
    if not pictures.is_picture(place):
        return said(f"{one.written!r} is no picture: it is not shown", f"pictures end in {', '.join(pictures.KINDS)}")
    meant = posixpath.relpath(picture.near, posixpath.dirname(path)) if picture else ""
    return said(f"there is no picture {CONTENT}/{place}", f"did you mean {meant!r}?" if meant else "put it there, or take it out of the text")


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Picture)
