"""Markdown with front matter ⇄ articles and events: read strictly, written plainly, a person's lines kept as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from briefgen import dates, files, frontmatter, origins
from briefgen.fields import Fields, opened, ranked
from briefgen.keys.policy import RIGHTS
from briefgen.model import UNKNOWN_DAY, WITHOUT_REASON, Article, Event, Origin, Plain, Seed, TextPage
from briefgen.problem import Problem
from briefgen.text import squeeze

ARTICLES: Final = "articles"
EVENTS: Final = "events"
PAGES: Final = "pages"
ROOT: Final = "root"
"""The folder of what is copied to the site's root as it is."""
NO_EVENT: Final = "none"
SUFFIXES: Final = (".md", ".markdown")


def is_text(path: str) -> bool:
    """Whether a path below content/ is that of an article, an event or a page."""
    return path.lower().endswith(SUFFIXES) and not path.startswith(f"{ROOT}/")


ARTICLE_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title", "headline"),
    "date": ("date", "published", "pubdate"),
    "author": ("author", "authors", "byline"),
    "outlet": ("outlet", "site", "publisher"),
    "via": ("via",),
    "source": ("source", "url", "link"),
    "event": ("event", "events"),
    "tags": ("tags", "keywords"),
    "summary": ("summary", "description", "excerpt"),
    "lang": ("lang", "language"),
    "credit": ("credit",),
    "correction": ("correction",),
    "captions": ("captions",),
    "image": ("image",),
    "image_alt": ("image_alt",),
    "image_caption": ("image_caption",),
    "aliases": ("aliases",),
    "draft": ("draft",),
    "rights": ("rights",),
    "noindex": ("noindex",),
    "publish_on": ("publish_on",),
    "withdrawn": ("withdrawn",),
    "copy_of": ("copy_of",),
    "version_of": ("version_of",),
    "review": ("review",),
    "origins": ("origins",),
    "seed": ("seed",),
}
"""Each key of an article with the names that other tools give it; the first one present counts."""

EVENT_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title",),
    "summary": ("summary", "description"),
    "aliases": ("aliases",),
}

PAGE_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title",),
    "summary": ("summary", "description"),
    "lang": ("lang", "language"),
    "aliases": ("aliases",),
    "draft": ("draft",),
}

ABOUT: Final = "about"
"""The text page that says what the archive is: its body stands on `about.html`, which is there without it too."""
TAKEN: Final = ("index", "search", "404")
"""Names of pages of the site's own, which no text page can have."""

_OWN_LINES = ("seed", "event", "copy_of", "version_of")
"""What ingest may change after it wrote a file, and what is therefore left out of the file's digest."""


def read_article(path: str, data: bytes) -> tuple[Article, tuple[Problem, ...]]:
    """The article in this file and what is wrong with it; a field that cannot be read is left empty.

    `path` is below `content/`; problems name it below the archive's root. Raises Unreadable for what is not Markdown with
    front matter at all.
    """
    fields, body = opened(path, data, _ARTICLE_NAMES)
    slug = PurePosixPath(path).stem
    title = squeeze(fields.text("title"))
    if not title:
        title, body = _title_of_body(body, slug)
        fields.warn("title", "no title", f"add a line like 'title: {title}'")
    article = Article(
        slug=slug,
        path=path,
        title=title,
        body=body,
        date=fields.date("date"),
        authors=tuple(_name(name) for name in fields.texts("author")),
        outlet=_name(fields.text("outlet")),
        via=_name(fields.text("via")),
        source=fields.address("source"),
        events=_events(fields),
        tags=fields.texts("tags"),
        summary=squeeze(fields.text("summary")),
        lang=fields.text("lang"),
        credit=squeeze(fields.text("credit")),
        correction=squeeze(fields.text("correction")),
        captions=tuple(map(squeeze, fields.texts("captions"))),
        image=fields.text("image"),
        image_alt=squeeze(fields.text("image_alt")),
        image_caption=squeeze(fields.text("image_caption")),
        aliases=fields.paths("aliases"),
        draft=fields.flag("draft") or _jekyll_draft(fields),
        rights=fields.choice("rights", ("", *RIGHTS)),
        noindex=fields.flag("noindex"),
        publish_on=_publish_on(fields),
        withdrawn=_withdrawn(fields),
        copy_of=fields.slug("copy_of"),
        version_of=fields.slug("version_of"),
        review=fields.texts("review"),
        origins=_origins(fields),
        seed=_seed(fields),
        extra=fields.extra(),
    )
    return article, tuple(fields.problems)


