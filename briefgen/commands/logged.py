"""What `briefgen deploy --record` does about the change log: it says what would be recorded, and records it before the site is built once more."""

from __future__ import annotations

from briefgen.commands.ending import Misused
from briefgen.commands.saying import count, note, say, waiter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.history.recording import Recorded


def refuse(options: Options, day: str) -> None:
    """Raises Misused where nothing can be recorded under this day."""
    from briefgen.history import recording
    from briefgen.history.refused import Refused

    try:
        recording.refuse_earlier(options.root, day)
    except Refused as error:
        raise Misused(error.message, error.hint) from None


def ahead(options: Options, day: str) -> Recorded:
    """What would be recorded. Nothing is written. Raises Misused where somebody else has written the log on meanwhile, under a later day."""
    from briefgen.history import recording
    from briefgen.history.refused import Refused

    try:
        return recording.ahead(options.root, day)
    except Refused as error:
        raise Misused(error.message, error.hint) from None


def record(options: Options, day: str) -> Recorded:
    """Writes the change log on. Raises Misused where somebody else has written it on meanwhile, under a later day."""
    from briefgen.history import recording
    from briefgen.history.refused import Refused

    try:
        done = recording.record(options.root, day, waiter(options))
    except Refused as error:
        raise Misused(error.message, error.hint) from None
    begun = f"The change log begins on {day}."
    say(options, f"Recorded {count(len(done.changes), 'change')} in the change log under {day}." if done.since else begun)
    return done


def say_ahead(options: Options, log: Recorded) -> None:
    """Says what will be recorded."""
    number = len(log.changes)
    if not log.since:
        say(options, f"  The change log will begin on {log.date}, with what there is now.")
    elif number:
        say(options, f"  {count(number, 'change')} will be recorded in the change log under {log.date}; its pages, built then, come too.")
    else:
        say(options, f"  Nothing has changed since {log.since} that the change log would tell.")


def note_kept(options: Options, site: str, target: str, *, is_built: bool = True, is_touched: bool = False) -> None:
    """Says what stands where once something was recorded and the deploy did not come to its end; `is_touched` is whether it may have begun."""
    built = "built with it" if is_built else "as it was built before"
    there = "may have a part of it" if is_touched else "is as it was"
    what = f"what changed is recorded in content/changes/, {site}/ is {built}, and {target} {there}"
    note(options, f"{what}; the next deploy brings it, and nothing is recorded twice")


def as_report(log: Recorded | None) -> dict[str, object]:
    """The log for scripts: nothing where it was not asked for."""
    if log is None:
        return {}
    return {"record": {"date": log.date, "since": log.since, "changes": len(log.changes), "written": log.written}}
