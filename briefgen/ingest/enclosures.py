"""The pictures that lie in seeds/ and that a seed's text shows: copied beside the article that is made of it, and named there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from briefgen import content, enclosed, files, markdown, pictures, shelf
from briefgen.archive import CONTENT, SEEDS
from briefgen.enclosed import Mention
from briefgen.extensions import Extensions
from briefgen.ingest import readers
from briefgen.ingest.draft import Draft
from briefgen.problem import Problem, Unreadable
from briefgen.shelf import Shelf
from briefgen.text import slug

STEP: Final = "enclosures"
"""The step under which is kept which pictures each seed shows, as a list of paths below seeds/."""


def unread(root: Path, others: Set[str], seeds: Mapping[str, str], ours: Extensions, kept: Shelf) -> list[Problem]:
    """What is said of the files in seeds/ that are none: nothing of pictures that seeds show. With each seed its digest."""
    shown = _shown(root, seeds, ours, kept) if any(map(pictures.is_picture, others)) else frozenset()
    endings = ", ".join(ours.endings(readers.READERS))
    return [_unread(path, endings) for path in sorted(others - shown)]


def _unread(path: str, endings: str) -> Problem:
    hint = "name it in the text of a Markdown seed, or move it away" if pictures.is_picture(path) else "save it as one of these, or move it away"
    return Problem(f"{SEEDS}/{path}", 0, f"not read: briefgen reads {endings}", hint, severity="warning")


def _shown(root: Path, seeds: Mapping[str, str], ours: Extensions, kept: Shelf) -> frozenset[str]:
    """The paths below seeds/ of the pictures that seeds show."""
    kept.forget(STEP, kept.names(STEP) - seeds.keys())
    return frozenset(place for seed, digest in seeds.items() if _is_markdown(seed, ours) for place in _shown_by(root, seed, digest, ours, kept))


def _is_markdown(seed: str, ours: Extensions) -> bool:
    """Whether a seed's lines may be Markdown."""
    ending = PurePosixPath(seed).suffix.lower()
    return ending in content.SUFFIXES or ours.reader_of(ending) is not None


def _shown_by(root: Path, seed: str, digest: str, ours: Extensions, kept: Shelf) -> list[str]:
    def read() -> bytes:
        try:
            sheet = readers.read(seed, files.read_or_none(root / SEEDS / seed) or b"", ours)
        except Unreadable:
            return msgspec.json.encode([])
        body = "\n\n".join(line.raw for line in sheet.lines if line.raw)
        return msgspec.json.encode(sorted(set(_places(seed, body).values())))

    try:
        return _PLACES.decode(kept.made(STEP, seed, shelf.digest(ours.key, digest.encode()), read))
    except msgspec.DecodeError:  # a damaged shelf
        return []


_PLACES: Final = msgspec.json.Decoder(list[str])


def _places(seed: str, body: str) -> dict[str, str]:
    """The pictures that a seed's text shows, by their address as `markdown.named` has it: where each lies below seeds/."""
    named = [one for one in markdown.named(body) if one.kind == "image"]
    places = {one.written: enclosed.place_of(seed, Mention(one.kind, one.written, one.line, "")) for one in named}
    return {written: place for written, place in places.items() if place and pictures.is_picture(place)}


def beside(root: Path, one: Draft, path: str, problems: list[Problem]) -> Draft:
    """The draft, whose article stands at `path` below content/, with the pictures that its text shows copied beside that. No copy is written
    over another file. What cannot be copied is a problem; what is not there, a build tells."""
    if "![" not in one.body:
        return one
    copies: dict[str, str] = {}
    for written, place in _places(one.file, one.body).items():
        source = files.file_inside(root / SEEDS, place)
        if source is not None and (copy := _copied(root, place, source, path, problems)):
            copies[written] = copy
    body = _readdressed(one.body, copies)
    if body is None:
        problems += [_unnamed(one.file, path, copy) for copy in copies.values()]
        return one
    return replace(one, body=body)


def _copied(root: Path, place: str, source: Path, path: str, problems: list[Problem]) -> str:
    """The name, beside the article at `path`, of the copy of a picture; '' where it cannot be copied, which is a problem."""
    try:
        data = files.read(source)
        pictures.size(place, data)
    except OSError as error:
        problems.append(Problem(f"{SEEDS}/{place}", 0, f"cannot be read: {error.strerror}", "mend its permissions", severity="warning"))
        return ""
    except ValueError as error:
        hint = f"save it again, as what its name says, beside {CONTENT}/{path}, and name it there"
        problems.append(Problem(f"{SEEDS}/{place}", 0, f"{error}: it is not copied", hint, severity="warning"))
        return ""
    folder = (root / CONTENT / path).parent
    return next(name for name in _names(path, place) if files.create(folder / name, data) or files.read_or_none(folder / name) == data)


def _names(path: str, place: str) -> Iterator[str]:
    """What the copy of a picture may be called, one name after the other: the article's name, and its own."""
    ending = PurePosixPath(place).suffix.lower()
    base = f"{PurePosixPath(path).stem}-{slug(PurePosixPath(place).stem, _LONGEST) or 'picture'}"
    yield base + ending
    yield from (f"{base}-{number}{ending}" for number in count(2))


_LONGEST: Final = 40


def _readdressed(body: str, copies: Mapping[str, str]) -> str | None:
    """The text with other addresses of these pictures; None where it would not say the same otherwise."""
    if not copies:
        return body

    def new(found: re.Match[str]) -> str:
        written = _written(found["address"])
        return found["before"] + copies[written] if written in copies else found[0]

    made = _ADDRESS.sub(new, body)
    named_as_copies = [[one._replace(written=copies.get(one.written, one.written)) for one in markdown.named(text)] for text in (body, made)]
    same_words = markdown.plain(made, pictures=True) == markdown.plain(body, pictures=True)
    return made if same_words and named_as_copies[0] == named_as_copies[1] else None


def _written(address: str) -> str:
    """An address, as it stands in the text, as `markdown.named` has it."""
    return next((one.written for one in markdown.named(f"![]({address})")), "")


_ADDRESS: Final = re.compile(
    r"(?P<before>\]\([ \t]*|^[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]*)(?P<address><[^<>\n]*>|(?:[^\s()<>\\]|\\.|\([^\s()<>]*\))+)", re.MULTILINE
)
"""Where an address stands in Markdown: behind a link's or a picture's words, or where one is defined."""


def _unnamed(seed: str, path: str, copy: str) -> Problem:
    place = PurePosixPath(f"{CONTENT}/{path}")
    return Problem(
        f"{SEEDS}/{seed}",
        0,
        f"its picture was copied to {place.with_name(copy)}, but the text does not name it",
        f"name {copy!r} in {place}",
        severity="warning",
    )
