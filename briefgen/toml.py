"""TOML as a table, and where in the text its keys stand."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
        number = int(place[1]) if place else len(source.splitlines()) if "(at end of document)" in str(error) else 0
        message, hint = plainly(str(error))
        if "document" in str(error):
            number = _unclosed(source, message) or number
        if _TWICE.match(str(error)):
            message, hint = _twice(source, number) or (message, hint)
        raise _unreadable(path, number, f"not valid TOML: {message}", hint, line(source, number)) from error


def plainly(said: str) -> tuple[str, str]:
    """What the parser says of a text, without the place, and what to do about it; '' where that is not known."""
    message = re.sub(r"\s*\(at .*\)$", "", said, flags=re.DOTALL)
    return next(((plain or message, hint) for sign, plain, hint in _PLAINLY if sign in message), (message, ""))


_QUOTE = "a quotation mark is not closed"
_CLOSE = "put the same mark at the end of the text"
_PLAINLY = (
    ("Illegal character '\\n'", _QUOTE, _CLOSE),
    ("Unterminated string", _QUOTE, _CLOSE),
    ('Expected "\'"', _QUOTE, _CLOSE),
    ("Unclosed array", "a '[' is not closed", "close it with ']'"),
    ("Unclosed inline table", "a '{' is not closed on its line", "close it with '}'"),
    ("Invalid value", "", 'put text in quotes, as in key = "text"; write true and false small'),
    ("Expected newline or end of document after a statement", "", "put the whole text in one pair of quotes, and each key on its own line"),
    ("Expected '=' after a key", "", 'write a line as key = "value"'),
    ("Expected ']'", "", "close the table's name with ']'"),
    ("Unescaped '\\'", "", "write two of it, or put the text in '…'"),
    ("Cannot overwrite a value", "", "keep one of the lines with this key"),
    ("Cannot declare", "", "keep one of the tables of this name"),
)
"""What the parser says, how to say it plainly ('' where it does), and what to do."""


def _unclosed(source: str, message: str) -> int:
    """The line of what is open where a text ends, which is all that the parser knows: the last that opens such a thing; 0 for none."""
    signs = ('"', "'") if message == _QUOTE else ("[",)
    lines = source.splitlines()
    return next((at for at in range(len(lines), 0, -1) if _PAIR.match(lines[at - 1]) and any(sign in lines[at - 1] for sign in signs)), 0)


def _twice(source: str, number: int) -> tuple[str, str] | None:
    """What is wrong where the key or table on a line is given before it, and what to do; None where no such line is found."""
    *before, (at, path, is_table) = [one for one in _given(source) if one[0] <= number] or [(0, (), False)]
    same = [on for on, other, _ in before if other == path]
    above = [on for on, other, is_head in before if not is_head and other == path[: len(other)]]
    below = [on for on, other, _ in before if not is_table and path == other[: len(path)]]
    if not at or not (others := same or above or below):
        return None
    name = f"[{'.'.join(path)}]" if is_table else repr(".".join(path))
    return f"{name} is there already, on line {others[-1]}: {line(source, others[-1])}", "keep one of the two"


def line_of(source: str, key: str, start: int = 1, end: int | None = None) -> int:
    """The first line that begins with a key, or with a table's name, from line `start` on and before `end`; 0 when none does."""
    pattern = re.compile(rf"\s*(?:\[\s*)*[\"']?{re.escape(key)}[\"']?\s*[=\].]")
    lines = source.splitlines()
    return next((number for number, text in enumerate(lines[start - 1 : end and end - 1], start) if pattern.match(text)), 0)


def place_of(source: str, *keys: str) -> int:
    """The line where the value that these keys lead to is given, or else the nearest that it is in; 0 when that is on none."""
    found, depth = 0, 0
    for number, path, _ in _given(source):
        shared = next((at for at, (one, other) in enumerate(zip(path, keys, strict=False)) if one != other), min(len(path), len(keys)))
        if shared > depth and shared in (len(path), len(keys)):
            found, depth = number, shared
    return found


def _given(source: str) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """The lines that begin a table or give a key a value, each with the path of that, and whether it is a table."""
    table: tuple[str, ...] = ()
    for number, text in enumerate(source.splitlines(), 1):
        if head := _HEAD.match(text):
            table = _parts(head[1])
            yield number, table, True
        elif pair := _PAIR.match(text):
            yield number, (*table, *_parts(pair[1])), False


def _parts(text: str) -> tuple[str, ...]:
    return tuple(quoted or other or bare for quoted, other, bare in _PART.findall(text))


_NAME = r"""(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)"""
_TWICE = re.compile(r"Cannot (?:overwrite|declare|redefine|mutate)")
_HEAD = re.compile(rf"\s*\[{{1,2}}\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*\]")
_PAIR = re.compile(rf"\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=")
_PART = re.compile(r"""\"([^"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)""")


def line(source: str, number: int) -> str:
    """A line, without the white space at its ends; '' when there is no such line."""
    lines = source.splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def written(value: object) -> str:
    """A text, number, switch or list as TOML has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, str):
        return '"' + "".join(_ESCAPED.get(sign) or (sign if sign >= " " and sign != "\x7f" else f"\\u{ord(sign):04x}") for sign in value) + '"'
    return str(value)


def shown(value: object) -> str:
    """A value of TOML as a message quotes it: texts as elsewhere, all else as TOML has it."""
    if isinstance(value, list):
        return f"[{', '.join(map(shown, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {shown(item)}' for key, item in value.items())} }}" if value else "{}"
    return repr(value) if isinstance(value, str) else written(value)


_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def known(key: str, keys: Iterable[str], called: str = "the keys") -> str:
    """A hint at the key that was meant, or at those that there are."""
    import difflib

    names = tuple(keys)
    close = difflib.get_close_matches(key, names, n=1)
    return f"did you mean {close[0]!r}?" if close else f"{called} are {', '.join(names)}"


def _unreadable(path: str, number: int, message: str, hint: str = "", quote: str = "") -> Unreadable:
    from briefgen.problem import Problem, Unreadable

    return Unreadable(Problem(path, number, message, hint, quote))
