"""Markdown with front matter ⇄ articles and events: read strictly, written plainly, a person's lines kept as they are."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Final, Literal
from urllib.parse import urlsplit

from briefgen import dates, files, frontmatter, origins
from briefgen.frontmatter import Field, Malformed
from briefgen.model import Article, Event, Origin, Plain, Seed, TextPage
from briefgen.problem import Problem, Unreadable
from briefgen.text import squeeze

ARTICLES: Final = "articles"
EVENTS: Final = "events"
PAGES: Final = "pages"
NO_EVENT: Final = "none"
SUFFIXES: Final = (".md", ".markdown")

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

RIGHTS: Final = ("full", "excerpt", "metadata")
_LONGEST_NAME: Final = 200
_SLUG = re.compile(r"[^\s/\\:*?#%\"<>|\x00-\x1f]+")
_OWN_LINES = ("seed", "event", "copy_of", "version_of")
"""What ingest may change after it wrote a file, and what is therefore left out of the file's digest."""


def read_article(path: str, data: bytes) -> tuple[Article, tuple[Problem, ...]]:
    """The article in this file and what is wrong with it; a field that cannot be read is left empty.

    `path` is below `content/`; problems name it below the archive's root. Raises Unreadable for what is not Markdown with
    front matter at all.
    """
    reader, body = _open(path, data, ARTICLE_KEYS)
    slug = PurePosixPath(path).stem
    title = squeeze(reader.text("title"))
    if not title:
        title, body = _title_of_body(body, slug)
        reader.warn("title", "no title", f"add a line like 'title: {title}'")
    article = Article(
        slug=slug,
        path=path,
        title=title,
        body=body,
        date=reader.date("date"),
        authors=tuple(_name(name) for name in reader.texts("author")),
        outlet=_name(reader.text("outlet")),
        via=_name(reader.text("via")),
        source=reader.address("source"),
        events=_events(reader),
        tags=reader.texts("tags"),
        summary=squeeze(reader.text("summary")),
        lang=reader.text("lang"),
        credit=squeeze(reader.text("credit")),
        correction=squeeze(reader.text("correction")),
        captions=tuple(map(squeeze, reader.texts("captions"))),
        image=reader.text("image"),
        image_alt=squeeze(reader.text("image_alt")),
        image_caption=squeeze(reader.text("image_caption")),
        aliases=reader.paths("aliases"),
        draft=reader.flag("draft") or _jekyll_draft(reader),
        rights=reader.choice("rights", RIGHTS),
        copy_of=reader.slug("copy_of"),
        version_of=reader.slug("version_of"),
        review=reader.texts("review"),
        origins=_origins(reader),
        seed=_seed(reader),
        extra=reader.extra(),
    )
    return article, tuple(reader.problems)


def read_event(path: str, data: bytes) -> tuple[Event, tuple[Problem, ...]]:
    """The event in this file and what is wrong with it. Raises Unreadable. See `read_article`."""
    reader, body = _open(path, data, EVENT_KEYS)
    slug = PurePosixPath(path).stem
    title = squeeze(reader.text("title"))
    if not title:
        title = humanize(slug)
        reader.warn("title", "no title", f"add a line like 'title: {title}'")
    event = Event(slug, path, title, squeeze(reader.text("summary")), body, reader.paths("aliases"), reader.extra())
    return event, tuple(reader.problems)


def read_page(path: str, data: bytes) -> tuple[TextPage | None, tuple[Problem, ...]]:
    """The text page in this file and what is wrong with it; None when its address is not to be had. Raises Unreadable. See `read_article`."""
    reader, body = _open(path, data, PAGE_KEYS)
    slug = PurePosixPath(path).stem
    title = squeeze(reader.text("title"))
    if PurePosixPath(path).parent.name != PAGES:
        reader.refuse("text pages have no folders: it is not shown", f"move it to content/{PAGES}/")
        return None, tuple(reader.problems)
    if slug.casefold() in TAKEN:
        reader.refuse(f"the site has a page of its own at {slug}.html: it is not shown", "rename it")
        return None, tuple(reader.problems)
    if not title and slug != ABOUT:
        title, body = _title_of_body(body, slug)
        reader.warn("title", "no title", f"add a line like 'title: {title}'")
    return TextPage(
        slug=slug,
        path=path,
        title=title,
        summary=squeeze(reader.text("summary")),
        body=body,
        lang=reader.text("lang"),
        aliases=reader.paths("aliases"),
        draft=reader.flag("draft"),
        extra=reader.extra(),
    ), tuple(reader.problems)


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
        "rights": "" if article.rights == RIGHTS[0] else article.rights,
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
    return frontmatter.dump({**values, "seed": {"file": seed.file, "digest": seed.digest, "written": seed.written}}, article.body)


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


