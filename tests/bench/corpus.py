"""An archive made up for measuring: articles as they come out of ingest, filed under events, always the same ones."""

from __future__ import annotations

import datetime
import itertools
import json
import math
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from tests.bench.articles import Made, rare_word, stream

TITLE: Final = "The Bench Archive"
DESCRIPTION: Final = "Made up for measuring"
ADDRESS: Final = "https://example.org/"
WORDS: Final = 500
"""Of a text before `_body` adds what makes it the 640 that news articles have."""
UNFILED: Final = 0.1
SEED: Final = 11

_SAID: Final = (
    '"{words}," said {person}, who speaks for {body}.',
    '"{words}," {person} told reporters in {place}.',
    '{person} of {body} said that "{words}".',
)
_COUNTED: Final = (
    "{body} counted {many} households in {place} that had asked for help.",
    "The work will cost {some} million crowns, according to {body}.",
    "The share fell from {much} to {some} per cent within a year.",
    "At least {some} people were hurt near {place}, {person} said.",
)
_DATED: Final = (
    "It began in {place} on {day}.",
    "{body} will meet again on {day}.",
    "{person} had been warned on {day}, according to letters that {body} has published.",
)


@dataclass(frozen=True, slots=True)
class Filed:
    """An article as it stands in an archive."""

    slug: str
    title: str
    date: str
    authors: tuple[str, ...]
    outlet: str
    event: str
    """The event's slug, or '' when it is kept out of any."""
    event_title: str
    body: str
    """Markdown."""


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who and what the articles of one event are about."""

    persons: tuple[str, ...]
    places: tuple[str, ...]
    bodies: tuple[str, ...]


def articles(size: int) -> Iterator[Filed]:
    """So many articles. The more there are, the more outlets and authors they have."""
    dice = random.Random(SEED)
    outlets = [
        f"The {made_up_name(dice)} {dice.choice(('Post', 'Times', 'Courier', 'Gazette', 'Mirror'))}" for _ in range(max(6, math.isqrt(size) * 2 // 5))
    ]
    authors = [f"{made_up_name(dice)} {made_up_name(dice)}" for _ in range(max(12, math.isqrt(size) * 4))]
    event, event_title = -1, ""
    for number, made in enumerate(itertools.islice(stream(WORDS, whole=True), size)):
        if made.event != event:
            event, event_title = made.event, " ".join(made.title.split()[:5])
        filed = dice.random() >= UNFILED
        yield Filed(
            slug=f"{made.date}-{'-'.join(made.title.lower().split()[:4])}-{number:06}",
            title=made.title,
            date=made.date,
            authors=tuple(dict.fromkeys(dice.choices(authors, k=dice.choices((0, 1, 2), (5, 85, 10))[0]))),
            outlet=dice.choice(outlets),
            event=f"event-{event:06}" if filed else "",
            event_title=event_title if filed else "",
            body=_body(dice, made),
        )


def write(root: Path, size: int) -> None:
    """Writes an archive of so many articles below `root`, which is made."""
    write_those(root, articles(size))


def write_those(root: Path, those: Iterable[Filed], *keys: str) -> None:
    """Writes an archive of these articles below `root`, which is made, with more lines of briefgen.toml if need be."""
    (root / "content" / "events").mkdir(parents=True)
    (root / "seeds").mkdir()
    (root / "briefgen.toml").write_text(settings(DESCRIPTION, *keys))
    (root / ".gitignore").write_text("site/\n.briefgen/\n")
    events: set[str] = set()
    for one in those:
        folder = root / "content" / "articles" / one.date[:4]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{one.slug}.md").write_text(as_file(one))
        if one.event and one.event not in events:
            events.add(one.event)
            (root / "content" / "events" / f"{one.event}.md").write_text(f"---\ntitle: {quoted(one.event_title)}\n---\n")


def settings(description: str = DESCRIPTION, *more: str) -> str:
    """The archive's briefgen.toml, with more lines if need be."""
    return "\n".join([f'title = "{TITLE}"', f'description = "{description}"', f'base_url = "{ADDRESS}"', *more, ""])


def as_file(one: Filed) -> str:
    """An article's file in content/."""
    authors = ["author:", *(f"- {name}" for name in one.authors)] if one.authors else []
    outlet = [f"outlet: {one.outlet}"] if one.outlet else []
    lines = ["---", f"title: {quoted(one.title)}", f"date: {one.date}", *authors, *outlet, f"event: {one.event or 'none'}", "---"]
    return "\n".join(lines) + f"\n\n{one.body}"


def quoted(title: str) -> str:
    """A title as YAML has it: in quotes where it needs them."""
    return json.dumps(title, ensure_ascii=False) if re.search(r"""[:#'"]""", title) else title


def _body(dice: random.Random, made: Made) -> str:
    """Paragraphs with quotations, figures and days between them; sometimes a heading, a list, a link, a stress."""
    cast = _cast(made.event)
    sentences = made.text.split("\n")
    for pattern in (*dice.choices(_SAID, k=3), *dice.choices(_COUNTED, k=3), dice.choice(_DATED)):
        sentences.insert(dice.randrange(1, len(sentences)), _filled(dice, pattern, cast, made))
    paragraphs: list[str] = []
    while sentences:
        many = dice.randrange(1, 5)
        paragraphs.append(" ".join(sentences[:many]))
        del sentences[:many]
    middle = len(paragraphs) // 2
    if dice.random() < 0.3:
        paragraphs[middle] += f" {dice.choice(cast.bodies)} has [its report](https://example.org/{made.date}/{rare_word(dice)}) *in full*."
    if dice.random() < 0.2:
        paragraphs.insert(middle, "\n".join(f"* {' '.join(part.split()[:9])}" for part in paragraphs[1:5]))
    for place in (middle + 2, 2):
        if dice.random() < 0.2:
            paragraphs.insert(place, f"## {' '.join(dice.sample(made.title.split(), 3)).capitalize()}")
    return "\n\n".join(paragraphs) + "\n"


def _filled(dice: random.Random, pattern: str, cast: _Cast, made: Made) -> str:
    near = datetime.date.fromisoformat(made.date) + datetime.timedelta(days=dice.randrange(-30, 30))
    said = pattern.format(
        words=" ".join(dice.choice(made.text.split("\n")).split()[:12]),
        person=dice.choice(cast.persons),
        place=dice.choice(cast.places),
        body=dice.choice(cast.bodies),
        many=f"{dice.randrange(1000, 90000):,}",
        much=dice.randrange(50, 99),
        some=dice.randrange(2, 50),
        day=f"{near.day} {near:%B %Y}",
    )
    return said[0].upper() + said[1:]


@lru_cache(maxsize=8)
def _cast(event: int) -> _Cast:
    dice = random.Random(f"{SEED} {event}")  # its own dice, so that it does not matter when it is asked for
    persons = tuple(f"{made_up_name(dice)} {made_up_name(dice)}" for _ in range(5))
    bodies = tuple(f"the {made_up_name(dice)} {dice.choice(('Council', 'Ministry', 'Water Board', 'University'))}" for _ in range(3))
    return _Cast(persons, tuple(made_up_name(dice) for _ in range(3)), bodies)


def made_up_name(dice: random.Random) -> str:
    """Three syllables that begin with a capital."""
    return "".join(dice.choices(("ba", "ker", "dol", "min", "sta", "vel", "os", "tar", "lin", "que", "hal", "mor"), k=3)).title()
