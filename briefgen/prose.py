"""Markdown of the plainest kind, as most articles are: paragraphs, short lists and headings, a link here and there.

It is read without a parser. What is not surely of this kind is declined, for markdown-it-py, which defines our Markdown; what is read
says just what that would say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of one line."""

    level: int
    """From 1 to 6."""
    text: str

    @property
    def texts(self) -> tuple[str, ...]:
        """The heading's one text."""
        return (self.text,)


@dataclass(frozen=True, slots=True)
class Items:
    """A list without space between its items, each of which is one line."""

    start: int | None
    """The first item's number; None where the items have none."""
    texts: tuple[str, ...]


Block: TypeAlias = str | Heading | Items
"""A paragraph is its text. All texts are Markdown still, of which `runs` makes words."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together."""

    tag: str
    """`em`, `strong` or `a`; empty for words on their own."""
    words: str
    href: str = ""
    """Where a link leads."""


def blocks(body: str) -> tuple[Block, ...] | None:
    """The body's blocks; None where they are not all of the plainest kind."""
    if any(sign in body for sign in _STRANGE) or ("[" in body and "]:" in body):
        return None
    inner = body.strip("\n")
    found: list[Block] = []
    for text in inner.split("\n\n") if inner else ():
        block = text if _is_paragraph(text) else _heading(text) or _items(text)
        # two lists may be one with space between its items
        if block is None or (isinstance(block, Items) and found and isinstance(found[-1], Items)):
            return None
        found.append(block)
    return tuple(found)


def may_have_markup(text: str) -> bool:
    """Whether a sign stands in the text with which markup within a line begins."""
    return any(sign in text for sign in _WITHIN)


def runs(text: str) -> tuple[Run, ...] | None:
    """A block's text in runs; None where its markup is not of the plainest kind."""
    found: list[Run] = []
    end = 0
    for match in _PLAIN_MARKUP.finditer(text):
        found += [Run("", text[end : match.start()]), _run(match)]
        end = match.end()
    found.append(Run("", text[end:]))
    between = found[::2]
    return None if any(_MARKUP.search(run.words) for run in between) else tuple(run for run in found if run.words)


_STRANGE: Final = ("\t", "\r", "\0", "\ufeff")
"""Tabs, line ends of other systems, and what versions of markdown-it-py treat differently. Definitions of links (`]:`) are declined too:
wherever one stands, it may change how brackets elsewhere are read."""

_SIGNS: Final = frozenset("#>-+*_`~=|:0123456789")
"""What a line begins with when it may be more than a line of a paragraph."""
_HARMLESS: Final = re.compile(r"[0-9]+(?![0-9.)])|[0-9]+[.)](?=[^\s0-9.)])|#[^\s#]|[-+][0-9A-Za-z]|[*_]{1,3}[^\s*_]|`[^`\s]|~[^~\s]")
"""A line of a paragraph for all that, with a number or an emphasized word: no heading, no item, no rule, no underline, no fence."""

_HEADING: Final = re.compile(r"(#{1,6}) ([^#\n]+)")
_BULLET: Final = re.compile(r"[-+*](?= \S)")
_NUMBER: Final = re.compile(r"([0-9]{1,9})[.)](?= \S)")


def _is_paragraph(text: str) -> bool:
    if "\n" in text:
        return all(map(_is_paragraph_line, text.split("\n")))
    return _is_paragraph_line(text)


def _is_paragraph_line(line: str) -> bool:
    return line != "" and line == line.strip() and (line[0] not in _SIGNS or _HARMLESS.match(line) is not None)


def _heading(text: str) -> Heading | None:
    found = _HEADING.fullmatch(text)
    return Heading(len(found[1]), found[2]) if found and found[2] == found[2].strip() else None


def _items(text: str) -> Items | None:
    kind = _BULLET if _BULLET.match(text) else _NUMBER
    marks = [kind.match(line) for line in text.split("\n")]
    texts = [line[mark.end() + 1 :] for line, mark in zip(text.split("\n"), marks, strict=True) if mark]
    if len(texts) < len(marks) or not all(map(_is_paragraph_line, texts)) or len({mark[0][-1] for mark in marks if mark}) > 1:
        return None
    return Items(int(marks[0][1]) if kind is _NUMBER and marks[0] else None, tuple(texts))


_WITHIN: Final = ("\\", "`", "*", "_", "[", "<", "&", "~")
_MARKUP: Final = re.compile(r"\\|`|\*|_(?:(?<![0-9A-Za-z_]_)|(?![0-9A-Za-z_]))|\]\(|<(?! )|&(?:#|[A-Za-z][0-9A-Za-z]+;)|~~")
"""Markup may begin here. It does not with an underscore within a word, a bracket that no address follows, an ampersand alone. As in the
next pattern, each choice begins with its sign, so that `re` looks for a few signs and nothing else: that is eight times as quick."""

_PLAIN_MARKUP: Final = re.compile(
    r"""
    \\ (?P<escaped> [!-/:-@\[-`{-~] )
  | \[ (?<! !\[ ) (?P<link> [^]\[\\`*_<&~\n]+ ) \] \( (?P<href>
        https?:// (?=[a-z0-9.-]{1,60}[/)]) [a-z0-9]+ (?:-[a-z0-9]+)* (?: \. [a-z0-9]+ (?:-[a-z0-9]+)* )+
        / [0-9A-Za-z/._~-]* (?: \? [0-9A-Za-z._=&-]+ )? (?: \# [0-9A-Za-z_-]+ )?
    ) \)
  | \* (?<! [^ \n("“‘'] \* ) (?P<second> \*? ) (?P<stressed> (?! \s ) [^]\[\\`*_<&~\n]+ (?<! \s ) ) \* (?P=second) (?= [ \n.,;:!?)"”’'] | \Z )
    """,
    re.VERBOSE,
)
"""Escaped signs; links elsewhere, with an address that needs no encoding; emphasis that stands between spaces or marks of punctuation."""


def _run(match: re.Match[str]) -> Run:
    if match["escaped"]:
        return Run("", match["escaped"])
    return Run("a", match["link"], match["href"]) if match["link"] else Run("strong" if match["second"] else "em", match["stressed"])
