"""A published site held against its manifest: which files are missing, are others, or are more than it names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from briefgen.problem import Problem, Unreadable
from briefgen.site import manifest
from briefgen.site.manifest import File, Manifest

MISSING: Final = "missing"
CHANGED: Final = "changed"
EXTRA: Final = "extra"
UNSEEN: Final = "unseen"
DIGEST: Final = "digest"


class Found(NamedTuple):
    """What lies where a file of the manifest is to be."""

    file: File
    sha256: str = ""
    """'' when there is nothing, or nothing that can be said of it."""
    trouble: str = ""
    """Why it could not be looked at; or, where it could, what is wrong with it beside its digest."""
    is_seen: bool = False
    """Whether it could, although there is trouble with it."""


@dataclass(frozen=True, order=True, slots=True)
class Difference:
    """Something that is not as the manifest says."""

    path: str
    kind: str
    """'missing', 'changed', 'extra', 'unseen' of what could not be looked at, 'digest' of the manifest itself."""
    detail: str


class Place(Protocol):
    """A site wherever it lies: in a folder, in a file, on a host."""

    @property
    def name(self) -> str:
        """What its owner calls it; a path of its files follows it in problems."""

    def manifest(self) -> bytes:
        """Its manifest, not read yet. Raises Unreadable where there is none."""

    def look(self, listed: Sequence[File]) -> Iterator[Found]:
        """What lies at these paths, in any order. It may stop before the end, where it has been refused too often."""

    def others(self, known: Manifest) -> Iterable[Difference]:
        """What lies there and is not named, as far as that can be told."""

    def passes_over(self, path: str) -> bool:
        """Whether nobody can look at what lies at this path."""


@dataclass(frozen=True, slots=True)
class Report:
    """What holding a site against its manifest came to."""

    site: str
    title: str
    base_url: str
    digest: str
    """The archive's own, worked out from the list of files in the manifest."""
    files: int
    """In the manifest."""
    articles: int
    checked: int
    """Files that were looked at."""
    passed_over: tuple[str, ...]
    """Files that a host keeps to itself."""
    differences: tuple[Difference, ...]
    """By path."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The differences as problems."""
        return tuple(sorted(Problem(f"{self.site}/{one.path}", 0, one.detail, _HINTS[one.kind]) for one in self.differences))


def verify(place: Place, *, expected: str = "", sample: int = 0) -> Report:
    """Holds a site against its manifest. `expected` is the archive's digest, or how that begins, as it was noted elsewhere; `sample` how many
    files are looked at, always the same ones of the same archive, 0 for all. Raises Unreadable where there is no manifest that can be read."""
    data = place.manifest()
    try:
        known = manifest.read(data)
    except manifest.Wrong as error:
        raise Unreadable(Problem(f"{place.name}/{manifest.NAME}", 0, f"this is no manifest: {error}", _AGAIN)) from error
    digest = manifest.digest_of(data)
    hidden = tuple(one.path for one in known.files if place.passes_over(one.path))
    listed = [one for one in known.files if not place.passes_over(one.path)]
    chosen = chosen_of(listed, sample, digest) if sample else listed
    looked = list(place.look(chosen))
    found = [*_of_itself(known, digest, expected), *filter(None, map(_difference, looked))]
    if not sample:
        found += place.others(known)
    if len(looked) < len(chosen):
        found.append(Difference(manifest.NAME, UNSEEN, f"given up after {len(looked)} of {len(chosen)} files: too many could not be had"))
    return Report(place.name, known.title, known.base_url, digest, len(known.files), len(known.articles), len(looked), hidden, tuple(sorted(found)))


def chosen_of(listed: Sequence[File], number: int, digest: str) -> list[File]:
    """So many of these files, by lot: which, the archive's digest says."""
    drawn = sorted(listed, key=lambda one: hashlib.sha256(f"{digest}{one.path}".encode()).digest())
    return sorted(drawn[:number])


def _of_itself(known: Manifest, digest: str, expected: str) -> Iterator[Difference]:
    """What is wrong with the manifest itself."""
    if known.digest != digest:
        yield Difference(manifest.NAME, DIGEST, f"the digest that it states is not that of what it says, which is {digest}")
    if not digest.startswith(expected):
        yield Difference(manifest.NAME, DIGEST, f"the archive's digest is {digest}, and not the one that was noted")


def _difference(found: Found) -> Difference | None:
    file = found.file
    if found.trouble:
        return Difference(file.path, CHANGED if found.is_seen else UNSEEN, found.trouble)
    if not found.sha256:
        return Difference(file.path, MISSING, "not there, though the manifest names it")
    if found.sha256 != file.sha256:
        return Difference(file.path, CHANGED, f"not what was published: its SHA-256 is {found.sha256}, and was {file.sha256}")
    return None


_AGAIN: Final = (
    "get the site or the pack from its publisher again; if it is your own, build it again, and publish all of it, as 'briefgen deploy --all' does"
)
_HINTS: Final = {
    MISSING: _AGAIN,
    CHANGED: f"{_AGAIN}; and find out who changed it",
    EXTRA: "take it away, if nobody put it there on purpose",
    UNSEEN: "try again later",
    DIGEST: f"do not rely on it, since its manifest was changed or it is another build: {_AGAIN}",
}
