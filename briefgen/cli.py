"""Arguments in, one call, report out: the only module that prints or sets an exit code."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from briefgen import __version__, config
from briefgen.problem import Problem, Unreadable

T = TypeVar("T")

WELL, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True, slots=True)
class Options:
    """What every command takes."""

    here: Path
    """The folder that -C names, or the current one."""
    quiet: bool
    verbose: bool
    json: bool
    strict: bool

    @property
    def root(self) -> Path:
        """The archive: this folder, or the nearest above it that has a briefgen.toml."""
        return config.find(self.here.absolute()) or self.here


# saying things


def say(options: Options, text: str = "", *, loud: bool = False) -> None:
    """A result, on standard output; with `loud` only when asked for more."""
    if not options.json and not options.quiet and (options.verbose or not loud):
        click.echo(text, color=_colour(sys.stdout))


def tell(problems: Iterable[Problem], options: Options) -> None:
    """Problems, on standard error; warnings only when not asked to be quiet."""
    for problem in problems:
        if problem.severity == "error" or not options.quiet:
            click.echo(_coloured(problem), err=True, color=_colour(sys.stderr))


def _coloured(problem: Problem) -> str:
    mark = f"{problem.severity}:"
    return str(problem).replace(mark, click.style(mark, fg="red" if problem.severity == "error" else "yellow", bold=True), 1)


def _colour(stream: Any) -> bool | None:
    """Whether to colour: never with NO_COLOR (no-color.org), else click's own choice, which is only on a terminal."""
    return False if os.environ.get("NO_COLOR") or not stream.isatty() else None


def answer(options: Options, value: object) -> None:
    """A result for scripts."""
    if options.json:
        click.echo(json.dumps(value, ensure_ascii=(sys.stdout.encoding or "").lower() != "utf-8", indent=2, default=str))


def finish(problems: Iterable[Problem], options: Options) -> None:
    """Ends the command: with 1 when there are errors, or, if strict, warnings."""
    severe = {"error", "warning"} if options.strict else {"error"}
    sys.exit(PROBLEMS if any(problem.severity in severe for problem in problems) else WELL)


def progress(options: Options) -> Any:
    """A bar on a terminal for what takes over a second; nothing elsewhere."""
    from briefgen.progress import quiet

    if options.quiet or options.json or not sys.stderr.isatty():
        return quiet

    def bar(items: Iterable[T], label: str, total: int) -> Iterable[T]:
        from tqdm import tqdm

        colour = None if os.environ.get("NO_COLOR") else "green"
        return tqdm(items, desc=label, total=total, delay=1, leave=False, file=sys.stderr, colour=colour, unit="")

    return bar


# commands


def command(within: click.Group | None = None, **settings: Any) -> Callable[[Callable[..., None]], click.Command]:
    """A command that takes what every command takes, and ends with the right exit code whatever happens."""
    return lambda function: (within or main).command(**settings)(_guarded(function))


def group(**settings: Any) -> Callable[[Callable[..., None]], click.Group]:
    """A command that has commands of its own, and is called only when none of them is."""

    def decorate(function: Callable[..., None]) -> click.Group:
        @wraps(function)
        def run(options: Options, **rest: object) -> None:
            if click.get_current_context().invoked_subcommand is None:
                function(options, **rest)

        return main.group(invoke_without_command=True, **settings)(_guarded(run))

    return decorate


def _guarded(function: Callable[..., None]) -> Callable[..., None]:
    @wraps(function)
    def run(**given: Any) -> None:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # a console that cannot show a letter is no reason to stop
        options, rest = _options(given)
        try:
            function(options, **rest)
        except Unreadable as error:
            tell(error.problems, options)
            answer(options, {"problems": [asdict(problem) for problem in error.problems]})
            sys.exit(PROBLEMS)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except BrokenPipeError:  # whoever read our output has enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(PROBLEMS)
        except OSError as error:
            problem = Problem(str(error.filename or ""), 0, error.strerror or str(error), "mend that and run it again; nothing was lost")
            tell([problem], options)
            answer(options, {"problems": [asdict(problem)]})
            sys.exit(PROBLEMS)

    made: Any = run
    for option in reversed(_COMMON):
        made = option(made)
    return cast("Callable[..., None]", made)


