"""TOML as a table, and where in the text its keys stand."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.problem import Unreadable


def read(data: bytes, path: str) -> tuple[str, dict[str, object]]:
    """A file's text, and the table that it holds. Raises Unreadable with what is wrong, in the file `path`."""
    import tomllib

    try:
        source = data.decode("utf-8-sig")
        return source, tomllib.loads(source)
    except UnicodeDecodeError as error:
        raise _unreadable(path, 0, f"not UTF-8 ({error.reason} at byte {error.start})", "save it as UTF-8") from error
    except (ValueError, RecursionError) as error:  # TOMLDecodeError is a ValueError, and so is a number of 5,000 digits
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        number = int(place[1]) if place else 0
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise _unreadable(path, number, f"not valid TOML: {message}", quote=line(source, number)) from error


def line_of(source: str, key: str, start: int = 1, end: int | None = None) -> int:
    """The first line that begins with a key, or with a table's name, from line `start` on and before `end`; 0 when none does."""
    pattern = re.compile(rf"\s*(?:\[\s*)*[\"']?{re.escape(key)}[\"']?\s*[=\].]")
    lines = source.splitlines()
    return next((number for number, text in enumerate(lines[start - 1 : end and end - 1], start) if pattern.match(text)), 0)


def line(source: str, number: int) -> str:
    """A line, without the white space at its ends; '' when there is no such line."""
    lines = source.splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def known(key: str, keys: Iterable[str]) -> str:
    """A hint at the key that was meant, or at those that there are."""
    import difflib

    names = tuple(keys)
    close = difflib.get_close_matches(key, names, n=1)
    return f"did you mean {close[0]!r}?" if close else f"the keys are {', '.join(names)}"


def _unreadable(path: str, number: int, message: str, hint: str = "", quote: str = "") -> Unreadable:
    from briefgen.problem import Problem, Unreadable

    return Unreadable(Problem(path, number, message, hint, quote))
