"""How well articles are grouped into the events that people recorded, corpus by corpus, and what a second look finds."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import mean

from briefgen import dates
from briefgen.events import grouping, second_look
from briefgen.events.grouping import JOIN, Item
from briefgen.events.profile import terms

THRESHOLDS = tuple(step / 1000 for step in range(70, 135, 5))
"""The values of JOIN among which cross-validation chooses."""
SPLITTABLE = 4


@dataclass(frozen=True)
class Corpus:
    """Articles with the event that each reports. Corpora are grouped and scored one by one."""

    name: str
    items: tuple[Item, ...]
    truth: Mapping[str, str]


@dataclass(frozen=True)
class Score:
    """B-cubed precision and recall (Bagga and Baldwin 1998), F1 over pairs, and the adjusted Rand index (Hubert and Arabie 1985)."""

    precision: float
    recall: float
    pairs: float
    rand: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@dataclass(frozen=True)
class SecondLook:
    """What a second look says of a corpus: of its events as they are, cut in two, and mixed in pairs."""

    events: int
    wrong_merges: int
    """Events of which it says, wrongly, that another one is the same."""
    wrong_splits: int
    halves: int
    halves_found: int
    mixtures: int
    mixtures_found: int

    def __str__(self) -> str:
        wrong = f"{self.wrong_merges} merges and {self.wrong_splits} splits of {self.events} wrongly suggested"
        return f"{wrong}; {self.halves_found} of {self.halves} halves and {self.mixtures_found} of {self.mixtures} mixtures found"


def read(path: Path) -> tuple[Corpus, ...]:
    """The corpora of a file of JSON lines: `id`, `part`, `event`, `title`, `date`, `text`."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    parts = dict.fromkeys(record["part"] for record in records)
    return tuple(
        Corpus(
            part,
            tuple(Item(one["id"], _day(one["date"]), terms(one["title"] or "", one["text"])) for one in records if one["part"] == part),
            {one["id"]: one["event"] for one in records if one["part"] == part},
        )
        for part in parts
    )


def _day(date: str | None) -> str:
    return date[:10] if date and len(date) >= 10 and dates.is_date(date[:10]) else ""


def score(found: Mapping[str, str], truth: Mapping[str, str]) -> Score:
    """How well one grouping is another one, over the articles of `truth`."""
    cells = Counter((found[key], truth[key]) for key in truth)
    mine, theirs = Counter(found[key] for key in truth), Counter(truth.values())
    articles = len(truth)
    both, own, right = (sum(n * (n - 1) / 2 for n in counts.values()) for counts in (cells, mine, theirs))
    by_chance = own * right / (articles * (articles - 1) / 2) if articles > 1 else 0.0
    return Score(
        precision=sum(n * n / mine[group] for (group, _), n in cells.items()) / articles,
        recall=sum(n * n / theirs[event] for (_, event), n in cells.items()) / articles,
        pairs=2 * both / (own + right) if own + right else 1.0,
        rand=(both - by_chance) / ((own + right) / 2 - by_chance) if own + right != 2 * by_chance else 1.0,
    )


def scored(corpus: Corpus, enough: float = JOIN) -> Score:
    """The score of what grouping makes of a corpus, by each article's first event."""
    return score({key: events[0] for key, events in grouping.group(corpus.items, enough=enough).items()}, corpus.truth)


def table(corpora: Sequence[Corpus]) -> str:
    """A line for each corpus and their mean, the cross-validated figure, and what a second look finds."""
    lines = [f"{'part':20}{'articles':>9}{'B3 P':>8}{'R':>7}{'F1':>7}{'pairs':>8}{'ARI':>7}"]
    scores = [scored(corpus) for corpus in corpora]
    lines += [_row(corpus.name, len(corpus.items), one) for corpus, one in zip(corpora, scores, strict=True)]
    means = [mean(getattr(one, name) for one in scores) for name in ("precision", "recall", "f1", "pairs", "rand")]
    lines.append(f"{'macro':20}{sum(len(corpus.items) for corpus in corpora):9}" + _figures(means))
    held_out = cross_validated(corpora)
    lines.append(f"B3 F1 with JOIN chosen on the other parts: {' '.join(f'{100 * one:.1f}' for one in held_out)}, macro {100 * mean(held_out):.2f}")
    lines.append("a second look, at events as recorded, cut in two, and mixed in pairs:")
    lines += [f"  {corpus.name:18} {reviewed(corpus)}" for corpus in corpora]
    return "\n".join(lines)


def _row(name: str, articles: int, one: Score) -> str:
    return f"{name:20}{articles:9}" + _figures((one.precision, one.recall, one.f1, one.pairs, one.rand))


def _figures(values: Sequence[float]) -> str:
    return "".join(f"{100 * value:{width}.1f}" for value, width in zip(values, (8, 7, 7, 8, 7), strict=True))


def cross_validated(corpora: Sequence[Corpus]) -> list[float]:
    """For each corpus the B-cubed F1 with the threshold that is best on the others."""

    @cache
    def f1(place: int, enough: float) -> float:
        return scored(corpora[place], enough).f1

    found = []
    for place in range(len(corpora)):
        others = [other for other in range(len(corpora)) if other != place]
        best = max(THRESHOLDS, key=lambda enough: mean(f1(other, enough) for other in others))
        found.append(f1(place, best))
    return found


def reviewed(corpus: Corpus) -> SecondLook:
    """How often a second look is wrong of events that are right, and how often right of such as are wrong."""
    members = defaultdict(list)
    for key in sorted(corpus.truth):
        members[corpus.truth[key]].append(key)
    large = [event for event in sorted(members) if len(members[event]) >= SPLITTABLE]
    right = second_look.review(_filed(corpus, {}))
    halves = second_look.review(_filed(corpus, {key: f"{event}~" for event in large for key in members[event][::2]}))
    mixed = [pair for place, pair in enumerate(pairwise(large)) if place % 2 == 0]
    pairs = second_look.review(_filed(corpus, {key: f"{one}+{other}" for one, other in mixed for key in members[one] + members[other]}))
    return SecondLook(
        events=len(right),
        wrong_merges=sum(bool(one.merge) for one in right),
        wrong_splits=sum(bool(one.split) for one in right),
        halves=len(large),
        halves_found=sum(one.event.rstrip("~") in {event.rstrip("~") for event, _ in one.merge} for one in halves if one.event.endswith("~")),
        mixtures=len(mixed),
        mixtures_found=sum(bool(one.split) for one in pairs if "+" in one.event),
    )


def _filed(corpus: Corpus, otherwise: Mapping[str, str]) -> list[Item]:
    return [replace(item, events=(otherwise.get(item.key, corpus.truth[item.key]),)) for item in corpus.items]
