"""The values that pass between stages: frozen, slotted dataclasses of plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

Plain: TypeAlias = str | int | float | bool | tuple["Plain", ...] | dict[str, "Plain"] | None
"""What an unknown front-matter key may hold: plain data, as a theme receives it."""


UNKNOWN_DAY: Final = "9999"
"""When what says no day is published: not yet."""
WITHOUT_REASON: Final = "true"
"""What stands for a reason where none is given."""


@dataclass(frozen=True, slots=True)
class Seed:
    """Where an article came from, as its front matter remembers it."""

    file: str
    """Path below `seeds/`, with forward slashes."""
    digest: str
    """Digest of the seed's bytes when it was read."""
    written: str
    """Digest of what ingest wrote, without the lines that ingest itself may change later."""
    captured: str = ""
    """The day on which the page was saved, as far as the seed says so."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where ingest read a field of an article."""

    field: str
    """'title', 'date', 'author', 'outlet' or 'lang'."""
    value: str
    """What it read there; of several authors all, with '; ' between them."""
    rule: str
    """The name of the rule that read it, as `briefgen explain` has it."""
    line: int = 0
    """Of the seed, from 1; 0 where it was in none: in what a page declares of itself, in another article."""
    words: str = ""
    """What stands on that line, shortened; '' where there is none."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as `content/articles/` holds it."""

    slug: str
    """The file's name without `.md`; the article's name wherever another file refers to it."""
    path: str
    """Path below `content/`, for instance `articles/2022/2022-01-07-slug.md`."""
    title: str
    body: str
    """Markdown."""
    date: str = ""
    """As much of ISO 8601 as is known: '', '2022', '2022-01', '2022-01-07' or a full timestamp."""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    via: str = ""
    source: str = ""
    events: tuple[str, ...] | None = ()
    """Slugs of events; empty when none was chosen yet, None when a person wrote `event: none`."""
    tags: tuple[str, ...] = ()
    summary: str = ""
    lang: str = ""
    credit: str = ""
    """Who else reported: a wire agency, 'With reporting by …'."""
    correction: str = ""
    """The outlet's own note on what it corrected."""
    captions: tuple[str, ...] = ()
    """What stood under pictures and is no part of the text."""
    image: str = ""
    """A picture's path beside the file, or below content/ with a slash before it; or the address of one elsewhere, which is not shown."""
    image_alt: str = ""
    """What it shows."""
    image_caption: str = ""
    aliases: tuple[str, ...] = ()
    draft: bool = False
    rights: str = "full"
    """'full', 'excerpt' or 'metadata': how much of the body is shown; '' in an article just read that leaves it to the archive's policy."""
    noindex: bool = False
    """Whether search engines are to leave its page out."""
    publish_on: str = ""
    """The day from which on it is shown, as `date` has it; UNKNOWN_DAY where what stands there is no day."""
    withdrawn: str = ""
    """Why it is no longer shown; WITHOUT_REASON where no reason is given; '' for what is shown."""
    copy_of: str = ""
    """Slug of the article that this one copies."""
    version_of: str = ""
    """Slug of the earlier article of which this is a later text."""
    review: tuple[str, ...] = ()
    """Fields that were inferred and that a person should confirm."""
    origins: tuple[Origin, ...] = ()
    """Where ingest read title, date, author and outlet: at most one for each."""
    seed: Seed | None = None
    extra: tuple[tuple[str, Plain], ...] = ()
    """Unknown keys, as they stand, for the theme."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event as `content/events/` holds it."""

    slug: str
    path: str
    """Path below `content/`; empty when articles name the event but no file describes it."""
    title: str
    summary: str = ""
    body: str = ""
    """Markdown that a person wrote; usually empty."""
    aliases: tuple[str, ...] = ()
    extra: tuple[tuple[str, Plain], ...] = ()


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page that a person wrote, as `content/pages/` holds it: 'About', 'How to search'."""

    slug: str
    path: str
    """Path below `content/`."""
    title: str
    """'' where none is given."""
    summary: str = ""
    body: str = ""
    """Markdown."""
    lang: str = ""
    aliases: tuple[str, ...] = ()
    draft: bool = False
    extra: tuple[tuple[str, Plain], ...] = ()
