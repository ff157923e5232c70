"""What `briefgen export` gives: an archive's articles in any of its formats, from content/, whether the site is built or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from briefgen import lock, standing, theme
from briefgen.config import Config
from briefgen.crew import Crew
from briefgen.keys import exporting
from briefgen.library import originals, texts
from briefgen.library.originals import Manner
from briefgen.library.reading import load
from briefgen.output import Output
from briefgen.progress import Progress, quiet
from briefgen.publish.chosen import Choice, NotThere, chosen
from briefgen.publish.portable import portable
from briefgen.shelf import Shelf
from briefgen.site import dossier_pages, entries, formats, mirror, work
from briefgen.site.build import STAGE, shelf_of, worked_out
from briefgen.site.exports import Source, later
from briefgen.site.planned import supplied
from briefgen.site.render import environment
from briefgen.site.work import Task, made_of
from briefgen.site.workshop import Workshop, cache
from briefgen.standing import Look

MARKDOWN: Final = "markdown"
DOSSIER: Final = "dossier"
FORMATS: Final = (*exporting.FORMATS, MARKDOWN, DOSSIER)


@contextmanager
def opened(root: Path, settings: Config, progress: Progress = quiet, on_wait: Callable[[str], None] | None = None) -> Iterator[Workshop]:
    """The archive as a build has it, with all that is shown; what a build remembers is used, and remembered. Raises Unreadable."""
    dress = theme.load(root, settings.theme)
    place = root / standing.FOLDER
    with (
        lock.held(place, *((on_wait,) if on_wait else ())),
        Shelf(place / shelf_of(settings)) as kept,
        Crew(0, settings.executor, preloaded=(work.__name__,)) as crew,
    ):
        now = Look(str(root), settings.site)
        now.distrust(str(root))
        also = worked_out(settings) | {entries.STEP: entries.entry_of}
        reading = load(root, now.content.stamps(), kept, crew, progress, also, Manner(settings.markdown, settings.policy))
        yield Workshop(root, settings, dress, reading, Output(root / settings.site, place / STAGE, kept, {}), kept, crew, progress)


def data(shop: Workshop, form: str, choice: Choice, *, text: bool) -> tuple[bytes, int]:
    """A file of these articles in one of `exporting.FORMATS`, and how many they are; JSON Lines with as much of their texts as may be shown,
    if `text` is wanted. Raises NotThere, Unreadable."""
    shelves, _ = shop.shelved(facts=False)
    source = Source(shop.root, shop.kept, shop.reading.file)
    has_markdown = shop.settings.exports.markdown

    def member(place: int) -> formats.Member:
        head = heads[place]
        known = later(head, shelves.by_slug, has_markdown=has_markdown)
        if text and form == "jsonl":
            known = known._replace(text=texts.shown_in(texts.shown(shop.root, shop.reading.file(head), shop.kept)).text)
        return source.entry(head), known

    heads = chosen(shop.root, shop.settings, shelves, choice)
    return formats.written(form, map(member, range(len(heads))), shop.settings.base_url), len(heads)


def mirrored(shop: Workshop, choice: Choice) -> Iterator[tuple[str, bytes]]:
    """The Markdown of these articles: each file's path, as the site has it, and its bytes. Raises NotThere, Unreadable."""
    shelves, typesetter = shop.shelved(facts=False)
    for head in chosen(shop.root, shop.settings, shelves, choice):
        file = shop.reading.file(head)
        text = mirror.text(originals.article(shop.root, file), file, head.url, typesetter(head.path), shop.settings.base_url)
        yield mirror.address(head.url), text.encode()


def dossier(shop: Workshop, slug: str) -> tuple[bytes, int]:
    """The dossier of an event as one file that needs no other, and how many articles the event has. Raises NotThere, Unreadable."""
    shelves, _ = shop.shelved()
    event = next((one for one in shelves.archive.events if one.slug == slug and shelves.members[slug]), None)
    if event is None:
        raise NotThere(f"there is no event {slug!r} with articles", "'briefgen events' lists them")
    planned = dossier_pages.dossier(shelves, event)
    task = Task(planned.path, planned.template, planned.make, supplied(planned), "", planned.origin)
    page = made_of(shop.root, environment(shop.kit, cache()), shop.site, task)
    styles = {path: _stylesheet(shop, path) for path in shop.statics if path.endswith(".css")}
    by_address = {shop.statics[path].path: text for path, text in styles.items()}
    return portable(page, planned.path, by_address, shop.settings.base_url), len(shelves.members[slug])


def _stylesheet(shop: Workshop, path: str) -> str:
    item = shop.statics[path]
    made: bytes = item.make(shop.root, *supplied(item))
    return made.decode()
