"""Where a site is deployed to: the tables `[deploy.NAME]` of briefgen.toml as values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen import toml
from briefgen.keys import given, hosts
from briefgen.keys.policy import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Callable


class Target(NamedTuple):
    """A place that a site is deployed to."""

    name: str
    kind: str
    """One of KINDS."""
    to: str = ""
    """The folder, rsync's destination or rclone's; '' for git."""
    remote: str = ""
    """A git repository's address, or the name that the archive's own repository has for it."""
    branch: str = ""
    folder: str = ""
    """The folder in the branch or below `to`, without slashes at its ends; '' for the top."""
    message: str = ""
    """The commit's, '' for one that counts files."""
    history: bool = True
    """Whether the branch keeps what was deployed before; without, it has one commit."""
    port: int = 0
    """Of ssh; 0 for the usual one."""
    compress: bool | None = None
    """Whether it gets compressed forms too; None for what the archive's key says."""
    edition: str = ""
    """The name of the one of the archive's sites that it gets; '' for the public one."""
    host: str = ""
    """The hosting service that has it, '' where none of those whose limits are known."""


def read(value: object) -> tuple[Target, ...]:
    """The key `deploy`: its targets by name. Raises ValueError."""
    if not isinstance(value, dict):
        raise ValueError('write it as tables: [deploy.default] and below it lines like kind = "folder"')
    found = tuple(sorted(given.each(value, _target).values()))
    wrong = [_shared(one, other) for place, one in enumerate(found) for other in found[:place] if _is_shared(one, other)]
    if wrong:
        raise given.Faulty(*wrong)
    return found


def _is_shared(one: Target, other: Target) -> bool:
    """Whether two editions are to be at one place, where each deploy would put one of them in the place of the other."""
    here, there = ((target.kind, target.to.rstrip("/"), target.remote, target.branch, target.folder) for target in (one, other))
    return here == there and (one.edition or PUBLIC) != (other.edition or PUBLIC)


def _shared(one: Target, other: Target) -> given.Fault:
    editions = [repr(target.edition or PUBLIC) for target in (other, one)]
    message = f"{one.name}: this is where {other.name!r} goes, and they have other editions, {' and '.join(editions)}"
    return given.Fault(message, "give each edition a place of its own", (one.name, "to" if one.to else "remote"))


def _target(name: str, table: object) -> Target:
    if not isinstance(table, dict):
        raise ValueError(f"{toml.shown(table)} is no table", f'write [deploy.{name}] and below it lines like kind = "folder"')
    if not re.fullmatch(r"[A-Za-z0-9]+([-_][A-Za-z0-9]+)*", name):
        raise given.Unknown(f"{name!r} cannot be a target's name", "write letters, digits and hyphens")
    kind = _kind(table)
    return Target(name, kind, **_fields(kind, table))


def _kind(table: dict[str, object]) -> str:
    kind = table.get("kind")
    known = _ALIASES.get(kind, kind) if isinstance(kind, str) else ""
    if known not in KINDS:
        hint = f"write kind = and one of {', '.join(map(repr, (*KINDS, *_ALIASES)))}"
        is_given = "kind" in table
        raise given.Faulty(given.Fault(f"kind: {toml.shown(kind)} is none" if is_given else "it has no kind", hint, ("kind",) if is_given else ()))
    return known


def _fields(kind: str, table: dict[str, object]) -> dict[str, Any]:
    readers = {**_COMMON, **KINDS[kind]}
    hint = f"a target of kind {kind!r} needs {' and '.join(_NEEDED[kind])}"
    found = given.table(table, readers, 'kind = "folder"', {key: (f"it has no {key}", hint) for key in _NEEDED[kind]})
    found.pop("kind")
    return found


def _plain(value: object) -> str:
    """A text that no program takes for an option, and that is on one line. Raises ValueError."""
    text = given.text(value)
    if text.startswith("-") or any(sign < " " or sign == "\x7f" for sign in text):
        raise ValueError(f"{text!r} cannot be", "write it without '-' at its beginning and without control characters")
    return text


def _rsync(value: object) -> str:
    text = _plain(value)
    if ":" in text.partition("/")[0] and not _RSYNC.fullmatch(text):
        raise ValueError(f"{text!r} names no host", 'write it like to = "me@example.org:/var/www/briefings"')
    return text


_RSYNC = re.compile(r"(?!rsync://)(?:[^-@/:\s][^@/:\s]*@)?(?:\[[\w:.%]+\]|[^-@/:\s\[][^@/:\s]*)::?.*|rsync://[^-\s/][^\s]*")
"""USER@HOST:PATH, HOST::MODULE/PATH or rsync://HOST/MODULE/PATH."""


def _rclone(value: object) -> str:
    text = _plain(value)
    if not re.fullmatch(r"[\w.+@][\w.+@ -]*:[^:].*|[\w.+@][\w.+@ -]*:", text):
        hint = 'name a remote of rclone\'s: to = "store:bucket/path"; for a folder write kind = "folder"'
        raise ValueError(f"{text!r} does not begin with a remote's name and ':'", hint)
    return text


def _remote(value: object) -> str:
    text = _plain(value)
    if "::" in text:  # what git takes for a program of its own to run
        raise ValueError(f"{text!r} is no repository's address", "write an address with https or ssh, or a name like 'origin'")
    return text


def _branch(value: object) -> str:
    text = _plain(value)
    parts = text.split("/")
    if not all(re.fullmatch(r"[\w+-][\w.+-]*", part) for part in parts) or ".." in text or text.endswith((".", ".lock")):
        raise ValueError(f"{text!r} is no branch's name", 'write it like branch = "gh-pages"')
    return text


def _inside(value: object) -> str:
    text = _plain(value).strip("/")
    if text and any(part in ("", ".", "..", ".git") or "\\" in part for part in text.split("/")):
        raise ValueError(f"{text!r} is no folder in a branch", 'write it like folder = "docs"')
    return text


def _port(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 65535:
        raise ValueError(f"{toml.shown(value)} is no port", "write it like port = 22")
    return value


def _host(value: object) -> str:
    text = given.text(value)
    if text and text not in hosts.NAMES:
        raise ValueError(f"nothing is known of a host {text!r}", toml.known(text, hosts.NAMES, "the known ones"))
    return text


KINDS: dict[str, dict[str, Callable[[object], object]]] = {
    "git": {"remote": _remote, "branch": _branch, "folder": _inside, "message": given.text, "history": given.whether},
    "rsync": {"to": _rsync, "port": _port},
    "rclone": {"to": _rclone},
    "folder": {"to": _plain},
}
"""The kinds of targets, each with its keys and their readers."""
_NEEDED = {"git": ("remote", "branch"), "rsync": ("to",), "rclone": ("to",), "folder": ("to",)}
_ALIASES = {"s3": "rclone"}
_COMMON: dict[str, Callable[[object], object]] = {"kind": given.text, "edition": given.text, "compress": given.whether, "host": _host}
KEYS = (*_COMMON, *dict.fromkeys(key for keys in KINDS.values() for key in keys))
"""Every key that a target may have."""
