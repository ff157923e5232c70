"""`briefgen deploy`: the site is built, checked, and brought to where it is read."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.commands import logged
from briefgen.commands.ending import PROBLEMS, WELL, Misused, meant, outcome
from briefgen.commands.publishing import day_of, day_to_record, is_to_come, takes_date
from briefgen.commands.saying import agreed, answer, can_ask, count, note, say, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser
    from briefgen.config import Config
    from briefgen.deploy.place import Place
    from briefgen.deploy.plan import Plan
    from briefgen.history.recording import Recorded
    from briefgen.keys.targets import Target
    from briefgen.problem import Problem

ABOUT = "Build, check and bring the site to a target of briefgen.toml: a branch of git, a folder, or what rsync or rclone reach."
EXAMPLE = "briefgen deploy live --dry-run"

_NAMED = 5
"""So many files are named where not all are wanted."""
_TRIES = 3
"""So often another plan is made where a target has changed meanwhile."""
_NOTHING = "Nothing was deployed."
_HINT = "write one into briefgen.toml, below [deploy.default]; docs/deploy.md has examples"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("target", metavar="TARGET", nargs="?", default="", help="Its name; not needed if there is one, or one called 'default'.")
    parser.add_argument("-y", "--yes", action="store_true", help="Do not ask.")
    parser.add_argument("-n", "--dry-run", action="store_true", help="Only say what would be added, changed and removed there.")
    parser.add_argument("--adopt", action="store_true", help="Write over files there that are in the way, though briefgen did not put them there.")
    parser.add_argument("--all", dest="every", action="store_true", help="Send every file, though it is there already: mends what was damaged there.")
    parser.add_argument("--no-ingest", action="store_true", help="Leave seeds/ alone.")
    parser.add_argument("--record", action="store_true", help="Write what changed since the last record into the change log too.")
    parser.add_argument("--no-check", action="store_true", help="Leave out what 'briefgen check' does.")
    takes_date(parser)


def run(
    options: Options,
    *,
    target: str,
    yes: bool,
    dry_run: bool,
    every: bool,
    adopt: bool,
    no_ingest: bool,
    no_check: bool,
    record: bool,
    date: str,
) -> int:
    """Builds, checks, shows what is to be done, asks, and does it; the exit code."""
    from briefgen import config
    from briefgen.deploy import here
    from briefgen.deploy.deploy import opened

    if options.safe:
        raise Misused("with --safe nothing is deployed", "where to, and with which program, is the archive's say: look at its briefgen.toml first")
    where = _target(config.load(options.root), target)
    if not (yes or dry_run) and (options.json or not can_ask()):
        raise Misused("there is nobody to ask", "add --yes to deploy without being asked, or --dry-run to see what would be done")
    settings = config.load(options.root, edition=where.edition)
    here.refuse(options.root, settings, where)
    day = day_to_record(date) if record else day_of(date)
    if record:
        logged.refuse(options, day)
    problems = _made(options, where, settings, day, no_ingest=no_ingest, no_check=no_check)
    tell(problems, options)
    if dry_run and is_to_come(day):
        again = f"briefgen build --edition {where.edition}" if where.edition else "briefgen build"
        note(options, f"{settings.site}/ is as of {day} now: run {again!r} before you copy it by hand")
    if outcome(problems, options) != WELL:
        say(options, _NOTHING)
        answer(options, {"target": where.name, "problems": problems, "deployed": False})
        return PROBLEMS
    log = logged.ahead(options, day) if record else None
    with opened(options.root, where, settings) as place:
        return _brought(options, _Job(where, settings, place, day, yes, dry_run, adopt, every), problems, log)


class _Job(NamedTuple):
    """What is to be brought where, and how."""

    where: Target
    settings: Config
    place: Place
    day: str
    yes: bool
    dry_run: bool
    adopt: bool
    every: bool
    """Whether every file is to be sent."""


def _target(settings: Config, name: str) -> Target:
    """The target of this name, or the one that is meant where none is given. Raises Misused."""
    names = [one.name for one in settings.deploy]
    if not names:
        raise Misused("briefgen.toml names no target to deploy to", _HINT)
    wanted = name or ("default" if "default" in names else names[0] if len(names) == 1 else "")
    if not wanted:
        raise Misused("there is more than one target", f"name one of them: {', '.join(names)}")
    if wanted not in names:
        raise Misused(f"there is no target {wanted!r}", meant(wanted, names) or f"the targets are {', '.join(names)}")
    return settings.deploy[names.index(wanted)]


def _made(options: Options, where: Target, settings: Config, day: str, *, no_ingest: bool, no_check: bool) -> list[Problem]:
    """Builds the target's edition; what is wrong with it, and with the archive, and what the target's host does not take."""
    from briefgen.commands.build import standing_site

    pages, problems = standing_site(options, no_ingest=no_ingest, edition=where.edition, day=day, compress=where.compress)
    found = set(problems)
    say(options, f"Built {settings.site}/: {count(pages, 'page')}.")
    if not no_check:
        from briefgen.publish.check import check

        found.update(check(options.root, where.edition, day))
    found.update(_unfit(options.root, where, settings))
    return sorted(found)


def _unfit(root: Path, where: Target, settings: Config) -> Iterable[Problem]:
    """What the target's host does not take, and what it had better not have."""
    from briefgen import config
    from briefgen.keys import hosts
    from briefgen.publish import limits

    host = hosts.named(where.host)
    if host is None:
        return
    yield from limits.problems_of(root, settings.site, host)
    if host.is_public and (settings.policy.is_lifted or settings.policy.drafts):
        from dataclasses import replace

        message = f"the edition {settings.edition!r} shows what the public one does not, and {host.title} shows it to everybody"
        hint = "deploy it to a place of your own, unless only some may read there"
        yield replace(config.place_of(root, "deploy", where.name, "edition"), message=message, hint=hint, severity="warning")


