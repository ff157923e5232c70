"""The archive's own readers and rules: what they give, as values of ingest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, get_args

from briefgen import dates, extensions
from briefgen.extending import Scrape
from briefgen.extensions import Extension
from briefgen.ingest.page import Fact, Label, Mark, Sheet
from briefgen.text import clean, squeeze

_SURE: Final = 0.97
"""What the owner's own reader states is better evidence than what a page says, and no better than front matter."""


def scraped(reader: Extension, seed: str, data: bytes) -> Scrape:
    """A seed as the archive's reader reads it. Raises Unreadable."""
    found = extensions.called(reader, f"seeds/{seed}", seed, data)
    if not isinstance(found, Scrape):
        raise extensions.wrong(reader, f"seeds/{seed}", f"gave a {type(found).__name__}, and no Scrape")
    texts = (found.text, found.title, found.date, found.outlet, found.via, found.source, found.summary, found.lang, *found.authors, *found.tags)
    if not all(isinstance(text, str) for text in texts) or found.kind not in ("text", "html", "markdown"):
        raise extensions.wrong(reader, f"seeds/{seed}", "gave a Scrape with something in it that is not text, or of an unknown kind")
    return found


def facts_of(found: Scrape, rule: str) -> tuple[Fact, ...]:
    """What a scrape states outright; a date that is none, and an address that is not http(s), are passed over."""
    source = found.source if found.source.startswith(("http://", "https://")) else ""
    pairs = [
        ("title", found.title),
        ("date", _date(found.date)),
        *(("author", name) for name in found.authors),
        ("outlet", found.outlet),
        ("via", found.via),
        ("source", source),
        ("summary", found.summary),
        ("lang", found.lang),
        *(("tags", tag) for tag in found.tags),
    ]
    return tuple(Fact(field, squeeze(clean(value)), _SURE, rule) for field, value in pairs if squeeze(clean(value)))


def _date(text: str) -> str:
    try:
        return dates.parse(text)
    except ValueError:
        return ""


def marks(rules: Iterable[Extension], seed: str, sheet: Sheet) -> dict[int, Mark]:
    """What the archive's rules say of lines; what an earlier one said stands. Raises Unreadable."""
    found: dict[int, Mark] = {}
    for rule in rules:
        given = extensions.called(rule, f"seeds/{seed}", sheet)
        if not isinstance(given, Mapping):
            raise extensions.wrong(rule, f"seeds/{seed}", f"gave a {type(given).__name__}, and no labels by line")
        for place, label in given.items():
            if not isinstance(place, int) or not 0 <= place < len(sheet.lines):
                raise extensions.wrong(rule, f"seeds/{seed}", f"names a line {place!r}, which is not there")
            if label not in get_args(Label):
                raise extensions.wrong(
                    rule, f"seeds/{seed}", f"calls line {sheet.lines[place].number} {label!r}; labels are {', '.join(get_args(Label))}"
                )
            found.setdefault(place, Mark(label, rule.named, 1.0))
    return found
