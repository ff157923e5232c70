"""What is raised where a state that was named is not to be had."""

from __future__ import annotations


class Refused(Exception):
    """A state cannot be had, or not be recorded: why, and what to do instead. Nothing was written."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
