"""The ingest before a build, which looks first whether there is anything to do."""

from __future__ import annotations

from briefgen.commands.ingest import idle, taken_in
from briefgen.commands.saying import say
from briefgen.settled import settle, settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.commands.options import Options
    from briefgen.intake import Report
    from briefgen.library.reading import Reading
    from briefgen.problem import Problem
    from briefgen.shelf import Shelf
    from briefgen.stamps import Tree


class Taking:
    """An ingest, and what came of it."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.seen = -1
        self.wrote = False
        self.problems: Sequence[Problem] = ()
        self.report: Report | None = None
        """None when there was nothing to do."""

    def __call__(self, reading: Reading, seeds: Tree, kept: Shelf) -> Taking:
        """Ingests what is new."""
        root = self._options.root
        known = settled(root, reading, seeds, kept, safe=self._options.safe)
        if known is not None:
            self.seen, self.problems = known
            say(self._options, idle(self.seen))
            return self
        self.report = _both(self.report, taken_in(self._options))
        self.wrote = True
        own = tuple(one for one in self.report.problems if not one.path.startswith("content/"))
        self.problems = self.report.problems
        if self.report.is_settled:
            self.seen = self.report.seen
            settle(root, seeds, self.report.seen, own, kept, safe=self._options.safe)
        return self

    def as_report(self) -> Report:
        """What the ingest did, also when that was nothing."""
        from briefgen.intake import Report

        return self.report or Report(seen=self.seen, problems=tuple(self.problems), is_settled=True)


def _both(first: Report | None, second: Report) -> Report:
    """What two ingests did, the second of which a build that began again asked for."""
    from dataclasses import replace

    if first is None:
        return second
    lists = ("made", "updated", "filed", "new_events", "same", "wanted", "notes")
    return replace(second, **{name: getattr(first, name) + getattr(second, name) for name in lists})
