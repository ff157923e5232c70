"""A problem: an error or a warning as a value."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import indent
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, and where."""

    path: str
    """The file concerned, relative to the archive's root; '' when it is none in particular."""
    line: int
    """Counted from 1; 0 when no line in particular is wrong."""
    message: str
    hint: str = ""
    """What to do about it: an action."""
    quote: str = ""
    """The line itself; of a template that line among those around it, each with its number."""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        text = f"{place}{self.severity}: {self.message}"
        if self.quote:
            text += f"\n{indent(self.quote, '    ', lambda _: True)}"
        if self.hint:
            text += f"\n    hint: {self.hint}"
        return text


class Unreadable(Exception):
    """Raised where one input cannot be used at all; carries what is wrong with it, so that the others can go through."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def __reduce__(self) -> tuple[type[Unreadable], tuple[Problem, ...]]:
        """As another process needs it to raise it again."""
        return Unreadable, self.problems