@dataclass(slots=True)
class _Reader:
    """Reads front matter's fields one by one, and collects what is wrong with them."""

    path: str
    """Below the archive's root."""
    fields: dict[str, Field]
    keys: Mapping[str, tuple[str, ...]]
    whole: str
    """The file, of which problems quote lines."""
    problems: list[Problem] = field(default_factory=list)
    present: dict[str, Field] = field(init=False)
    """By the key's own name: of those that stand for one key the first in `keys`."""

    def __post_init__(self) -> None:
        names = _names(self.keys)
        ranked = sorted((*names[name], name) for name in self.fields if name in names)
        self.present = {key: self.fields[name] for _, key, name in reversed(ranked)}

    def found(self, key: str) -> Field | None:
        return self.present.get(key)

    def texts(self, key: str) -> tuple[str, ...]:
        given = self.found(key)
        if given is None or given.value == "":
            return ()
        texts = tuple(frontmatter.texts(given.value))
        if not texts and given.value != ():
            self.error(given, f"{key} is neither text nor a list of texts")
        return texts

    def text(self, key: str) -> str:
        given = self.found(key)
        if given is None:
            return ""
        if isinstance(given.value, str):
            return given.value.strip()
        texts = tuple(frontmatter.texts(given.value))
        if len(texts) != 1:
            self.error(given, f"{key} is not a single text", "write one value")
        return "".join(texts[:1])

    def date(self, key: str) -> str:
        given = self.found(key)
        value = self.text(key)
        if given is None or value.lower() in ("", "true", "false", "yes", "no"):
            return ""
        try:
            return dates.parse(value)
        except ValueError:
            self.error(given, f"{key} {value!r} is not a date", "write it as YYYY-MM-DD")
            return ""

    def address(self, key: str) -> str:
        given = self.found(key)
        value = self.text(key)
        if given is None or not value or _is_web_address(value):
            return value
        self.problems.append(self._problem(given, f"{key} {value!r} is not a web address, and is not shown", "write it with https://", "warning"))
        return ""

    def flag(self, key: str) -> bool:
        """Whether it is set; what is not understood counts as set, which publishes least."""
        given = self.found(key)
        if given is None:
            return False
        value = given.value.strip().lower() if isinstance(given.value, str) else "?"
        if value not in ("true", "false", "yes", "no", ""):
            self.error(given, f"{key} is neither true nor false: it counts as true", f"write '{key}: true' or '{key}: false'")
        return value not in ("false", "no", "")

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        """One of `choices`, the first by default; what is not understood counts as the last, which publishes least."""
        given = self.found(key)
        if given is None or given.value == "":
            return choices[0]
        value = given.value.strip() if isinstance(given.value, str) else ""
        if value not in choices:
            self.error(given, f"{key} {value!r} is unknown" if value else f"{key} is not a single text", f"write one of {', '.join(choices)}")
            return choices[-1]
        return value

    def slug(self, key: str) -> str:
        return "".join(self.slugs(key)[:1])

    def slugs(self, key: str) -> tuple[str, ...]:
        given = self.found(key)
        good = tuple(value for value in self.texts(key) if _SLUG.fullmatch(value) and files.is_inside(value) and _is_short(value))
        if given is not None and len(good) != len(self.texts(key)):
            self.error(given, f"{key} is not a slug", "write the name of its file, without folder and ending")
        return good

    def paths(self, key: str) -> tuple[str, ...]:
        """Addresses below the site's root, ending in a file's name."""
        given = self.found(key)
        good = []
        for value in self.texts(key):
            path = value.strip().lstrip("/")
            path = path + "index.html" if path.endswith("/") else path if path.endswith(".html") else path + ".html"
            path = str(PurePosixPath(path))
            if (
                files.is_inside(path)
                and not path.startswith(".briefgen")
                and _is_short(path)
                and given is not None
                and not re.search(r"[<>:\"|?*#%\x00-\x1f\x7f]", path)
            ):
                good.append(path)
            elif given is not None:
                self.error(given, f"{key}: {value!r} is not an address inside the site", "write it like 'old/address.html'")
        return tuple(good)

    def extra(self) -> tuple[tuple[str, Plain], ...]:
        """The unknown keys. One that is nearly a known one is warned of."""
        known = _names(self.keys)
        unknown = {key: given for key, given in self.fields.items() if key not in known}
        for key, given in unknown.items():
            close = difflib.get_close_matches(key, self.keys, n=1, cutoff=0.8)
            if close:
                self.problems.append(self._problem(given, f"unknown key {key!r} is kept as it is", f"did you mean {close[0]!r}?", "warning"))
        return tuple(sorted((key, given.value) for key, given in unknown.items()))

    def refuse(self, message: str, hint: str) -> None:
        """Says that the file as a whole cannot be used."""
        self.problems.append(self._problem(Field(0, ""), message, hint, "error"))

    def error(self, given: Field, message: str, hint: str = "") -> None:
        self.problems.append(self._problem(given, message, hint, "error"))

    def warn(self, key: str, message: str, hint: str) -> None:
        given = self.found(key) or Field(0, "")
        self.problems.append(self._problem(given, message, hint, "warning"))

    def _problem(self, given: Field, message: str, hint: str, severity: Literal["error", "warning"]) -> Problem:
        quote = _line(self.whole, given.line)
        return Problem(self.path, given.line, message, hint, quote, severity)