def read_event(path: str, data: bytes) -> tuple[Event, tuple[Problem, ...]]:
    """The event in this file and what is wrong with it. Raises Unreadable. See `read_article`."""
    fields, body = opened(path, data, _EVENT_NAMES)
    slug = PurePosixPath(path).stem
    title = squeeze(fields.text("title"))
    if not title:
        title = humanize(slug)
        fields.warn("title", "no title", f"add a line like 'title: {title}'")
    event = Event(slug, path, title, squeeze(fields.text("summary")), body, fields.paths("aliases"), fields.extra())
    return event, tuple(fields.problems)


def read_page(path: str, data: bytes) -> tuple[TextPage | None, tuple[Problem, ...]]:
    """The text page in this file and what is wrong with it; None when its address is not to be had. Raises Unreadable. See `read_article`."""
    fields, body = opened(path, data, _PAGE_NAMES)
    slug = PurePosixPath(path).stem
    title = squeeze(fields.text("title"))
    if PurePosixPath(path).parent.name != PAGES:
        fields.refuse("text pages have no folders: it is not shown", f"move it to content/{PAGES}/")
        return None, tuple(fields.problems)
    if slug.casefold() in TAKEN:
        fields.refuse(f"the site has a page of its own at {slug}.html: it is not shown", "rename it")
        return None, tuple(fields.problems)
    if not title and slug != ABOUT:
        title, body = _title_of_body(body, slug)
        fields.warn("title", "no title", f"add a line like 'title: {title}'")
    return TextPage(
        slug=slug,
        path=path,
        title=title,
        summary=squeeze(fields.text("summary")),
        body=body,
        lang=fields.text("lang"),
        aliases=fields.paths("aliases"),
        draft=fields.flag("draft"),
        extra=fields.extra(),
    ), tuple(fields.problems)


def write_article(article: Article) -> str:
    """The article as a new file's text. Its seed's `written` digest is filled in here."""
    values: dict[str, Plain] = {"title": article.title}
    authors: Plain = article.authors if len(article.authors) > 1 else "".join(article.authors)
    events: Plain = NO_EVENT if article.events is None else article.events if len(article.events) > 1 else "".join(article.events)
    optional: dict[str, Plain] = {
        "date": article.date,
        "author": authors,
        "outlet": article.outlet,
        "via": article.via,
        "source": article.source,
        "tags": article.tags,
        "summary": article.summary,
        "lang": article.lang,
        "credit": article.credit,
        "correction": article.correction,
        "captions": article.captions,
        "image": article.image,
        "image_alt": article.image_alt,
        "image_caption": article.image_caption,
        "aliases": article.aliases,
        "draft": "true" if article.draft else "",
        "rights": article.rights,
        "noindex": "true" if article.noindex else "",
        "publish_on": article.publish_on,
        "withdrawn": article.withdrawn,
        "copy_of": article.copy_of,
        "version_of": article.version_of,
        "review": article.review,
        **dict(article.extra),
        "event": events,
        "origins": {one.field: origins.written(one) for one in article.origins} or "",
    }
    values |= {key: value for key, value in optional.items() if value not in ("", ())}
    if article.seed is None:
        return frontmatter.dump(values, article.body)
    unsigned = frontmatter.dump(values, article.body)
    seed = replace(article.seed, written=signature(unsigned))
    captured = {"captured": seed.captured} if seed.captured else {}
    return frontmatter.dump({**values, "seed": {"file": seed.file, "digest": seed.digest, **captured, "written": seed.written}}, article.body)