def _brought(options: Options, job: _Job, problems: list[Problem], log: Recorded | None) -> int:
    """Shows what is to be done, asks, and does it. What there is to record in the change log is recorded once there is a yes, and the site
    built again with it."""
    from briefgen.problem import Unreadable

    is_to_record = log is not None and log.has_news
    try:
        plan, wrong = _planned(options, job, log)
    except (OSError, Unreadable):
        say(options, _NOTHING)
        raise
    is_barred = outcome(wrong, options) != WELL
    if is_barred:
        say(options, _NOTHING)
    if is_barred or job.dry_run or (plan.is_empty and not is_to_record):
        return _ended(options, job, plan, [*problems, *wrong], log)
    if not _agreed(options, job):
        return PROBLEMS
    return _recorded(options, job, plan, problems) if is_to_record else _sent(options, job, plan, [*problems, *wrong], log)


def _agreed(options: Options, job: _Job) -> bool:
    if job.yes or agreed(f"Deploy to {job.where.name}?"):
        return True
    say(options, _NOTHING)
    return False


def _recorded(options: Options, job: _Job, before: Plan, problems: list[Problem]) -> int:
    """Records what changed, builds the site with it, and brings that; where this does not come to its end, it says what stands where. `before` is
    what was planned without it."""
    from briefgen.problem import Unreadable

    site, target = job.settings.site, job.where.name
    log = logged.record(options, job.day)
    problems = problems + _made_again(options, job, problems)
    is_begun = False
    try:
        plan, wrong = _planned(options, job, log) if outcome(problems, options) == WELL else (before, [])
        found = [*problems, *wrong]
        is_begun = outcome(found, options) == WELL and not plan.is_empty
        code = _sent(options, job, plan, found, log) if is_begun else _ended(options, job, plan, found, log)
    except (OSError, Unreadable):
        logged.note_kept(options, site, target, is_touched=is_begun)
        raise
    if code != WELL:
        logged.note_kept(options, site, target)
    return code


def _sent(options: Options, job: _Job, plan: Plan, problems: list[Problem], log: Recorded | None) -> int:
    """Does what is planned; where the target has changed meanwhile, another plan is made, and asked about."""
    from briefgen.deploy.deploy import carried_out
    from briefgen.deploy.place import Moved

    root, where = options.root, job.where
    for attempt in range(_TRIES):
        if attempt:
            plan, wrong = _planned(options, job, log)
            if outcome(wrong, options) != WELL or plan.is_empty:
                return _ended(options, job, plan, [*problems, *wrong], log)
            if not _agreed(options, job):
                return PROBLEMS
        try:
            word = carried_out(root, job.place, root / job.settings.site, plan)
        except Moved:
            note(options, "what is there has changed meanwhile: a new plan is made")
            continue
        say(options, f"Deployed to {where.name}{f', as {word}' if word else ''}.")
        return _ended(options, job, plan, problems, log, made=word)
    raise _unsettled(where)


