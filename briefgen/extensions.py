"""Code that an archive brings: functions in its folder `extensions/`, which briefgen.toml names.

A function is passed around as its file's source, so that whichever process runs it has the same one, and that what it makes can be kept
under it. Each file stands on its own: it may import what is installed, and no other file of the archive.
"""

from __future__ import annotations

import difflib
import hashlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final, NamedTuple

from briefgen import config, files
from briefgen.config import Extend
from briefgen.problem import Problem, Unreadable
from briefgen.standing import EXTENSIONS


class Extension(NamedTuple):
    """A function of the archive's own."""

    named: str
    """As briefgen.toml names it: 'mail:read'."""
    file: str
    """'extensions/mail.py'."""
    source: bytes


class Extensions(NamedTuple):
    """All of them."""

    readers: tuple[tuple[str, Extension], ...] = ()
    """By the ending of the seeds that they read: '.eml'."""
    rules: tuple[Extension, ...] = ()
    filters: tuple[tuple[str, Extension], ...] = ()
    """By the name that templates give them."""
    pages: tuple[Extension, ...] = ()

    @property
    def key(self) -> bytes:
        """Stands for those that read and label seeds, in the keys of what is made of seeds; b'' for none."""
        parts = [part for ending, one in self.readers for part in (ending.encode(), *_parts(one))]
        parts += [part for one in self.rules for part in _parts(one)]
        return hashlib.blake2b(b"\0".join(parts), digest_size=16).digest() if parts else b""

    def endings(self, usual: Iterable[str]) -> tuple[str, ...]:
        """What the names of seeds end in: the usual endings, and those of the readers."""
        return tuple(dict.fromkeys((*usual, *dict(self.readers))))

    def reader_of(self, ending: str) -> Extension | None:
        """The reader of seeds whose name ends so."""
        return dict(self.readers).get(ending)


def _parts(one: Extension) -> tuple[bytes, bytes]:
    return one.named.encode(), one.source


NONE: Final = Extensions()


def load(root: Path, extend: Extend) -> Extensions:
    """What briefgen.toml names. Runs each file once. Raises Unreadable with all that cannot be had, one problem after the other."""
    if extend == Extend():
        return NONE
    wanted = dict.fromkeys((*dict(extend.readers).values(), *extend.rules, *dict(extend.filters).values(), *extend.pages))
    found: dict[str, Extension] = {}
    problems: list[Problem] = []
    for named in wanted:
        try:
            found[named] = _found(root, named)
            _known(root, found[named])
        except Unreadable as error:
            problems += error.problems
    if problems:
        raise Unreadable(*sorted(set(problems)))
    return Extensions(
        _all(extend.readers, found), tuple(found[one] for one in extend.rules), _all(extend.filters, found), tuple(found[one] for one in extend.pages)
    )


def _all(given: Iterable[tuple[str, str]], found: Mapping[str, Extension]) -> tuple[tuple[str, Extension], ...]:
    return tuple((name, found[named]) for name, named in given)


def _found(root: Path, named: str) -> Extension:
    module, _, _ = named.partition(":")
    file = f"{EXTENSIONS}/{module.replace('.', '/')}.py"
    place = files.file_inside(root / EXTENSIONS, file.removeprefix(f"{EXTENSIONS}/"))
    if place is None:
        there = [one.removesuffix(".py").replace("/", ".") for one in files.scan(root / EXTENSIONS, (".py",))]
        near = difflib.get_close_matches(module, there, n=1)
        hint = f"did you mean {EXTENSIONS}/{near[0].replace('.', '/')}.py?" if near else "make it, or take its line out of [extend]"
        raise Unreadable(replace(_named(root, named), message=f"{named!r}: there is no {file}", hint=hint))
    return Extension(named, file, files.read(place))


def _named(root: Path, named: str) -> Problem:
    """Where briefgen.toml names a function, as the beginning of a problem."""
    return config.place_of(root, "extend", holding=named)