def write_event(event: Event) -> str:
    """The event as a new file's text."""
    values: dict[str, Plain] = {"title": event.title}
    if event.summary:
        values["summary"] = event.summary
    return frontmatter.dump(values, event.body)


def signature(text: str) -> str:
    """The digest by which ingest recognizes its own text: of all but the lines that it may change itself later."""
    head, body, _ = frontmatter.split(text.replace("\r\n", "\n"))  # git may have changed the line ends
    return files.digest((frontmatter.without_field(head, *_OWN_LINES) + "---\n" + body).encode())


def untouched(text: str, article: Article) -> bool:
    """Whether nobody has edited this article's file since ingest wrote it."""
    return article.seed is not None and article.seed.written == signature(text)


def humanize(slug: str) -> str:
    """A title for what has none: 'Harbour strike' of 'harbour-strike'."""
    text = squeeze(re.sub(r"[-_]+", " ", re.sub(r"^\d{4}-\d\d-\d\d-", "", slug)))
    return text[:1].upper() + text[1:] or slug


_ARTICLE_NAMES: Final = ranked(ARTICLE_KEYS)
_EVENT_NAMES: Final = ranked(EVENT_KEYS)
_PAGE_NAMES: Final = ranked(PAGE_KEYS)


def _title_of_body(body: str, slug: str) -> tuple[str, str]:
    """A title for an article that has none, from its first heading, which is then no longer part of its body."""
    first, _, rest = body.lstrip().partition("\n")
    if re.match(r"#\s+\S", first):
        return squeeze(first.lstrip("#").rstrip(" \t#")), rest.lstrip("\n")
    return humanize(slug), body


def _name(value: str) -> str:
    """A name without the brackets that Obsidian's clipper puts around it."""
    return squeeze(re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", value))


def _events(fields: Fields) -> tuple[str, ...] | None:
    given = fields.found("event")
    named = fields.slugs("event")
    good = tuple(dict.fromkeys(name for name in named if name.lower() != NO_EVENT))
    return None if not good and given is not None and given.value not in ("", ()) else good  # what a person wrote wrongly is theirs to mend


def _publish_on(fields: Fields) -> str:
    found = fields.date("publish_on")
    return found or (UNKNOWN_DAY if fields.text("publish_on") else "")


def _withdrawn(fields: Fields) -> str:
    said = squeeze(fields.text("withdrawn"))
    if said.lower() in ("", "false", "no"):
        given = fields.found("withdrawn")
        return WITHOUT_REASON if given is not None and not said and given.value != "" else ""  # what cannot be read publishes least
    return WITHOUT_REASON if said.lower() in ("true", "yes") else said


def _jekyll_draft(fields: Fields) -> bool:
    """Whether the file says `published: false`, as Jekyll has it."""
    given = fields.named.get("published")
    return given is not None and str(given.value).lower() in ("false", "no")


def _seed(fields: Fields) -> Seed | None:
    given = fields.found("seed")
    if given is None or not isinstance(given.value, dict):
        return None
    file, digest, written, captured = (part if isinstance(part, str) else "" for part in map(given.value.get, _SEED))
    return Seed(file, digest, written, captured if len(captured) <= 10 and dates.is_date(captured) else "")


_SEED: Final = ("file", "digest", "written", "captured")


def _origins(fields: Fields) -> tuple[Origin, ...]:
    given = fields.found("origins")
    if given is None or given.value in ("", ()):
        return ()
    if not isinstance(given.value, dict):
        fields.error(given, "origins is not a list of fields, each with where it was read", _ORIGINS_HINT)
        return ()
    found = []
    for key, value in given.value.items():
        try:
            found.append(origins.read(key, value if isinstance(value, str) else ""))
        except ValueError:
            fields.error(given, f"origins: {key!r} does not say where it was read", _ORIGINS_HINT)
    return tuple(found)


_ORIGINS_HINT: Final = "delete it, or put back what ingest wrote: 'VALUE | line NUMBER, RULE | WORDS'"
