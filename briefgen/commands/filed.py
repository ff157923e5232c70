"""What the commands that file articles otherwise share: how one is done, and what is said of it."""

from __future__ import annotations

from briefgen.commands.ending import Misused
from briefgen.commands.saying import answer, note, say, waiter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.commands.options import Options
    from briefgen.filing.cabinet import Done


def filed(options: Options, act: Callable[[], Done]) -> Done:
    """What was done. What cannot be done is wrong usage: it is about what was named, and nothing was written."""
    from briefgen import config, lock, standing
    from briefgen.filing.cabinet import Refused

    config.load(options.root)
    try:
        with lock.held(options.root / standing.FOLDER, waiter(options)):
            done = act()
    except Refused as error:
        raise Misused(error.message, error.hint) from error
    answer(options, done)
    return done


def say_more(options: Options, done: Done) -> None:
    """Where old addresses lead, what may want a look, and the files."""
    if done.redirects:
        say(options, f"{', '.join(done.redirects)} {'leads' if len(done.redirects) == 1 else 'lead'} on to it.")
    for one in done.notes:
        note(options, one)
    for path in done.changed:
        say(options, f"  wrote {path}", loud=True)
    for path in done.removed:
        say(options, f"  removed {path}", loud=True)