def _options(given: dict[str, Any]) -> tuple[Options, dict[str, Any]]:
    """What every command takes, behind its own name or behind that of the group that it is in; and the rest."""
    context = click.get_current_context()
    above = context.parent.params if context.parent else {}
    common = {name: given.pop(name) or above.get(name) for name in ("root", "quiet", "verbose", "as_json", "strict")}
    flags = [bool(common[name]) for name in ("quiet", "verbose", "as_json", "strict")]
    return Options(Path(common["root"] or "."), *flags), given


_COMMON = (
    click.option("-C", "--root", metavar="DIR", help="The archive's folder; by default this one, or the nearest above it that has a briefgen.toml."),
    click.option("-q", "--quiet", is_flag=True, help="Only errors."),
    click.option("-v", "--verbose", is_flag=True, help="More of what was done."),
    click.option("--json", "as_json", is_flag=True, help="The result as JSON, for scripts."),
    click.option("--strict", is_flag=True, help="Warnings count as errors in the exit code."),
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 well, 1 problems, 2 wrong usage, 130 interrupted. Start with: briefgen new my-archive --sample",
)
@click.version_option(__version__, prog_name="briefgen")
def main() -> None:
    """Turn a pile of scraped news into a searchable static briefing archive with a page for every event."""


@command(epilog="Example: briefgen new my-archive --sample && cd my-archive && briefgen serve --open")
@click.argument("folder", metavar="DIR")
@click.option("--sample", is_flag=True, help="Add the sample seeds: two dozen invented scrapes of every shape.")
def new(options: Options, folder: str, sample: bool) -> None:
    """Make an empty archive in DIR."""
    from briefgen import start

    target = options.here / folder
    made = start.new(target, sample=sample)
    answer(options, {"folder": str(target), "files": made})
    say(options, f"Made an archive in {target}: put scrapes into {target / 'seeds'}, then run 'briefgen build' there.")


@command(epilog="Example: briefgen ingest --json | jq .made[].path")
def ingest(options: Options) -> None:
    """Turn what is new in seeds/ into Markdown in content/, filed under events."""
    report = _ingest(options)
    answer(options, asdict(report))
    tell(report.problems, options)
    finish(report.problems, options)


@command(epilog="Example: briefgen build --no-ingest --strict")
@click.option("--no-ingest", is_flag=True, help="Leave seeds/ alone.")
def build(options: Options, no_ingest: bool) -> None:
    """Ingest what is new, then write site/."""
    from briefgen.site.build import build as build_site

    taken = None if no_ingest else _ingest(options)
    report = build_site(options.root, progress(options))
    problems = tuple(sorted({*report.problems, *(taken.problems if taken else ())}))
    answer(options, {"ingest": asdict(taken) if taken else None, "build": {**asdict(report), "problems": [asdict(problem) for problem in problems]}})
    for path in report.written:
        say(options, f"  wrote site/{path}", loud=True)
    for path in report.removed:
        say(options, f"  removed site/{path}", loud=True)
    changed = f"{len(report.written)} files written" + (f", {len(report.removed)} removed" if report.removed else "")
    say(options, f"Built site/: {_count(report.articles, 'article')}, {_count(report.events, 'event')}, {_count(report.pages, 'page')}; {changed}.")
    tell(problems, options)
    finish(problems, options)


@command(epilog="Example: briefgen serve --port 9000 --open")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; the next free one if it is taken.")
@click.option("--open", "open_", is_flag=True, help="Open it in a browser.")
@click.option("--poll", is_flag=True, help="Look for changes by polling: for network disks and containers.")
def serve(options: Options, port: int, open_: bool, poll: bool) -> None:
    """Build, serve on this machine, and rebuild and reload whenever something changes."""
    from briefgen.intake import ingest as take_in
    from briefgen.preview.serve import Built
    from briefgen.preview.serve import serve as run
    from briefgen.site.build import Report
    from briefgen.site.build import build as build_site

    config.load(options.root)

    def once() -> Report:
        taken = take_in(options.root)
        report = build_site(options.root)
        return replace(report, problems=tuple(sorted({*taken.problems, *report.problems})))

    def ready(address: str) -> None:
        taken = "" if not port or f":{port}/" in address else f", since port {port} is taken"
        say(options, f"Serving {address}{taken} (stop with Ctrl-C)")
        answer(options, {"address": address})
        if open_:
            webbrowser.open(address)

    def built(result: Built) -> None:
        tell(result.problems, options)
        if result.report is not None and result.changed:
            say(
                options,
                f"Rebuilt after {', '.join(result.changed[:3])}{' …' if len(result.changed) > 3 else ''}: {len(result.report.written)} files written",
            )

    run(options.root, once, port=port, poll=poll, on_ready=ready, on_built=built, stop=threading.Event())


