"""A query's words, phrases, fields, operators and parentheses: what it is made of, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias, cast

from briefgen.search.days import DateField, dated
from briefgen.search.nodes import COLUMNS, Field, InSection, InTitle, Named, Node, Note, Nothing, Phrase, Prefix, Word, all_of
from briefgen.search.terms import is_unspaced, terms

_SPACE: Final = "\t\n\v\f\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What JavaScript takes for white space."""
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
_PIECE: Final = re.compile(
    rf"(?P<space>[{_SPACE}]+)"
    rf"|(?P<minus>(?<![^{_SPACE}(])-(?=[^{_SPACE})-]))"  # where a word begins, and before one
    r'|"(?P<quoted>[^"]*)"?'
    r"|(?P<open>\()"
    r"|(?P<close>\))"
    rf'|(?P<raw>[^{_SPACE}"()]+)'
)
_DATES: Final = ("before", "after", "date")
_FIELDS: Final = frozenset({"title", "section", *COLUMNS, *_DATES})
_OPERATORS: Final[dict[str, Literal["", "or", "not"]]] = {"AND": "", "OR": "or", "|": "or", "NOT": "not"}
"""What they say; AND says nothing that would not be said without it."""


_UNKNOWN: Final = re.compile(r"([A-Za-z]{2,}):(?!/)(.*)", re.DOTALL)
"""What looks like a field, and not like an address."""

Kind: TypeAlias = Literal["atom", "not", "or", "open", "close"]


class Token(NamedTuple):
    """A part of a query that stands for itself."""

    kind: Kind
    node: Node = Nothing()
    """An atom's."""


class _Piece(NamedTuple):
    kind: str
    text: str


_END: Final = _Piece("end", "")


class _Value(NamedTuple):
    """What stands behind a field's colon."""

    text: str
    end: int
    """The place of the piece behind it."""
    is_quoted: bool = False


def query_terms(text: str) -> tuple[str, ...]:
    """The terms by which a text is looked for, wherever they stand. Of a run of a script without spaces its pairs say all: the index has its
    last character as a term too, but only where such a run ends."""
    found = terms(text)
    return tuple(term for before, term in pairwise(["", *found]) if not _is_last_of_run(before, term))


def row_terms(text: str) -> tuple[str, ...]:
    """The terms by which a text is looked for, where they stand one after the other: within the row each of them is there."""
    found = terms(text)
    return tuple(found[:-1] if len(found) > 1 and _is_last_of_run(found[-2], found[-1]) else found)


def _is_last_of_run(before: str, term: str) -> bool:
    return _is_alone(term) and len(before) == 2 and is_unspaced(before)


def _is_alone(term: str) -> bool:
    """Whether it is a single character of a script without spaces."""
    return len(term) == 1 and is_unspaced(term)


def tokens(text: str, notes: list[Note], *, typing: bool = False) -> Iterator[Token]:
    """The tokens of a query; what has to be said of them is added to `notes`. With `typing` the word at the end may be the beginning of
    one. What has no terms is no token."""
    pieces = [_Piece(kind, found[kind]) for found in _PIECE.finditer(text.translate(_QUOTES)) if (kind := found.lastgroup)]
    place, before = 0, ""
    while place < len(pieces):
        minus = place > 0 and pieces[place - 1].kind == "minus"
        token, place = _token(pieces, place, notes, is_word=minus, typing=typing and not minus and before != "not")
        if token is not None:
            if minus:
                yield Token("not")
            yield token
            before = token.kind


def _token(pieces: Sequence[_Piece], place: int, notes: list[Note], *, is_word: bool, typing: bool) -> tuple[Token | None, int]:
    """The token that begins at a place, if one does, and the place behind it. `is_word` says that it is no operator, whatever it looks like."""
    kind, text = pieces[place]
    end = place + 1
    node: Node | None = None
    if kind in ("open", "close"):
        return Token(cast(Kind, kind)), end
    if kind == "quoted":
        node = _phrase(row_terms(text))
    elif kind == "raw" and text in _OPERATORS and not is_word:
        operator = _OPERATORS[text]
        return (Token(operator) if operator else None), end
    elif kind == "raw":
        node, end = _word_or_field(pieces, place, notes, typing=typing)
    return (Token("atom", node) if node is not None else None), end


def _phrase(found: tuple[str, ...]) -> Node | None:
    if len(found) == 1 and _is_alone(found[0]):
        return Prefix(found[0])
    return Phrase(found, "") if found else None


def _word_or_field(pieces: Sequence[_Piece], place: int, notes: list[Note], *, typing: bool) -> tuple[Node | None, int]:
    text = pieces[place].text
    name = _field(text)
    if not name:
        if (unknown := _UNKNOWN.match(text)) and (unknown[2] or (pieces[place + 1 : place + 2] and pieces[place + 1].kind == "quoted")):
            notes.append(Note("field", f"{unknown[1]}:"))
        return _words(text, is_prefix=text.endswith("*"), typing=typing and place + 1 == len(pieces)), place + 1
    value = _value(pieces, place)
    known = _in_field(name, value)
    if known is not None:
        return known, value.end
    typed = text[: len(name)]
    if name in _DATES and value.text:
        notes.append(Note("date", value.text))
        typed = f"{typed} {value.text}"
    typing = typing and value.end == len(pieces) and not value.is_quoted and not value.text.endswith("*")
    return _words(typed, is_prefix=False, typing=typing), value.end


def _field(text: str) -> str:
    """The field that a word names before a colon; '' where it names none."""
    name, colon, _ = text.partition(":")
    return name.lower() if colon and name.isascii() and name.lower() in _FIELDS else ""


def _value(pieces: Sequence[_Piece], place: int) -> _Value:
    """What stands behind the colon of the field at a place, with or without white space between."""
    value = pieces[place].text.partition(":")[2]
    if value:
        return _Value(value, place + 1)
    ahead = [*pieces[place + 1 : place + 3], _END, _END]
    skipped = 1 if ahead[0].kind == "space" else 0
    kind, text = ahead[skipped]
    is_value = kind == "quoted" or (kind == "raw" and skipped and text not in _OPERATORS and not text.startswith("-") and not _field(text))
    return _Value(text.strip(_SPACE), place + skipped + 2, is_quoted=kind == "quoted") if is_value else _Value("", place + 1)


def _in_field(name: str, value: _Value) -> Node | None:
    """What a field asks for; None when its value says nothing."""
    if name in _DATES:
        return dated(cast(DateField, name), value.text)
    found = query_terms(value.text)
    if not found:
        return None
    if name in COLUMNS:
        return Named(name, row_terms(value.text), value.is_quoted)
    if value.is_quoted:
        return Phrase(row_terms(value.text), cast(Field, name))
    return all_of(tuple(InTitle(term) if name == "title" else InSection(term) for term in found))


def _words(text: str, *, is_prefix: bool, typing: bool) -> Node | None:
    found = query_terms(text)
    if not found:
        return None
    nodes = [Prefix(term) if _is_alone(term) else Word(term) for term in found]
    if is_prefix:
        nodes[-1] = Prefix(found[-1])
    elif typing and not _is_alone(found[-1]):
        nodes[-1] = Prefix(found[-1], typing=True)
    return all_of(tuple(nodes))
