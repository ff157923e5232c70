"""What an answer says of an address, in the light of what was known of it."""

from __future__ import annotations

from datetime import date
from typing import Final

from briefgen.probing.ask import Answer
from briefgen.sourcelinks import DEAD, MOVED, OK, UNKNOWN, Line

_STATES: Final = {"there": OK, "moved": MOVED, "gone": DEAD, "absent": UNKNOWN, "trouble": UNKNOWN, "left": UNKNOWN}


def verdict(answer: Answer, known: Line | None, day: str, *, online: bool) -> Line | None:
    """What is known of an address from now on; None where nothing is. `online` says whether any host has answered: where none has, none that
    is silent is at fault.

    Dead is what its host says is gone, and what has had no host, or one that refuses us, on two days. What is in trouble today may be well
    tomorrow: it says nothing of what is known to be dead.
    """
    state = _STATES[answer.kind]
    if answer.kind == "left" or (state == UNKNOWN and not online):
        return known
    if state == UNKNOWN and known and known.state == DEAD:
        return Line(known.address, DEAD, known.since, max(day, known.checked), known.detail) if answer.kind == "absent" else known
    is_same = known is not None and known.state == state and (state != UNKNOWN or known.detail == answer.detail)
    since = known.since if known and is_same else day
    if answer.kind == "absent" and since < day:
        state = DEAD
    return Line(answer.address, state, since, max(day, since), answer.detail)


def is_due(known: Line | None, day: str, days: int) -> bool:
    """Whether an address is to be asked for: what was found less than so many days ago stands, and what nobody could tell, for one."""
    if known is None:
        return True
    age = (date.fromisoformat(day) - date.fromisoformat(known.checked)).days
    return age >= (min(days, 1) if known.state == UNKNOWN else days)
