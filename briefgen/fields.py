"""The fields of a file's front matter, each read as what it is to be, and what is wrong with them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final, Literal, TypeAlias
from urllib.parse import urlsplit

from briefgen import dates, files, frontmatter
from briefgen.frontmatter import Field, Malformed
from briefgen.model import Plain
from briefgen.problem import Problem, Unreadable

Names: TypeAlias = Mapping[str, tuple[int, str]]
"""Each name that a key may have, with its place among that key's names, and the key."""
_LONGEST_NAME: Final = 200
_SLUG = re.compile(r"[^\s/\\:*?#%\"<>|\x00-\x1f]+")


def ranked(keys: Mapping[str, tuple[str, ...]]) -> Names:
    """The names of these keys: of several in a file the one that stands first here counts."""
    return {name: (place, key) for key, names in keys.items() for place, name in enumerate(names)}


def opened(path: str, data: bytes, names: Names) -> tuple[Fields, str]:
    """The fields of a file below `content/`, and the text under them. Raises Unreadable for what is not Markdown with front matter at all."""
    place = f"content/{path}"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(Problem(place, line, f"not UTF-8 ({error.reason})", "save it as UTF-8")) from error
    try:
        head, body, form = frontmatter.split(text)
        fields = frontmatter.fields(head, form)
    except Malformed as error:
        quote = _line(text, error.line)
        raise Unreadable(Problem(place, error.line, error.message, error.hint, quote)) from error
    return Fields(place, fields, names, text), body.strip("\r\n").replace("\r\n", "\n")


@dataclass(slots=True)
class Fields:
    """Front matter's fields, read one by one, and what is wrong with them."""

    path: str
    """Below the archive's root."""
    named: dict[str, Field]
    """By the names that the file has."""
    names: Names
    whole: str
    """The file, of which problems quote lines."""
    problems: list[Problem] = field(default_factory=list)
    present: dict[str, Field] = field(init=False)
    """By the key's own name: of those that stand for one key the first that `ranked` was given."""

    def __post_init__(self) -> None:
        found = sorted((*self.names[name], name) for name in self.named if name in self.names)
        self.present = {key: self.named[name] for _, key, name in reversed(found)}

    def found(self, key: str) -> Field | None:
        """The field as it stands there; None where there is none."""
        return self.present.get(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or several."""
        given = self.found(key)
        if given is None or given.value == "":
            return ()
        texts = tuple(frontmatter.texts(given.value))
        if not texts and given.value != ():
            self.error(given, f"{key} is neither text nor a list of texts")
        return texts

    def text(self, key: str) -> str:
        """A single one."""
        given = self.found(key)
        if given is None:
            return ""
        if isinstance(given.value, str):
            return given.value.strip()
        texts = tuple(frontmatter.texts(given.value))
        if len(texts) != 1:
            self.error(given, f"{key} is not a single text", "write one value")
        return "".join(texts[:1])

    def date(self, key: str) -> str:
        """A date in ISO 8601, as precise as is said."""
        given = self.found(key)
        value = self.text(key)
        if given is None or value.lower() in ("", "true", "false", "yes", "no"):
            return ""
        try:
            return dates.parse(value)
        except ValueError:
            self.error(given, f"{key} {value!r} is not a date", "write it as YYYY-MM-DD")
            return ""

    def address(self, key: str) -> str:
        """An http(s) address."""
        given = self.found(key)
        value = self.text(key)
        if given is None or not value or _is_web_address(value):
            return value
        self.problems.append(self._problem(given, f"{key} {value!r} is not a web address, and is not shown", "write it with https://", "warning"))
        return ""

    def flag(self, key: str) -> bool:
        """Whether it is set; what is not understood counts as set, which publishes least."""
        given = self.found(key)
        if given is None:
            return False
        value = given.value.strip().lower() if isinstance(given.value, str) else "?"
        if value not in ("true", "false", "yes", "no", ""):
            self.error(given, f"{key} is neither true nor false: it counts as true", f"write '{key}: true' or '{key}: false'")
        return value not in ("false", "no", "")

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        """One of `choices`, the first by default; what is not understood counts as the last, which publishes least."""
        given = self.found(key)
        if given is None or given.value == "":
            return choices[0]
        value = given.value.strip() if isinstance(given.value, str) else ""
        if not value or value not in choices:
            self.error(
                given, f"{key} {value!r} is unknown" if value else f"{key} is not a single text", f"write one of {', '.join(filter(None, choices))}"
            )
            return choices[-1]
        return value

    def slug(self, key: str) -> str:
        """The name of an article's or an event's file."""
        return "".join(self.slugs(key)[:1])

    def slugs(self, key: str) -> tuple[str, ...]:
        """Several of them."""
        given = self.found(key)
        good = tuple(value for value in self.texts(key) if _SLUG.fullmatch(value) and files.is_inside(value) and _is_short(value))
        if given is not None and len(good) != len(self.texts(key)):
            self.error(given, f"{key} is not a slug", "write the name of its file, without folder and ending")
        return good

    def paths(self, key: str) -> tuple[str, ...]:
        """Addresses below the site's root, ending in a file's name."""
        given = self.found(key)
        good = []
        for value in self.texts(key):
            path = value.strip().lstrip("/")
            path = path + "index.html" if path.endswith("/") else path if path.endswith(".html") else path + ".html"
            path = str(PurePosixPath(path))
            if (
                files.is_inside(path)
                and not path.startswith(".briefgen")
                and _is_short(path)
                and given is not None
                and not re.search(r"[<>:\"|?*#%\x00-\x1f\x7f]", path)
            ):
                good.append(path)
            elif given is not None:
                self.error(given, f"{key}: {value!r} is not an address inside the site", "write it like 'old/address.html'")
        return tuple(good)

    def extra(self) -> tuple[tuple[str, Plain], ...]:
        """The unknown keys. One that is nearly a known one is warned of."""
        unknown = {key: given for key, given in self.named.items() if key not in self.names}
        for key, given in unknown.items():
            close = difflib.get_close_matches(key, dict.fromkeys(known for _, known in self.names.values()), n=1, cutoff=0.8)
            if close:
                self.problems.append(self._problem(given, f"unknown key {key!r} is kept as it is", f"did you mean {close[0]!r}?", "warning"))
        return tuple(sorted((key, given.value) for key, given in unknown.items()))

    def refuse(self, message: str, hint: str) -> None:
        """Says that the file as a whole cannot be used."""
        self.problems.append(self._problem(Field(0, ""), message, hint, "error"))

    def error(self, given: Field, message: str, hint: str = "") -> None:
        """Says that a field cannot be read as it stands."""
        self.problems.append(self._problem(given, message, hint, "error"))

    def warn(self, key: str, message: str, hint: str) -> None:
        """Says what is doubtful of a field, or that it is lacking."""
        given = self.found(key) or Field(0, "")
        self.problems.append(self._problem(given, message, hint, "warning"))

    def _problem(self, given: Field, message: str, hint: str, severity: Literal["error", "warning"]) -> Problem:
        quote = _line(self.whole, given.line)
        return Problem(self.path, given.line, message, hint, quote, severity)


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def _is_short(path: str) -> bool:
    """Whether every part of a path, with an ending, is short enough for any disk: they take 255 bytes."""
    return all(len(part.encode()) <= _LONGEST_NAME for part in path.split("/"))


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