@command(epilog="Example: briefgen explain seeds/03-harbour.txt")
@click.argument("file", metavar="FILE")
def explain(options: Options, file: str) -> None:
    """Show how a seed was read: each line with its label and why, each field with its evidence."""
    from briefgen.ingest import explain as explaining

    draft = _draft_of(options.root, file)
    answer(options, explaining.data(draft))
    if not options.json:
        click.echo(explaining.text(draft, max(80, shutil.get_terminal_size((120, 40)).columns)))


@command(epilog="Example: briefgen check --strict")
def check(options: Options) -> None:
    """Check content and the built site: links, anchors, missing or doubtful metadata, pages that collide."""
    from briefgen.publish.check import check as find

    problems = find(options.root)
    answer(options, {"problems": [asdict(problem) for problem in problems]})
    tell(problems, options)
    errors = sum(problem.severity == "error" for problem in problems)
    say(options, f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}." if problems else "Nothing is wrong.")
    finish(problems, options)


@group(epilog="Example: briefgen events --json | jq '.events[] | select(.merge != [])'")
def events(options: Options) -> None:
    """List the events, with what looks like two of them or half of one, or change them."""
    from briefgen import archive
    from briefgen.filing import roster

    config.load(options.root)
    loaded = archive.load(options.root)
    rows = roster.rows(loaded, roster.reviews(options.root, loaded))
    answer(options, {"events": [asdict(row) for row in rows], "problems": [asdict(problem) for problem in loaded.problems]})
    say(options, roster.text(rows, shutil.get_terminal_size((160, 40)).columns) if rows else "There are no events.")
    tell(loaded.problems, options)
    finish(loaded.problems, options)


@command(events, epilog="Example: briefgen events merge quarry-fire smoke-over-the-quarry")
@click.argument("event", metavar="EVENT")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
def merge(options: Options, event: str, others: tuple[str, ...]) -> None:
    """File the articles of each OTHER event under EVENT. The old addresses lead on to it."""
    from briefgen.filing import acts

    done = _filed(options, lambda: acts.merge(options.root, event, others))
    say(options, f"Merged {', '.join(done.left)} into {done.event}: {_count(len(done.articles), 'article')} filed there now.")
    _and_more(options, done)


@command(events, epilog="Example: briefgen events split quarry-fire 2022-03-09-quarry --title 'The quarry reopens'")
@click.argument("event", metavar="EVENT")
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option("--title", metavar="TITLE", default="", help="What the new event is called; by default after its best headline.")
def split(options: Options, event: str, articles: tuple[str, ...], title: str) -> None:
    """File ARTICLEs of EVENT under a new one. Without any, those that a second look would split off."""
    from briefgen.filing import acts

    done = _filed(options, lambda: acts.split(options.root, event, articles, title))
    say(options, f"Split {_count(len(done.articles), 'article')} off from {', '.join(done.left)}: filed under {', '.join(done.new)} now.")
    _and_more(options, done)


@command(events, epilog="Example: briefgen events rename quarry-fire 'Fire in the Hollow Bay quarry'")
@click.argument("event", metavar="EVENT")
@click.argument("title", metavar="TITLE")
@click.option("--keep-address", is_flag=True, help="Change the title alone.")
def rename(options: Options, event: str, title: str, keep_address: bool) -> None:
    """Give EVENT another TITLE, and the address that goes with it. The old address leads on to it."""
    from briefgen.filing import acts

    done = _filed(options, lambda: acts.rename(options.root, event, title, keep_address=keep_address))
    if done.left:
        say(options, f"Renamed to {done.event}: {_count(len(done.articles), 'article')} filed there now.")
    else:
        say(options, f"Changed the title of {done.event}." if done.changed else f"{done.event} has that title: nothing was changed.")
    _and_more(options, done)


