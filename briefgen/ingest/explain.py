"""How a seed was read, for people and for scripts: each line with its label and why, each field with its evidence."""

from __future__ import annotations

from typing import Final

from briefgen.ingest.draft import Draft
from briefgen.ingest.page import Fact
from briefgen.model import Plain
from briefgen.text import shorten

_HINTS = ("updated", "day", "weekday", "year", "age", "captured", "agency")
"""What is found on the page and is no field itself, but leads to one."""


def lines_of(draft: Draft) -> list[tuple[int, str, float, str, str]]:
    """For each line its number, label, sureness, rule and text."""
    pairs = zip(draft.sheet.lines, draft.sheet.marks, strict=True)
    return [(line.number, mark.label, mark.sure, mark.rule, line.text) for line, mark in pairs if mark is not None]


def doubtful(draft: Draft) -> list[tuple[int, str, float, str, str]]:
    """The lines of which the model is least sure whether they are the article's text, the least sure first; a few at most."""
    found = [line for line in lines_of(draft) if line[2] < _UNSURE]
    return sorted(found, key=lambda line: (line[2], line[0]))[:_FEW]


_UNSURE: Final = 0.7
_FEW: Final = 8
_MOST: Final = 20
"""Mends that are shown."""


def chosen(draft: Draft) -> dict[str, tuple[str, ...]]:
    """The values that were taken, by field."""
    return {
        "title": (draft.title,),
        "date": (draft.date,),
        "author": draft.authors,
        "outlet": (draft.outlet,),
        "via": (draft.via,),
        "source": (draft.source,),
        "credit": (draft.credit,),
        "correction": (draft.correction,),
        "summary": (draft.summary,),
        "tags": draft.tags,
        "lang": (draft.lang,),
        "image": (draft.image,),
    }


def candidates(draft: Draft, field: str) -> list[Fact]:
    """All candidates for a field, the best first, those that other articles gave before those of the page."""
    found = [fact for fact in (*draft.settled, *draft.sheet.facts) if fact.field == field]
    return sorted(found, key=lambda fact: -fact.score)


def text(draft: Draft, width: int = 100) -> str:
    """The whole explanation, to be read in a terminal."""
    shown = [f"{draft.file}: {len(draft.sheet.lines)} lines, {len(draft.teasers)} other articles named", ""]
    for field, values in chosen(draft).items():
        taken = [value for value in values if value]
        found = candidates(draft, field)
        if not taken and not found:
            continue
        doubt = "  (to review)" if (f"{field}s" if field == "author" else field) in draft.review else ""
        shown.append(f"{field:11} {', '.join(taken) or '-'}{doubt}")
        shown += [f"{'':11}   {'+' if fact.value in taken else ' '} {fact.score:.2f} {_evidence(fact, width)}" for fact in found[:8]]
    hints = [fact for name in _HINTS for fact in candidates(draft, name)[:4]]
    shown += ["", "evidence that is no field itself"] if hints else []
    shown += [f"{fact.field:11}     {fact.score:.2f} {_evidence(fact, width)}" for fact in hints]
    if draft.teasers:
        shown += ["", "other articles named"]
        shown += [
            f"{teaser.line or '':>5}  {' · '.join(part for part in (teaser.title, teaser.author, teaser.outlet, teaser.when) if part)}"
            for teaser in draft.teasers
        ]
    if draft.sheet.mends:
        shown += ["", "mended"]
        shown += [f"{mend.line:>5}  {mend.what}" for mend in draft.sheet.mends[:_MOST]]
        shown += [f"{'':5}  and {len(draft.sheet.mends) - _MOST} more"] if len(draft.sheet.mends) > _MOST else []
    if doubted := doubtful(draft):
        shown += ["", "least sure, between text and not"]
        shown += [f"{number:>5}  {label:11} {sure:.2f}  {shorten(line, max(20, width - 26))}" for number, label, sure, _, line in doubted]
    shown += ["", f"{'line':>5}  {'label':11} {'sure':4}  {'rule':30} text"]
    shown += [
        f"{number:>5}  {label:11} {sure:.2f}  {rule:30} {shorten(line, max(20, width - 56))}" for number, label, sure, rule, line in lines_of(draft)
    ]
    return "\n".join(shown)


def _evidence(fact: Fact, width: int) -> str:
    place = f", line {fact.line}" if fact.line else ""
    return f"{shorten(fact.value, max(30, width - 45))!r}: {fact.rule}{place}{', inferred' if fact.inferred else ''}"


def data(draft: Draft) -> dict[str, Plain]:
    """The same as plain data, for --json."""

    def plain(fact: Fact) -> Plain:
        return {"value": fact.value, "score": fact.score, "rule": fact.rule, "line": fact.line, "inferred": fact.inferred}

    return {
        "seed": draft.file,
        "fields": {
            field: {"values": tuple(filter(None, values)), "candidates": tuple(map(plain, candidates(draft, field)))}
            for field, values in chosen(draft).items()
        },
        "review": draft.review,
        "evidence": {name: tuple(map(plain, candidates(draft, name))) for name in _HINTS},
        "teasers": tuple({"title": t.title, "author": t.author, "outlet": t.outlet, "when": t.when, "line": t.line} for t in draft.teasers),
        "mends": tuple({"line": mend.line, "what": mend.what} for mend in draft.sheet.mends),
        "lines": tuple({"line": n, "label": label, "sure": sure, "rule": rule, "text": line} for n, label, sure, rule, line in lines_of(draft)),
    }
