"""What a clipped Markdown file's front matter says, as facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from briefgen import dates, frontmatter, moments
from briefgen.frontmatter import Field
from briefgen.ingest.page import Fact
from briefgen.text import squeeze

_NAMES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("title", ("title", "headline")),
    ("date", ("published", "date", "pubdate", "datePublished")),
    ("captured", ("created", "clipped", "saved", "retrieved", "accessed")),
    ("author", ("author", "authors", "byline")),
    ("outlet", ("outlet", "site", "publisher", "site_name", "publication")),
    ("via", ("via",)),
    ("source", ("source", "url", "link", "canonical")),
    ("summary", ("summary", "description", "excerpt")),
    ("lang", ("lang", "language")),
    ("tags", ("tags", "keywords")),
    ("credit", ("credit",)),
)


def facts_of(fields: Mapping[str, Field]) -> tuple[Fact, ...]:
    """The facts that front matter states; a date that is none, and an address that is not http(s), are passed over."""
    found: list[Fact] = []
    for name, keys in _NAMES:
        given = next((fields[key] for key in keys if key in fields and fields[key].value not in ("", ())), None)
        if given is None:
            continue
        for text in frontmatter.texts(given.value):
            value = _value(name, squeeze(re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", text)))
            if value:
                found.append(Fact(name, value, 0.98, "front matter", given.line))
    return tuple(found)


def _value(name: str, text: str) -> str:
    if name in ("date", "captured"):
        try:
            return dates.parse(text)
        except ValueError:
            return next((dated.on() for dated in moments.dates_in(text) if dated.year), "")
    if name == "source":
        text = text.strip("<>")
        return text if re.match(r"https?://[^\s/]+", text) else ""
    if name == "tags":
        return "" if text == "clippings" else text
    return text