@command(events, epilog="Example: briefgen events move 2022-03-09-quarry quarry-fire --also")
@click.argument("article", metavar="ARTICLE")
@click.argument("event", metavar="EVENT")
@click.option("--also", is_flag=True, help="File it under EVENT beside the events that it has.")
@click.option("--new", "new_", is_flag=True, help="Make a new event, of which EVENT is the title.")
def move(options: Options, article: str, event: str, also: bool, new_: bool) -> None:
    """File ARTICLE under another EVENT. 'none' keeps it out of any."""
    from briefgen.filing import acts

    done = _filed(options, lambda: acts.move(options.root, article, event, also=also, new=new_))
    where = f"under {done.event}" if done.event else "under no event"
    left = f", and no longer under {', '.join(done.left)}" if done.left else ""
    say(options, f"Filed {done.articles[0]} {where}{left}." if done.articles else f"It is filed {where} already: nothing was changed.")
    _and_more(options, done)


# what they share


def _filed(options: Options, act: Callable[[], Any]) -> Any:
    """What a command of events did. What cannot be done is wrong usage: it is about what was named, and nothing was written."""
    from briefgen.filing.cabinet import Refused

    try:
        done = act()
    except Refused as error:
        raise click.UsageError(f"{error.message}\n    hint: {error.hint}") from error
    answer(options, asdict(done))
    return done


def _and_more(options: Options, done: Any) -> None:
    if done.redirects:
        say(options, f"{', '.join(done.redirects)} {'leads' if len(done.redirects) == 1 else 'lead'} on to it.")
    for note in done.notes:
        say(options, f"Note: {note}.")
    for path in done.changed:
        say(options, f"  wrote {path}", loud=True)
    for path in done.removed:
        say(options, f"  removed {path}", loud=True)


def _ingest(options: Options) -> Any:
    from briefgen.intake import ingest as take_in

    report = take_in(options.root, progress(options))
    for made in report.made:
        say(options, f"  {made.path} ({', '.join(made.events)})", loud=True)
    for path in report.updated:
        say(options, f"  updated {path}")
    for seed, twin in report.same:
        say(options, f"  seeds/{seed} is the same as seeds/{twin}: nothing made of it")
    doubtful = [made for made in report.made if made.review]
    if doubtful:
        say(options, "Wants a look (confirm, then delete it from `review`):")
        for made in doubtful:
            say(options, f"  {made.path}: {', '.join(made.review)}")
    for wanted in report.wanted:
        say(
            options,
            f"  named but not here: {' · '.join(part for part in (wanted.title, wanted.author, wanted.outlet, wanted.date) if part)}",
            loud=True,
        )
    done = [_count(len(report.made), "new article"), _count(len(report.new_events), "new event")]
    done += [f"{len(report.updated)} updated"] if report.updated else []
    done += [f"{len(report.filed)} filed"] if report.filed else []
    done += [f"{len(report.wanted)} other articles named that are not here"] if report.wanted else []
    say(options, f"Ingested {_count(report.seen, 'seed')}: {', '.join(done)}.")
    return report


def _draft_of(root: Path, file: str) -> Any:
    """The seed's draft: of an archive's seed with what its other articles say, of any other file on its own."""
    from briefgen import files
    from briefgen.archive import SEEDS
    from briefgen.ingest import draft
    from briefgen.ingest.readers import READERS
    from briefgen.intake import explain as explain_in

    place = next((path for path in (Path(file), root / file, root / SEEDS / file) if files.exists(path)), None)
    if place is None:
        raise click.UsageError(f"there is no file {file!r}, here or in {root / SEEDS}")
    if place.suffix.lower() not in READERS:
        raise click.UsageError(f"{file!r} is no seed: briefgen reads {', '.join(READERS)}")
    data = files.read(place)
    inside = place.resolve().is_relative_to((root / SEEDS).resolve()) and files.exists(root / config.NAME)
    if inside:
        return explain_in(root, place.resolve().relative_to((root / SEEDS).resolve()).as_posix(), data)
    return draft.read(place.name, data, {})


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
