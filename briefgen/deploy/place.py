"""What every kind of target can do, and how it says that it cannot."""

from __future__ import annotations

from typing import Protocol

from briefgen.deploy.plan import Known, Plan
from briefgen.problem import Problem, Unreadable


class Moved(Exception):
    """Raised where a target is no longer as it was when the plan was made: another plan is needed."""


class Place(Protocol):
    """A target, open."""

    def known(self) -> Known:
        """What it has of ours. Raises Unreadable where it cannot be asked."""

    def against(self, plan: Plan) -> Plan:
        """The plan, with what should be here and is not, and with what stands in its way. Raises Unreadable."""

    def carry_out(self, plan: Plan) -> str:
        """Does what is planned; a word of what came of it, or ''. Raises Unreadable where something fails, and Moved."""


def refused(message: str, hint: str = "", quote: str = "") -> Unreadable:
    """What is raised where a target refuses."""
    return Unreadable(Problem("", 0, message, hint, quote))
