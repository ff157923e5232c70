"""Where ingest read a field, as a line of front matter: `2024-03-12 | line 14, dateline | PORT SARREL, March 12 —`.

First what was read, then the line of the seed and the rule that read it, then what stands on the line, unless it is just what was read.
A stroke within any of them has a backslash before it, and so has a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from briefgen.model import Article, Origin
from briefgen.text import squeeze

FIELDS: Final = ("title", "date", "author", "outlet", "lang")


def value_of(article: Article, field: str) -> str:
    """What an article has in one of these fields, as an origin holds it."""
    values = {"title": article.title, "date": article.date, "author": "; ".join(article.authors), "outlet": article.outlet, "lang": article.lang}
    return squeeze(values[field])


def standing(article: Article) -> tuple[Origin, ...]:
    """The origins of the fields that are still what was read: of what a person has changed since, nothing was read anywhere."""
    return tuple(one for one in article.origins if one.value == value_of(article, one.field))


def beside(article: Article) -> tuple[str, ...]:
    """What else its standing origins name, each once: the seeds, or the slugs, of other articles beside which a field was read."""
    return tuple(dict.fromkeys(found[1] or found[2] for one in standing(article) if (found := _BESIDE.search(one.rule)))) if article.origins else ()


def unnamed(rule: str, names: Collection[str]) -> str:
    """The rule's name without that of another seed or article, where it is one of these: they are not to be named."""
    found = _BESIDE.search(rule)
    if found is None or (found[1] or found[2]) not in names:
        return rule
    return rule[: found.start()] + (UNNAMED_TEASER if found[1] else UNNAMED_SIMILAR)


def written(origin: Origin) -> str:
    """The origin as one line of text, without its field."""
    place = f"line {origin.line}, {origin.rule}" if origin.line else origin.rule
    parts = [origin.value, place] if origin.words in ("", origin.value) else [origin.value, place, origin.words]
    return " | ".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)


def read(field: str, text: str) -> Origin:
    """The origin of a field that is written so. Raises ValueError for what `written` does not write."""
    parts = _parts(text)
    if field not in FIELDS or not 2 <= len(parts) <= 3 or not all(parts):
        raise ValueError(text)
    place, words = parts[1], parts[2:]
    found = _PLACE.match(place)
    if found is None:
        if words:
            raise ValueError(text)
        return Origin(field, parts[0], place)
    return Origin(field, parts[0], place[found.end() :], int(found[1]), words[0] if words else parts[0])


def _parts(text: str) -> list[str]:
    """What stands between the strokes; nothing where one has not a space on either side."""
    if "\\" not in text:
        parts = text.split(" | ")
        return parts if text.count("|") == len(parts) - 1 else []
    pieces = _PIECES.findall(text)
    parts = [re.sub(r"\\(.)", r"\1", piece.strip()) for piece in pieces]
    return parts if " | ".join(piece.strip() for piece in pieces) == text else []


UNNAMED_TEASER: Final = "teaser of it in another scrape"
UNNAMED_SIMILAR: Final = "similar articles in other scrapes"
"""How rules end that would name what is not to be named."""
_BESIDE: Final = re.compile(r"teaser of it in (.+)|similar articles \((.+)\)$")
_PIECES: Final = re.compile(r"(?:[^\\|]|\\.)+")
_PLACE: Final = re.compile(r"line ([1-9][0-9]{0,8}), (?=.)")