def _planned(options: Options, job: _Job, log: Recorded | None) -> tuple[Plan, list[Problem]]:
    """What is to be done, and what stands in its way, both told."""
    from briefgen.deploy.deploy import plan_for

    plan = plan_for(options.root, job.place, options.root / job.settings.site, adopt=job.adopt, every=job.every)
    ahead = log if log and not log.written else None
    _show(plan, job.where, options, is_all=not (ahead and ahead.has_news))
    if ahead:
        logged.say_ahead(options, ahead)
    wrong = _wrong(plan, job.where)
    tell(wrong, options)
    return plan, wrong


def _made_again(options: Options, job: _Job, known: list[Problem]) -> list[Problem]:
    """Builds the site with what was recorded; what is wrong with it now that was not before, told. Raises Unreadable where that cannot be."""
    from briefgen.problem import Unreadable

    try:
        found = _made(options, job.where, job.settings, job.day, no_ingest=True, no_check=True)
    except (OSError, Unreadable):
        logged.note_kept(options, job.settings.site, job.where.name, is_built=False)
        raise
    new = [one for one in found if one not in known]
    tell(new, options)
    return new


def _ended(options: Options, job: _Job, plan: Plan, problems: list[Problem], log: Recorded | None, made: str | None = None) -> int:
    """Answers scripts with how it ended; the exit code. `made` is what a deploy came to, None where nothing was deployed."""
    word = {} if made is None else {"made": made}
    report = {**_as_report(plan, job.where), **logged.as_report(log), "problems": problems, "deployed": made is not None, **word}
    answer(options, report)
    return outcome(problems, options)


def _unsettled(where: Target) -> Exception:
    from briefgen.deploy.place import refused

    return refused(f"the target {where.name!r} goes on changing", "wait until nobody else writes there, then deploy again")


def _wrong(plan: Plan, where: Target) -> list[Problem]:
    """What stands in a plan's way."""
    from briefgen.problem import Problem

    there = f"at the target {where.name!r}"
    other = "there is another file, which briefgen did not put there"
    closed = "a folder or a link of others is in a file's place, or a file or a link in a folder's"
    edited = "no longer made, but somebody edited it: it stays"
    return [
        *(Problem(path, 0, f"{there} {other}", "move it away, or let --adopt write over it") for path in plan.blocked),
        *(Problem(path, 0, f"{there} {closed}", "move it away there: both have no place") for path in plan.closed),
        *(Problem(path, 0, f"{there}: {edited}", "delete it there, or keep it", severity="warning") for path in plan.edited),
    ]


def _show(plan: Plan, where: Target, options: Options, *, is_all: bool) -> None:
    """Says what is to be done, be it all or not."""
    from briefgen.publish.limits import in_units

    say(options, f"Target {where.name} ({where.kind}): {_address(where)}")
    if plan.is_empty:
        say(options, "It has everything: there is nothing to do." if is_all else "It has everything but what is yet to be recorded.")
        return
    for verb, sign, paths in (("add", "+", plan.added), ("change", "~", plan.changed), ("remove", "-", plan.removed)):
        if paths:
            named = ", ".join(paths[:_NAMED]) + (", …" if len(paths) > _NAMED else "")
            say(options, f"  {verb} {count(len(paths), 'file')}" + ("" if options.verbose else f": {named}"))
        for path in paths:
            say(options, f"    {sign} {path}", loud=True)
    say(options, f"  {in_units(plan.size)} to send, and the list of it all.")


def _address(where: Target) -> str:
    return where.to or f"{where.remote}, branch {where.branch}{f', folder {where.folder}' if where.folder else ''}"


def _as_report(plan: Plan, where: Target) -> dict[str, object]:
    changes = {"added": plan.added, "changed": plan.changed, "removed": plan.removed, "bytes": plan.size}
    return {"target": where.name, "kind": where.kind, "edition": where.edition or "public", **changes}