def _open(path: str, data: bytes, keys: Mapping[str, tuple[str, ...]]) -> tuple[_Reader, str]:
    place = f"content/{path}"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(Problem(place, line, f"not UTF-8 ({error.reason})", "save it as UTF-8")) from error
    try:
        head, body, form = frontmatter.split(text)
        fields = frontmatter.fields(head, form)
    except Malformed as error:
        quote = _line(text, error.line)
        raise Unreadable(Problem(place, error.line, error.message, error.hint, quote)) from error
    return _Reader(place, fields, keys, text), body.strip("\r\n").replace("\r\n", "\n")


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def _names(keys: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[int, str]]:
    """Each name that a key may have, with its place among that key's names, and the key."""
    return _ARTICLE_NAMES if keys is ARTICLE_KEYS else _EVENT_NAMES if keys is EVENT_KEYS else _PAGE_NAMES


def _ranked(keys: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[int, str]]:
    return {name: (place, key) for key, names in keys.items() for place, name in enumerate(names)}


_ARTICLE_NAMES: Final = _ranked(ARTICLE_KEYS)
_EVENT_NAMES: Final = _ranked(EVENT_KEYS)
_PAGE_NAMES: Final = _ranked(PAGE_KEYS)


def _is_short(path: str) -> bool:
    """Whether every part of a path, with an ending, is short enough for any disk: they take 255 bytes."""
    return all(len(part.encode()) <= _LONGEST_NAME for part in path.split("/"))


def _title_of_body(body: str, slug: str) -> tuple[str, str]:
    """A title for an article that has none, from its first heading, which is then no longer part of its body."""
    first, _, rest = body.lstrip().partition("\n")
    if re.match(r"#\s+\S", first):
        return squeeze(first.lstrip("#").rstrip(" \t#")), rest.lstrip("\n")
    return humanize(slug), body


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _name(value: str) -> str:
    """A name without the brackets that Obsidian's clipper puts around it."""
    return squeeze(re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", value))


def _events(reader: _Reader) -> tuple[str, ...] | None:
    given = reader.found("event")
    named = reader.slugs("event")
    good = tuple(dict.fromkeys(name for name in named if name.lower() != NO_EVENT))
    return None if not good and given is not None and given.value not in ("", ()) else good  # what a person wrote wrongly is theirs to mend


def _jekyll_draft(reader: _Reader) -> bool:
    """Whether the file says `published: false`, as Jekyll has it."""
    given = reader.fields.get("published")
    return given is not None and str(given.value).lower() in ("false", "no")


def _seed(reader: _Reader) -> Seed | None:
    given = reader.found("seed")
    if given is None or not isinstance(given.value, dict):
        return None
    parts = [given.value.get(key) for key in ("file", "digest", "written")]
    return Seed(*(part if isinstance(part, str) else "" for part in parts))


def _origins(reader: _Reader) -> tuple[Origin, ...]:
    given = reader.found("origins")
    if given is None or given.value in ("", ()):
        return ()
    if not isinstance(given.value, dict):
        reader.error(given, "origins is not a list of fields, each with where it was read", _ORIGINS_HINT)
        return ()
    found = []
    for key, value in given.value.items():
        try:
            found.append(origins.read(key, value if isinstance(value, str) else ""))
        except ValueError:
            reader.error(given, f"origins: {key!r} does not say where it was read", _ORIGINS_HINT)
    return tuple(found)


_ORIGINS_HINT: Final = "delete it, or put back what ingest wrote: 'VALUE | line NUMBER, RULE | WORDS'"
