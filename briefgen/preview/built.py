"""What came of one build of the preview."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.preview.following import Shown
from briefgen.problem import Problem
from briefgen.site.build import Report


@dataclass(frozen=True, slots=True)
class Built:
    """What came of one build of the preview."""

    changed: tuple[str, ...]
    """The files because of which it was built, relative to the archive where they are in it, sorted; () for the first build."""
    report: Report | None
    """None when nothing could be built."""
    problems: tuple[Problem, ...]
    """The report's, or why nothing could be built."""
    seconds: float = 0.0
    """From the beginning of the build to its end."""
    shown: Shown | None = None
    """What was shown before the build was done, if anything was."""
    by_hand: tuple[str, ...] = ()
    """Those of `changed` that the build before had not read as they are: what is left out is what the ingest wrote itself, or a file that
    was saved as it was."""
    desk: tuple[str, ...] = ()
    """The paths of the pages for maintainers that are others now, where they are no part of the site."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What the browser shows."""
        return tuple(problem for problem in self.problems if problem.severity == "error")
