"""Where a draft's fields were read: the line, the rule that won, and the words that stand there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.ingest import draft, provenance
from briefgen.ingest.page import Fact
from briefgen.ingest.settle import settle
from briefgen.model import Origin
from tests import librarian

TEXT = """\
Old bridge at Tarn stays
By Ines Orlov
Published 12 March 2024

The council of Tarn voted on Tuesday to repair the old bridge instead of replacing it, ending a quarrel of eleven years.

The repair will cost four million crowns and take two summers, according to a report that the council had asked for.

Work begins in May, said the mayor, who has crossed the bridge on foot every morning since she was a child of six.

© 2024 The Tarn Echo. All rights reserved.
"""


def origins(text: str, name: str = "a.txt") -> dict[str, Origin]:
    return {one.field: one for one in provenance.origins(draft.read(name, text.encode(), {}))}


def test_each_field_has_its_line() -> None:
    """With what it came to, and what stands there."""
    assert origins(TEXT) == {
        "title": Origin("title", "Old bridge at Tarn stays", "title line", 1, "Old bridge at Tarn stays"),
        "author": Origin("author", "Ines Orlov", "byline", 2, "By Ines Orlov"),
        "date": Origin("date", "2024-03-12", "date line", 3, "Published 12 March 2024"),
        "outlet": Origin("outlet", "The Tarn Echo", "copyright line", 11, "© 2024 The Tarn Echo. All rights reserved."),
    }


def test_a_field_that_is_unknown_was_read_nowhere() -> None:
    assert "author" not in origins(TEXT.replace("By Ines Orlov\n", ""))


def test_several_authors_are_one_origin() -> None:
    """That of the byline."""
    assert origins(TEXT.replace("Ines Orlov", "Ines Orlov and Bo Lee"))["author"].value == "Ines Orlov; Bo Lee"


def test_what_a_page_declares_is_on_no_line() -> None:
    """Of it only the rule is told."""
    head = "<meta property='og:site_name' content='Tarn Echo'><meta property='article:published_time' content='2024-03-12T10:00:00Z'>"
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.splitlines()[4:9] if line)
    found = origins(f"<html><head>{head}</head><body><article><h1>Old bridge stays</h1>{paragraphs}</article></body></html>", "a.html")
    assert (found["date"].line, found["date"].words) == (0, "")
    assert (found["outlet"].value, found["outlet"].line) == ("Tarn Echo", 0)


def test_of_a_long_line_the_sentence_is_quoted() -> None:
    """From which the date was read, and no more of it than a few words."""
    sheet = draft.read("a.txt", TEXT.encode(), {})
    said = "It rained on March 19, said the keeper of the dam."
    long = f"The dam has stood for many years and will stand for many more. {said} {'More rain fell. ' * 20}"
    line = next(line for line in sheet.sheet.lines if line.number == 5)
    lines = tuple(replace(one, text=long) if one is line else one for one in sheet.sheet.lines)
    words = provenance.words(replace(sheet.sheet, lines=lines), Fact("date", "2024-03-19", 0.6, "day in the text", 5))
    assert words == said


def test_what_other_articles_say_is_told_as_such() -> None:
    """A date that a teaser gave has no line on the page."""
    one = librarian.drafts(librarian.SAMPLE, librarian.SAMPLE.parent / "tests/sample/expected.toml")["05-bollard-fruit-ships.txt"]
    found = {origin.field: origin for origin in provenance.origins(one)}
    assert found["date"] == Origin("date", "2024-03-13", "teaser of it in 13-bollard-potato-queue.txt")


@pytest.mark.parametrize("seed", sorted(librarian.expected(librarian.HERE / "sample" / "expected.toml")))
def test_every_value_of_the_sample_was_read_somewhere(seed: str) -> None:
    """Whatever an article says of these fields has an origin, and its line is one of the seed's."""
    one = librarian.drafts(librarian.SAMPLE, librarian.HERE / "sample" / "expected.toml")[seed]
    known = {field for field, value in (("title", one.title), ("date", one.date), ("author", one.authors), ("outlet", one.outlet)) if value}
    found = provenance.origins(one)
    assert {origin.field for origin in found} == known
    length = len((librarian.SAMPLE / seed).read_text(encoding="utf-8").splitlines())
    assert all(origin.line <= length and bool(origin.words) == bool(origin.line) for origin in found)


def test_the_order_of_seeds_changes_nothing() -> None:
    """As ingest's promise is."""
    drafts = [draft.read(name, TEXT.replace("Published 12 March 2024\n", "").encode(), {}) for name in ("a.txt", "b.txt")]
    assert [provenance.origins(one) for one in settle(drafts, [], [], [])] == [
        provenance.origins(one) for one in reversed(settle(drafts[::-1], [], [], []))
    ]