def _known(root: Path, one: Extension) -> None:
    """Runs an extension's file. Raises Unreadable as `function` does, but where the file has no such function at the line that names it."""
    try:
        function(one)
    except _Absent as error:
        own = [name for name, value in vars(_module(one.file, one.source)).items() if callable(value) and not name.startswith("_")]
        near = difflib.get_close_matches(error.name, own, n=1)
        hint = f"did you mean {one.named.rpartition(':')[0]}:{near[0]}?" if near else "write it, or mend its name"
        raise Unreadable(replace(_named(root, one.named), message=f"there is no function {error.name!r} in {one.file}", hint=hint)) from error


class _Absent(Unreadable):
    """Raised where a file has no function of a name."""

    def __init__(self, file: str, name: str) -> None:
        self.name = name
        super().__init__(Problem(file, 0, f"there is no function {name!r} in it", "write it, or mend its name in [extend] in briefgen.toml"))


def function(one: Extension) -> Callable[..., object]:
    """The function itself. Raises Unreadable where its file cannot be run, or has none of that name."""
    try:
        module = _module(one.file, one.source)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        raise Unreadable(_problem(one, error, "when it was loaded")) from error
    name = one.named.rpartition(":")[2]
    made = getattr(module, name, None)
    if not callable(made):
        raise _Absent(one.file, name)
    found: Callable[..., object] = made
    return found


def called(one: Extension, about: str, *given: object) -> object:
    """What the function makes of what it is given. Raises Unreadable where it fails; `about` says over what: 'seeds/a.eml'."""
    try:
        return function(one)(*given)
    except Unreadable:
        raise
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        raise Unreadable(_problem(one, error, f"for {about}" if about else "")) from error


def listed(one: Extension, about: str, given: Iterable[object]) -> list[object]:
    """All that an iterable gives that the function gave: it may be a generator, which fails only now. Raises Unreadable."""
    try:
        return list(given)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        raise Unreadable(_problem(one, error, f"for {about}")) from error


def wrong(one: Extension, about: str, message: str) -> Unreadable:
    """A function that gave what it may not give, to be raised."""
    return Unreadable(Problem(one.file, 0, f"{one.named!r} {message} (for {about})", "docs/extending.md says what it gets and gives"))


def _problem(one: Extension, error: BaseException, about: str) -> Problem:
    """What went wrong in a function, at the innermost line of its own file."""
    text = one.source.decode("utf-8", "replace").splitlines()
    if isinstance(error, SyntaxError) and error.filename == one.file:
        line, said = error.lineno or 0, f"cannot be read as Python: {error.msg}"
    else:
        own = [number for frame, number in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == one.file]
        line, said = own[-1] if own else 0, " ".join(f"{one.named!r} failed {about}".split()) + f": {type(error).__name__}: {error}"[:_LONGEST]
    quote = text[line - 1].strip() if 0 < line <= len(text) else ""
    return Problem(one.file, line, said, "mend the extension", quote)


_LONGEST: Final = 400


@lru_cache(maxsize=64)
def _module(file: str, source: bytes) -> ModuleType:
    """The module that a source makes. It is among Python's own under a name that no other source has: dataclasses look there."""
    name = f"briefgen_extension_{hashlib.blake2b(file.encode() + source, digest_size=8).hexdigest()}"
    loader = _Loader(file, source)
    made = importlib.util.module_from_spec(importlib.machinery.ModuleSpec(name, loader, origin=file))
    sys.modules[name] = made
    try:
        loader.exec_module(made)
    except BaseException:
        del sys.modules[name]
        raise
    return made


class _Loader(importlib.abc.InspectLoader):
    """Runs a source that is at hand."""

    def __init__(self, file: str, source: bytes) -> None:
        self._file = file
        self._source = source

    def get_source(self, _fullname: str) -> str:
        """The source, as traceback shows it."""
        return self._source.decode("utf-8-sig", "replace")

    def get_code(self, _fullname: str) -> CodeType:
        """It, compiled."""
        return self.source_to_code(self._source, self._file)
