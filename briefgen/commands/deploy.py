"""`briefgen deploy`: the site is built, checked, and brought to where it is read."""

from __future__ import annotations

from briefgen.commands.ending import PROBLEMS, WELL, Misused, meant, outcome
from briefgen.commands.publishing import day_of, takes_date
from briefgen.commands.saying import agreed, answer, can_ask, count, note, say, tell, waiter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser
    from briefgen.config import Config
    from briefgen.deploy.place import Place
    from briefgen.deploy.plan import Plan
    from briefgen.keys.targets import Target
    from briefgen.problem import Problem

ABOUT = "Build, check and bring the site to a target of briefgen.toml: a branch of git, a folder, or what rsync or rclone reach."
EXAMPLE = "briefgen deploy live --dry-run"

_NAMED = 5
"""So many files are named where not all are wanted."""
_TRIES = 3
"""So often another plan is made where a target has changed meanwhile."""
_HINT = "write one into briefgen.toml, below [deploy.default]; docs/deploy.md has examples"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("target", metavar="TARGET", nargs="?", default="", help="Its name; not needed if there is one, or one called 'default'.")
    parser.add_argument("-y", "--yes", action="store_true", help="Do not ask.")
    parser.add_argument("-n", "--dry-run", action="store_true", help="Only say what would be added, changed and removed there.")
    parser.add_argument("--adopt", action="store_true", help="Write over files there that are in the way, though briefgen did not put them there.")
    parser.add_argument("--no-ingest", action="store_true", help="Leave seeds/ alone.")
    parser.add_argument("--record", action="store_true", help="Write what changed since the last record into the change log first.")
    parser.add_argument("--no-check", action="store_true", help="Leave out what 'briefgen check' does.")
    takes_date(parser)


def run(options: Options, *, target: str, yes: bool, dry_run: bool, adopt: bool, no_ingest: bool, no_check: bool, record: bool, date: str) -> int:
    """Builds, checks, shows what is to be done, asks, and does it; the exit code."""
    from briefgen import config
    from briefgen.deploy.deploy import opened

    if options.safe:
        raise Misused("with --safe nothing is deployed", "where to, and with which program, is the archive's say: look at its briefgen.toml first")
    where = _target(config.load(options.root), target)
    if not (yes or dry_run) and (options.json or not can_ask()):
        raise Misused("there is nobody to ask", "add --yes to deploy without being asked, or --dry-run to see what would be done")
    settings = config.load(options.root, edition=where.edition)
    problems = _made(options, where, settings, no_ingest=no_ingest, no_check=no_check, date=date)
    if outcome(problems, options) != WELL:
        tell(problems, options)
        answer(options, {"target": where.name, "problems": problems, "deployed": False})
        return PROBLEMS
    tell(problems, options)
    if record and not dry_run:
        _recorded(options, where, date)
    with opened(options.root, where, settings) as place:
        return _brought(options, where, place, options.root / settings.site, problems, yes=yes, dry_run=dry_run, adopt=adopt)


def _recorded(options: Options, where: Target, date: str) -> None:
    """Writes the change log on; where that came to anything, the site is built again with it. Raises Misused."""
    from briefgen.commands.build import built
    from briefgen.history import recording
    from briefgen.history.refused import Refused

    try:
        done = recording.record(options.root, day_of(date), waiter(options))
    except Refused as error:
        raise Misused(error.message, error.hint) from None
    if done.written:
        say(options, f"Recorded {count(len(done.changes), 'change')} in the change log.")
        built(options, no_ingest=True, edition=where.edition, date=day_of(date), compress=where.compress)


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


def _made(options: Options, where: Target, settings: Config, *, no_ingest: bool, no_check: bool, date: str) -> list[Problem]:
    """Builds the target's edition; what is wrong with it, and with the archive, and what the target's host does not take."""
    from briefgen.commands.build import built

    report, taken = built(options, no_ingest=no_ingest, edition=where.edition, date=day_of(date), compress=where.compress)
    found = {*report.problems, *(taken.problems if taken else ())}
    say(options, f"Built {settings.site}/: {count(report.pages, 'page')}.")
    if not no_check:
        from briefgen.publish.check import check

        found.update(check(options.root, where.edition, day_of(date)))
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


def _brought(options: Options, where: Target, place: Place, site: Path, problems: list[Problem], *, yes: bool, dry_run: bool, adopt: bool) -> int:
    from briefgen.deploy.deploy import carried_out, plan_for
    from briefgen.deploy.place import Moved

    for _ in range(_TRIES):
        plan = plan_for(options.root, place, site, adopt=adopt)
        _show(plan, where, options)
        wrong = _wrong(plan, where)
        if outcome(wrong, options) != WELL or dry_run or plan.is_empty:
            tell(wrong, options)
            answer(options, {**_as_report(plan, where), "problems": [*problems, *wrong], "deployed": False})
            return outcome(wrong, options)
        if not yes and not agreed(f"Deploy to {where.name}?"):
            say(options, "Nothing was deployed.")
            return PROBLEMS
        try:
            word = carried_out(options.root, place, site, plan)
        except Moved:
            note(options, "what is there has changed meanwhile: a new plan is made")
            continue
        say(options, f"Deployed to {where.name}{f', as {word}' if word else ''}.")
        answer(options, {**_as_report(plan, where), "problems": [*problems, *wrong], "deployed": True, "made": word})
        return outcome(wrong, options)
    raise _unsettled(where)


def _unsettled(where: Target) -> Exception:
    from briefgen.deploy.place import refused

    return refused(f"the target {where.name!r} goes on changing", "wait until nobody else writes there, then deploy again")


def _wrong(plan: Plan, where: Target) -> list[Problem]:
    """What stands in a plan's way."""
    from briefgen.problem import Problem

    there = f"at the target {where.name!r}"
    other = "there is another file, which briefgen did not put there"
    closed = "a folder of others is in a file's place, or a file in a folder's"
    edited = "no longer made, but somebody edited it: it stays"
    return [
        *(Problem(path, 0, f"{there} {other}", "move it away, or let --adopt write over it") for path in plan.blocked),
        *(Problem(path, 0, f"{there} {closed}", "move it away there: both have no place") for path in plan.closed),
        *(Problem(path, 0, f"{there}: {edited}", "delete it there, or keep it", severity="warning") for path in plan.edited),
    ]


def _show(plan: Plan, where: Target, options: Options) -> None:
    """Says what is to be done."""
    from briefgen.publish.limits import in_units

    say(options, f"Target {where.name} ({where.kind}): {_address(where)}")
    if plan.is_empty:
        say(options, "It has everything: there is nothing to do.")
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
