"""A seed's lines with what is known of each: the value that the steps of ingest pass on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

Kind = Literal["text", "heading", "item", "quote", "row", "rule"]
Label = Literal[
    "title", "summary", "byline", "date", "outlet", "credit", "caption", "body", "heading", "image", "teaser", "tags", "correction", "boilerplate"
]

KEPT: Final = ("body", "heading")
"""The labels of the lines that are the article's own text; its body in Markdown has its images too."""


@dataclass(frozen=True, slots=True)
class Markup:
    """What a saved page's markup says of one of its lines."""

    tag: str
    """The element that the line stands in."""
    places: tuple[str, ...]
    """Of the elements around it those that say where it is: 'article', 'nav', 'footer' …"""
    classes: tuple[str, ...]
    """The words of the classes and names of the elements around it, each once."""
    linked: float
    """The share of the text that is links, 0 to 1."""
    set_off: float
    """The share of the text that is emphasized."""
    alike: float
    """The share of the page's paragraphs, by words, that stand in elements like the line's."""
    depth: int
    """Elements between the line and the one that holds most of the paragraphs; 8 outside of it, 9 outside of them all."""
    kept: bool
    """Whether trafilatura takes the line for the article's text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a seed that is not blank."""

    number: int
    """In the seed's file, counted from 1; for HTML, in the text that was made of it."""
    text: str
    """On one line, without white space at its ends and without the bullet of an item."""
    block: int
    """Lines that stand together, with no blank line between them, have the same number."""
    kind: Kind = "text"
    raw: str = ""
    """The Markdown of a line that was Markdown already; '' where text has to be escaped."""
    markup: Markup | None = None
    """What the page's markup says of the line; None where there was no markup."""
    inline: str = ""
    """The line's text as Markdown, with its links and emphasis; '' where it has none."""
    image: str = ""
    """The address of the image that the line describes."""
    caption: str = ""
    """The image's caption."""
    more: int = 0
    """How many further lines of the file were made one with it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rule says of a line."""

    label: Label
    rule: str
    """The rule's name, as `briefgen explain` shows it."""
    sure: float
    """From 0 to 1: a rule's by judgement; in the end the model's chance that the line is the article's text, or that it is not."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One candidate for one field of the article's metadata, with its evidence."""

    field: str
    value: str
    score: float
    """From 0 to 1: of the candidates of one field the highest is taken."""
    rule: str
    line: int = 0
    """Where it stands; 0 when it is not on a line (a meta tag, a file's front matter)."""
    inferred: bool = False
    """Whether a person should confirm it."""


@dataclass(frozen=True, slots=True)
class Teaser:
    """Another article, as a page names it."""

    title: str
    author: str = ""
    outlet: str = ""
    when: str = ""
    """A date, or an age ('24 hours ago') that becomes a date when the page's own is known."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Mend:
    """Something broken that was put right."""

    line: int
    what: str


_TOGETHER: Final = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page in the making: its lines, what the rules so far have said of each, and the facts found."""

    lines: tuple[Line, ...]
    marks: tuple[Mark | None, ...]
    facts: tuple[Fact, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    mends: tuple[Mend, ...] = ()

    def marked(self, marks: dict[int, Mark]) -> Sheet:
        """The sheet with these marks on lines that had none; what an earlier rule said stands."""
        return replace(self, marks=tuple(old or marks.get(i) for i, old in enumerate(self.marks)))

    def label(self, index: int) -> str:
        """The label of a line; '' when it has none yet, or when there is no such line."""
        mark = self.marks[index] if 0 <= index < len(self.marks) else None
        return mark.label if mark else ""

    def free(self) -> list[int]:
        """The lines of which nothing is known yet."""
        return [i for i, mark in enumerate(self.marks) if mark is None]

    def block(self, index: int) -> list[int]:
        """The lines that stand together with this one, it included, and no more than 100 above and below."""
        number = self.lines[index].block
        first = last = index
        while first and index - first < _TOGETHER and self.lines[first - 1].block == number:
            first -= 1
        while last + 1 < len(self.lines) and last - index < _TOGETHER and self.lines[last + 1].block == number:
            last += 1
        return list(range(first, last + 1))

    def is_alone(self, index: int) -> bool:
        """Whether a line stands by itself, between blank lines."""
        beside = [self.lines[i].block for i in (index - 1, index + 1) if 0 <= i < len(self.lines)]
        return self.lines[index].block not in beside

    def find(self, label: str) -> list[int]:
        """The lines with this label."""
        return [i for i, mark in enumerate(self.marks) if mark is not None and mark.label == label]


_TERMINAL: Final = re.compile(r"[.!?…:;。！？][\"'”’»)\]」』）]*$|,[\"”’]$")


def ends_like_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does: with a full stop, another terminal mark, or a closing quotation mark."""
    return bool(_TERMINAL.search(text))


_IDEOGRAPH: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


@lru_cache(maxsize=4096)  # every rule asks for it
def word_count(text: str) -> int:
    """How many words there are, split at white space; two ideographs count as one more."""
    return len(text.split()) if text.isascii() else len(text.split()) + len(_IDEOGRAPH.findall(text)) // 2


def is_prose(line: Line) -> bool:
    """Whether a line reads like a paragraph of an article, rather than like a headline, a menu or a name."""
    count = word_count(line.text)
    return (count >= 6 and ends_like_sentence(line.text)) or count >= 25
