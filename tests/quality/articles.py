"""What ingest makes of pages, one by one, in the form that is scored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from briefgen.ingest import draft, model
from briefgen.ingest.draft import Draft
from briefgen.ingest.model import Judge, Model
from briefgen.ingest.settle import settle
from briefgen.markdown import plain
from briefgen.problem import Unreadable
from tests.librarian import without_images
from tests.quality import pages
from tests.quality.pages import Kind, Page


@dataclass(frozen=True)
class Ingest:
    """Reads pages of one kind as ingest does, each as an archive's only seed."""

    kind: Kind
    html: Mapping[str, bytes] = field(default_factory=dict)
    learned: Model | None = None
    """A model in place of the package's own, for cross-validation."""

    def __call__(self, page: Page) -> dict[str, Any]:
        """The record of one page: null where ingest abstains, and where it refuses the page."""
        nothing = dict.fromkeys(("title", "authors", "date", "outlet", "via", "body"))
        given = pages.seed(page, self.kind, self.html)
        if given is None:
            return {"id": page.id, **nothing}
        judge: Judge = self.learned.chances if self.learned is not None else model.judge
        try:
            one = settle([draft.read(*given, {}, judge)], [], [], [])[0]
        except Unreadable:
            return {"id": page.id, **nothing}
        return {"id": page.id, **nothing, **_record(one)}


def _record(one: Draft) -> dict[str, Any]:
    """The fields that ingest writes. A title made of the first sentence is an abstention."""
    stated = any(fact.field == "title" and fact.value == one.title and not fact.inferred for fact in one.sheet.facts)
    fields = {"title": one.title if stated else "", "authors": list(one.authors), "date": one.date, "outlet": one.outlet, "via": one.via}
    return {key: value or None for key, value in {**fields, "body": plain(without_images(one.body))}.items()}


def records(listed: Iterable[Page], ingest: Ingest, jobs: int) -> Iterator[dict[str, Any]]:
    """The records of pages, in their order."""
    if jobs == 1:
        yield from map(ingest, listed)
        return
    with ProcessPoolExecutor(jobs, initializer=_set, initargs=(ingest,)) as executor:
        yield from executor.map(_run, listed, chunksize=8)


_INGEST: list[Ingest] = []


def _set(ingest: Ingest) -> None:
    _INGEST[:] = [ingest]  # given to each process once: it may hold all pages


def _run(page: Page) -> dict[str, Any]:
    return _INGEST[0](page)


def line(record: Mapping[str, Any]) -> str:
    """A record as a line of JSON."""
    return json.dumps(record, ensure_ascii=False) + "\n"
