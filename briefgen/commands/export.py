"""`briefgen export`: articles in a format that other programs read."""

from __future__ import annotations

from briefgen.commands.ending import WELL, Misused
from briefgen.commands.parser import among
from briefgen.commands.publishing import day_of, refuse_own, takes_edition
from briefgen.commands.saying import answer, aside, count, hand, progress, say, tell, waiter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser
    from briefgen.publish.chosen import Choice
    from briefgen.site.workshop import Workshop

ABOUT = "Write articles in a format that other programs read, to standard output or a file."
EXAMPLE = "briefgen export bibtex --outlet 'Radio Velmora' -o radio.bib"

_FORMATS = ("csl", "bibtex", "ris", "csv", "jsonl", "markdown", "dossier")


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("form", metavar="FORMAT", type=among(_FORMATS, "format"), help=f"One of {', '.join(_FORMATS)}.")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--event", metavar="SLUG", default="", help="Only the articles of this event; a name that it had will do.")
    which.add_argument("--outlet", metavar="NAME", default="", help="Only the articles of this outlet.")
    which.add_argument("--author", metavar="NAME", default="", help="Only the articles of this author.")
    which.add_argument("--query", metavar="QUERY", default="", help="Only what the built site's search finds, the best first.")
    parser.add_argument("-o", "--output", metavar="FILE", default="", help="Where to write; a folder for markdown.")
    parser.add_argument("--no-text", action="store_true", help="JSON Lines without the articles' texts.")
    takes_edition(parser)


def run(
    options: Options,
    *,
    form: str,
    event: str,
    outlet: str,
    author: str,
    query: str,
    output: str,
    no_text: bool,
    edition: str,
    date: str,
) -> int:
    """Exports; the exit code."""
    from pathlib import Path

    from briefgen import config, files
    from briefgen.publish import exported
    from briefgen.publish.chosen import Choice, NotThere

    if form == exported.MARKDOWN and not output:
        raise Misused("markdown is many files", "name a folder for them with -o")
    if form == exported.DOSSIER and not event:
        raise Misused("a dossier is of one event", "name it with --event")
    if output:
        refuse_own(options, Path(output))
    if output and form != exported.MARKDOWN and files.is_folder(Path(output)):
        raise Misused(f"{output!r} is a folder", "name a file with -o")
    choice = Choice(event, outlet, author, query)
    settings = config.load(options.root, safe=options.safe, edition=edition, date=day_of(date))
    try:
        with exported.opened(options.root, settings, progress(options), waiter(options)) as shop:
            choice = _led_on(options, shop, choice)
            if form == exported.MARKDOWN:
                return _mirrored(options, shop, choice, output)
            is_dossier = form == exported.DOSSIER
            data, articles = exported.dossier(shop, choice.event) if is_dossier else exported.data(shop, form, choice, text=not no_text)
            problems = shop.reading.problems
    except NotThere as error:
        raise Misused(error.message, error.hint) from error
    tell((one for one in problems if one.severity == "error"), options)
    if not output:
        hand(data)
        return WELL
    files.write(Path(output), data)
    answer(options, {"file": output, "articles": articles})
    say(options, f"Wrote {output}: {count(articles, 'article')}.")
    return WELL


def _led_on(options: Options, shop: Workshop, choice: Choice) -> Choice:
    """The choice with the name that its event has now, of which a word is said where that is another."""
    from briefgen.publish.chosen import led_to

    event = led_to(shop.events, choice.event) if choice.event else ""
    if event != choice.event:
        aside(options, f"the event {choice.event!r} is {event!r} now")
    return choice._replace(event=event)


def _mirrored(options: Options, shop: Workshop, choice: Choice, output: str) -> int:
    from pathlib import Path

    from briefgen import files
    from briefgen.publish import exported

    written = [files.write_if_changed(Path(output) / path, data) for path, data in exported.mirrored(shop, choice)]
    answer(options, {"folder": output, "articles": len(written), "written": sum(written)})
    say(options, f"Wrote {output}: {count(len(written), 'article')}; {count(sum(written), 'file')} written.")
    return WELL
