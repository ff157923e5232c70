"""The sections into which briefing writers part an article: 'Why it matters', 'What to watch', 'The bottom line'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefgen.dossier import vocabulary as vocab
from briefgen.text import sentences, shorten

LONGEST: Final = 900
"""Characters of a section's text."""

_HEADS: Final = {
    "The big picture": "the big picture|big picture",
    "Driving the news": "driving the news|the latest|what's new|what's happening|what happened|what just happened|catch up quick|catch up fast",
    "Why it matters": "why it matters|why this matters|why it's important|why you should care|why we care|why it matters now",
    "State of play": "state of play|the state of play|where things stand|where it stands|how things stand",
    "Details": "details|the details|key details|the fine print",
    "By the numbers": "by the numbers|by numbers|the numbers|in numbers",
    "Zoom in": "zoom in|zooming in|a closer look",
    "Zoom out": "zoom out|zooming out",
    "What they're saying": (
        "what they're saying|what they are saying|what he's saying|what she's saying|what they said|what people are saying"
        "|what officials are saying|what experts are saying|what others are saying"
    ),
    "Between the lines": "between the lines|reading between the lines|read between the lines",
    "Context": "context|the context|for context",
    "Background": "background|the background|the backstory|backstory|the back story|the backdrop",
    "Flashback": "flashback|flash back|rewind",
    "What to watch": (
        "what to watch|what to watch for|what's next|what comes next|what happens next|what next|looking ahead|next steps|the next steps"
        "|what we're watching|worth watching"
    ),
    "The bottom line": "the bottom line|bottom line|the takeaway|the upshot",
}
KINDS: Final = tuple(_HEADS)
"""The sections' canonical titles, in the order in which a page shows them."""

_KIND_OF: Final = {head: kind for kind, heads in _HEADS.items() for head in heads.split("|")}
_OTHER_HEADS: Final = frozenset(
    (
        "yes, but|yes but|the other side|the intrigue|how it works|go deeper|be smart|reality check|quick take|our thought bubble|threat level"
        "|of note|worth noting|the big question|the catch|the good news|the bad news|related|read more|editor's note|correction|sources"
    ).split("|")
)
"""Heads that end a section and begin none: of teasers, or too various to be collected."""
_ONLY_BEFORE_WORDS: Final = frozenset({"the latest", "the numbers", "in numbers", "what happened", "rewind", "a closer look", "for context"})
"""What is a section's head only with words behind it: alone on a line it may as well be a list of other articles."""

_LONGEST_HEAD: Final = max(map(len, (*_KIND_OF, *_OTHER_HEADS)))
_HEAD: Final = vocab.Expression(rf"\W{{0,4}}([A-Z][\w’', ]{{2,{_LONGEST_HEAD}}}?)\s?(?:[:?]|$)\W{{0,2}}(?:\s+|$)")
_BULLET: Final = vocab.Expression(r"(?:[•·▪◦‣●*–—-]|\d{1,2}[.)])\s+")
_QUOTE: Final = tuple('"“‘«')
_STOPS: Final = vocab.Expression(r"[.!?…][\"'”’»)\]]{0,3}$")
_LONGEST_HEADING: Final = 12
"""Words of a line that may be a heading."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an article."""

    kind: str
    """Its canonical title, one of KINDS."""
    text: str
    """Its words without the head, a line for each paragraph."""


@dataclass(frozen=True, slots=True)
class _Head:
    kind: str
    """'' where it begins no section."""
    rest: str
    """What stands behind it on its line."""


def sections(text: str) -> tuple[Section, ...]:
    """The sections of one article, in its order; `text` has a line for each paragraph, heading and item of a list."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    heads = [_head(line) for line in lines]
    found: list[Section] = []
    for number, head in enumerate(heads):
        if head is None or not head.kind:
            continue
        end = next((later for later in range(number + 1, len(lines)) if heads[later]), len(lines))
        words = _bounded(_lines(head.rest, lines[number + 1 : end]))
        if words:
            found.append(Section(head.kind, words))
    return tuple(found)


def without_head(line: str) -> str:
    """The line without the section's head that it begins with: 'Why it matters: '."""
    head = _head(line)
    return head.rest if head and head.kind and head.rest else line


def _head(line: str) -> _Head | None:
    """The head with which a line begins, or which it is."""
    beginning = line[: _LONGEST_HEAD + 8]
    found = _HEAD.match(line) if ":" in beginning or "?" in beginning or len(line) <= len(beginning) else None
    if found is None:
        return None
    words, rest = found[1].lower().replace("’", "'"), line[found.end() :]
    if not rest and words in _ONLY_BEFORE_WORDS:
        return None
    if rest and ":" not in found[0]:
        return None
    if words in _OTHER_HEADS:
        return _Head("", rest)
    return _Head(_KIND_OF[words], rest) if words in _KIND_OF else None


def _lines(rest: str, after: Sequence[str]) -> list[str]:
    """A section's lines: what stands behind its head, with the list that a colon at its end announces; below a head alone, all up to a heading."""
    if not rest:
        return _up_to_heading(after)
    return [rest, *_list(after)] if rest.endswith(":") else [rest]


def _up_to_heading(lines: Sequence[str]) -> list[str]:
    taken: list[str] = []
    length = 0
    for number, line in enumerate(lines):
        if length > LONGEST or _is_heading(line, lines[number + 1 : number + 2]):
            break
        taken.append(_BULLET.sub("", line, count=1) if _BULLET.match(line) else line)
        length += len(line)
    return taken


def _is_heading(line: str, following: Sequence[str]) -> bool:
    """Whether a line is a heading: short, not ended as sentences are, no item of a list, and prose after it."""
    short = len(line.split()) <= _LONGEST_HEADING and line[0].isalnum() and not line[0].islower()
    return short and not re.search(r"[.!…:;,][\"'”’»)\]]{0,3}$", line) and bool(following) and bool(_STOPS.search(following[0]))


def _list(lines: Sequence[str]) -> list[str]:
    """The items of the list that begins the lines: what is marked or quoted as the first is; of unmarked items that are whole sentences the
    first alone, since nothing tells where they end."""
    if not lines:
        return []
    like = _shape(lines[0])
    taken: list[str] = []
    for line in lines[: 1 if like == "sentence" else 12]:
        if _shape(line) != like:
            break
        taken.append(_BULLET.sub("", line, count=1))
    return taken


def _shape(line: str) -> str:
    if _BULLET.match(line):
        return "bullet"
    if line.startswith(_QUOTE):
        return "quote"
    return "sentence" if _STOPS.search(line) else "fragment"


def _bounded(lines: Sequence[str]) -> str:
    """The lines, cut after the last whole sentence that fits."""
    taken: list[str] = []
    left = LONGEST
    for line in lines:
        if len(line) > left:
            taken.append(_cut(line, left))
            break
        taken.append(line)
        left -= len(line) + 1
    whole = [line for line in taken if line]
    return "\n".join(whole) if whole else shorten(lines[0], LONGEST) if lines else ""


def _cut(line: str, longest: int) -> str:
    """The line's first sentences that fit."""
    length = 0
    taken: list[str] = []
    for sentence in sentences(line):
        length += len(sentence) + 1
        if length > longest + 1:
            break
        taken.append(sentence)
    return " ".join(taken)
