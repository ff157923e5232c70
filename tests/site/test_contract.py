"""The contract with themes: what templates get in a real build is what the values of `briefgen/pages/` say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct

from briefgen.pages.cards import Card
from briefgen.pages.kinds import TEMPLATES, Page
from briefgen.pages.links import Link, Tally
from briefgen.pages.site import SiteInfo
from briefgen.site import work
from briefgen.site.build import build
from briefgen.site.render import render
from tests.archives import make
from tests.sites import article, event


def wrong_types(value: object, place: str = "") -> Iterator[str]:
    """Where a value of `pages` is not what its types say."""
    place = place or type(value).__name__
    for name, hint in get_type_hints(type(value)).items():
        yield from _wrong(getattr(value, name), hint, f"{place}.{name}")


def _wrong(value: object, hint: object, place: str) -> Iterator[str]:
    arguments = get_args(hint)
    if isinstance(hint, UnionType):
        if value is not None or type(None) not in arguments:
            yield from _wrong(value, arguments[0], place)
    elif get_origin(hint) is tuple:
        yield from _wrong_items(value, arguments, place)
    elif get_origin(hint) is dict:
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            yield f"{place}: {value!r}"
    elif isinstance(hint, type):
        if not isinstance(value, (int, float) if hint is float else hint) or (isinstance(value, bool) and hint is not bool):
            yield f"{place}: {value!r} is no {hint.__name__}"
        elif isinstance(value, (Struct, tuple)):
            yield from wrong_types(value, place)


def _wrong_items(value: object, arguments: tuple[object, ...], place: str) -> Iterator[str]:
    if not isinstance(value, tuple):
        yield f"{place}: {value!r}"
        return
    kinds = [arguments[0]] * len(value) if arguments[1:] == (...,) else list(arguments)
    if len(kinds) != len(value):
        yield f"{place}: {len(value)} values"
    for number, (item, kind) in enumerate(zip(value, kinds, strict=False)):
        yield from _wrong(item, kind, f"{place}[{number}]")


ARCHIVE = (
    "-- briefgen.toml --\ntitle = 'T'\ndesk = true\nbase_url = 'https://example.org/'\n[theme]\nfooter = 'F'\n"
    + event("dam", "summary: It broke.\naliases: [events/old.html]\n", "What a person wrote.")
    + article(
        "2024/a",
        "date: 2024-03-01\noutlet: Echo\nauthor: [Ada Quill, Bo Marsh]\nevent: dam\ntags: [rivers]\nsource: https://a.example/x\n",
        "The dam of Kaldry broke on Friday. Ada Quill said so.",
    )
    + article("2024/b", "date: 2024-03-02\noutlet: Merrow Times\nevent: dam\ncopy_of: a\n", "The dam of Kaldry broke on Friday.")
    + article("2024/c", "date: 2024-03\noutlet: Echo\nversion_of: a\nreview: [date, author]\n", "## One\n\nThe dam fell.\n\n## Two\n\nIt fell.")
    + article("2023/d", "aliases: [old.html]\nrights: excerpt\nnote: {a: [1, x]}\n", "Words.")
    + article("2023/e", "withdrawn: They asked for it.\n", "Words.")
    + '-- content/changes/2026-11-01.jsonl --\n{"kind":"began","articles":3}\n'
    + '{"kind":"changed","slug":"a","url":"articles/2024/a.html","title":["Old","New"],"events":[[],["dam"]],"gone":1}\n'
    + "-- content/pages/help.md --\n---\ntitle: Help\n---\n\nWords.\n"
)


def test_what_templates_get_is_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of every kind of page, in a real build: each field is of its type."""
    seen: dict[type, list[Page]] = {}
    sites: list[SiteInfo] = []
    real = render

    def spied(made: object, page: Page, site: SiteInfo, body: str = "") -> bytes:
        seen.setdefault(type(page), []).append(page)
        sites.append(site)
        return real(made, page, site, body)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "render", spied)
    report = build(make(tmp_path, ARCHIVE))
    assert [problem for problem in report.problems if problem.severity == "error"] == []
    assert set(seen) == set(TEMPLATES)
    assert [wrong for found in seen.values() for page in found for wrong in wrong_types(page)] == []
    assert list(wrong_types(sites[0])) == []
    assert sites[0].options["footer"] == "F"
    assert sites[0].options["accent"] == "green"


def test_types_are_looked_at_closely() -> None:
    """So that what the test above says means something."""
    link = Link("a", "b")
    assert list(wrong_types(Tally("a", "b", 1))) == []
    assert list(wrong_types(Tally("a", "b", "1"))) == ["Tally.number: '1' is no int"]  # type: ignore[arg-type]  # on purpose
    assert len(list(wrong_types(Card("a", "b", authors=(link, "x"))))) == 1  # type: ignore[arg-type]  # on purpose
    assert len(list(wrong_types(Card("a", "b", outlet="x")))) == 1  # type: ignore[arg-type]  # on purpose
    assert len(list(wrong_types(Card("a", "b", also=(Link("a", None),))))) == 1  # type: ignore[arg-type]  # on purpose
