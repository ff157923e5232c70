"""Where in a text of Markdown its addresses stand: those of links and of pictures, and where names are given to some."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, MutableMapping, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from briefgen import markup
from briefgen.dialect import Dialect

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

UNSURE: Final = -1


class Destination(NamedTuple):
    """An address in a text, as the parser took it."""

    address: str
    """Percent-encoded."""
    start: int
    """Where it begins in the text, pointed brackets around it included; UNSURE where that cannot be told."""
    end: int


def destinations(body: str, dialect: Dialect) -> tuple[list[Token], list[Destination]]:
    """The body's tokens, and its addresses in their order, also those of names that nothing uses. Its lines end in line feeds."""
    noted = _Noted(body)
    tokens = _parser(dialect).parse(body, {_NOTED: noted})
    return tokens, sorted(noted.found, key=lambda one: one.start)


class _Noted:
    """What is noted while a text is parsed."""

    def __init__(self, body: str) -> None:
        self.found: list[Destination] = []
        self._lines = body.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._ends: dict[int, int] = {}
        """Where in a line the last cell of a table ended."""
        self._places: list[int] = []
        """Where each line of the block begins in the body."""
        self._inside: list[int] = []
        """And where it begins in the block's text."""
        self.base = 0
        """Where in the block's text that begins which is being parsed."""

    def enter(self, token: Token, *, is_cell: bool) -> None:
        """A block's text comes next."""
        first = token.map[0] if token.map else UNSURE
        self.base = 0
        texts = token.content.split("\n")
        self._inside = [0, *accumulate(len(text) + 1 for text in texts[:-1])]
        self._places = [self._place(first + i, text, is_cell) if first >= 0 else UNSURE for i, text in enumerate(texts)]

    def _place(self, number: int, text: str, is_cell: bool) -> int:
        line = self._lines[number].rstrip() if number < len(self._lines) else ""
        text = text.rstrip()
        if is_cell:
            column = line.find(text, self._ends.get(number, 0))
            self._ends[number] = column + len(text)
        else:
            column = len(line) - len(text) if line.endswith(text) else line.find(text)
        return self._starts[number] + column if column >= 0 else UNSURE

    def note(self, address: str, start: int, end: int) -> None:
        """An address in the block's text."""
        row = bisect_right(self._inside, self.base + start) - 1
        place = self._places[row]
        begin = UNSURE if place == UNSURE else place + self.base + start - self._inside[row]
        self.found.append(Destination(address, begin, begin + end - start))


_NOTED: Final = "noted"


@cache
def _parser(dialect: Dialect) -> MarkdownIt:
    """One that notes addresses."""
    from markdown_it.rules_block import reference
    from markdown_it.rules_inline import image, link

    parser = markup.parser(dialect)
    parser.core.ruler.at("inline", _inline)
    parser.inline.ruler.at("link", _noting(link, 0))
    parser.inline.ruler.at("image", _noting(image, 1))
    parser.block.ruler.at("reference", _noting_names(reference))
    return parser


def _inline(state: StateCore) -> None:
    """What markdown-it-py's rule of this name does, and says which block it is at."""
    noted: _Noted = state.env[_NOTED]
    for i, token in enumerate(state.tokens):
        if token.type == "inline":
            noted.enter(token, is_cell=state.tokens[i - 1].type in ("td_open", "th_open"))
            token.children = token.children or []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _noting(rule: Callable[[StateInline, bool], bool], sign: int) -> Callable[[StateInline, bool], bool]:
    """A rule of links, which begin with so many signs before their bracket."""

    def noting(state: StateInline, silent: bool) -> bool:
        if silent:
            return rule(state, silent)
        noted: _Noted = state.env[_NOTED]
        start, base = state.pos, noted.base
        noted.base += (start + sign + 1) * sign  # the words of a picture are parsed by themselves
        is_taken = rule(state, silent)
        noted.base = base
        if is_taken:
            _note(state, noted, start + sign, is_link=not sign)
        return is_taken

    return noting


def _note(state: StateInline, noted: _Noted, bracket: int, *, is_link: bool) -> None:
    """Notes the address of a link that was taken, if it has one of its own and no name."""
    helpers = state.md.helpers
    at = helpers.parseLinkLabel(state, bracket, is_link) + 1
    if state.src[at : at + 1] != "(":
        return
    at = _behind_spaces(state.src, at + 1)
    found = helpers.parseLinkDestination(state.src, at, state.posMax)
    if found.ok and found.pos < state.pos:
        noted.note(state.md.normalizeLink(found.str), at, found.pos)


def _noting_names(rule: Callable[[StateBlock, int, int, bool], bool]) -> Callable[[StateBlock, int, int, bool], bool]:
    """The rule of names for addresses."""

    def noting(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        is_taken = rule(state, first, last, silent)
        if is_taken and not silent:
            _note_named(state, range(first, state.line))
        return is_taken

    return noting


def _note_named(state: StateBlock, numbers: Sequence[int]) -> None:
    starts = [state.bMarks[number] + state.tShift[number] for number in numbers]
    texts = [state.src[start : state.eMarks[number]] for start, number in zip(starts, numbers, strict=True)]
    text = "\n".join(texts)
    at = 1
    while text[at] != "]":
        at += 2 if text[at] == "\\" else 1
    at = _behind_spaces(text, at + 2)
    found = state.md.helpers.parseLinkDestination(text, at, len(text))
    row = text.count("\n", 0, at)
    start = starts[row] + at - (text.rfind("\n", 0, at) + 1)
    env: MutableMapping[str, Any] = state.env
    env[_NOTED].found.append(Destination(state.md.normalizeLink(found.str), start, start + found.pos - at))


def _behind_spaces(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t", "\n"):
        at += 1
    return at
