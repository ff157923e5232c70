"""An article as an entry of each export, worked out once, when its file is read: what is known of it, and nothing of its text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

import msgspec
from msgspec import Struct

from briefgen import dates
from briefgen.library.heads import address
from briefgen.model import Article
from briefgen.site import citing
from briefgen.site.bylines import Name
from briefgen.text import squeeze

STEP: Final = "entry"
"""The step under which each article's entries are kept."""
ROOT: Final = "\uffff"
"""Stands in entries for the site's address, for which no entry is made anew. `line` leaves this sign in no text."""
TITLES: Final = ("Title", "Date", "Outlet", "Authors", "Address", "Via", "Source", "Events", "Subjects", "Language", "Summary")
"""The columns of an entry in CSV,"""
LATER_TITLES: Final = ("Rights", "Words", "Copy of", "Version of")
"""and those that depend on what else is in the archive."""


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """An article in each format."""

    key: str
    """What tells it from others in CSL-JSON and BibTeX: the same as on its page."""
    csl: bytes
    """All of the object but its `id`, with the comma before it."""
    bibtex: bytes
    """All behind the key."""
    kind: str
    """Of the entry in BibTeX: 'article' or 'misc'."""
    ris: bytes
    csv: bytes
    """The cells of TITLES, without a line's end."""
    jsonl: bytes
    """The object without its closing brace."""


def entry_of(article: Article, _: str) -> bytes:
    """An article's entries, as they are kept."""
    source = citing.source_of(article)
    page = at(address(article.path.rpartition(".")[0] + ".html"))
    (run,) = citing.bibtex(source)
    kind, _, rest = run.text[1:].partition("{")
    record = _record(article, page)
    return _ENCODER.encode(
        Entry(
            source.key,
            _JSON.encode(_csl(article, source.names, page))[1:],
            rest[len(source.key) :].replace(ROOT, "").encode(),
            kind,
            _ris(article, source.names, page).encode(),
            row(_cells(record)),
            _JSON.encode(record)[:-1],
        )
    )


def at(path: str) -> str:
    """The address of a page or file of the site."""
    return ROOT + quote(path)


def read(data: bytes) -> Entry:
    """What `entry_of` made."""
    return _DECODER.decode(data)


def line(text: str) -> str:
    """A text on one line, without signs that files of text have no place for."""
    return squeeze(_CONTROLS.sub(" ", text))


_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


# CSL-JSON, as the Citation Style Language's schema has it (csl-data.json, 1.0.2)


def _csl(article: Article, names: Sequence[Name], page: str) -> dict[str, object]:
    fields: dict[str, object] = {
        "type": "article-newspaper" if article.outlet else "article",
        "title": line(article.title),
        "author": [_csl_name(name) for name in names],
        "container-title": line(article.outlet),
        "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if (day := dates.day(article.date)) else None,
        "URL": line(article.source) or page,
        "language": line(article.lang),
        "abstract": line(article.summary),
        "keyword": ", ".join(map(line, article.tags)),
    }
    return {name: value for name, value in fields.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    """A person's name in its parts; what has none is not to be turned round."""
    if not name.given:
        return {"literal": line(name.family)}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {key: line(part) for key, part in parts.items() if part}


# RIS, as Research Information Systems described it in 2011


def _ris(article: Article, names: Sequence[Name], page: str) -> str:
    day = dates.day(article.date)
    tags = (
        ("TY", "NEWS"),
        ("TI", line(article.title)),
        *(("AU", line(name.inverted())) for name in names),
        ("T2", line(article.outlet)),
        ("PY", day[:4]),
        ("DA", "/".join([*day.split("-"), "", "", ""][:4]) if day else ""),
        ("LA", line(article.lang)),
        ("AB", line(article.summary)),
        *(("KW", line(tag)) for tag in article.tags),
        ("UR", line(article.source) or page),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in tags if value) + "ER  - \r\n\r\n"


# CSV, as RFC 4180 has it


def row(cells: Sequence[str]) -> bytes:
    """Cells as a line of CSV, each in quotes, without the line's end."""
    made = io.StringIO()
    csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="").writerow([_harmless(cell) for cell in cells])
    return made.getvalue().encode()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that would be gets an apostrophe before it."""
    return f"'{cell}" if cell[:1] in _FORMULA else cell


_FORMULA: Final = frozenset("=+-@＝＋－＠")


def _cells(record: Record) -> tuple[str, ...]:
    return (
        *(record.title, record.date, record.outlet, "; ".join(record.authors), record.address, record.via, record.source),
        *(" ".join(record.events), "; ".join(record.tags), record.lang, record.summary),
    )


# JSON Lines: a schema of our own, docs/metadata.md


class Record(Struct, frozen=True, gc=False):
    """An article as a line of JSON, but for what depends on the rest of the archive."""

    slug: str
    address: str
    title: str
    date: str
    outlet: str
    authors: tuple[str, ...]
    via: str
    source: str
    events: tuple[str, ...]
    tags: tuple[str, ...]
    lang: str
    summary: str


def _record(article: Article, page: str) -> Record:
    return Record(
        slug=line(article.slug),
        address=page,
        title=line(article.title),
        date=line(article.date),
        outlet=line(article.outlet),
        authors=tuple(map(line, article.authors)),
        via=line(article.via),
        source=line(article.source),
        events=tuple(map(line, article.events or ())),
        tags=tuple(map(line, article.tags)),
        lang=line(article.lang),
        summary=line(article.summary),
    )


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Entry)
_JSON: Final = msgspec.json.Encoder()
