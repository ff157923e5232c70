"""What is remembered of articles between ingests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import inventory, recall
from briefgen.inventory import Inventory
from briefgen.markdown import plain
from briefgen.model import Article
from briefgen.recall import Recall
from briefgen.shelf import Shelf
from tests.archives import make, write

BODY = "The *spillway* of [Kaldry Dam](https://dam.example/) broke on Monday.\n\nEngineer Asta Rehn ordered 6,400 people to go.\n"
DAM = Article("dam", "articles/dam.md", "Dam breaks", BODY, "2024-03-04T10:00:00Z", outlet="Echo", copy_of="wire", events=("flood",))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of which something is worked out from now on."""
    texts: list[str] = []

    def noted(body: str) -> str:
        texts.append(body)
        return plain(body)

    monkeypatch.setattr(recall, "plain", noted)
    return texts


def seen(known: Recall, article: Article) -> tuple[object, ...]:
    item = known.item(article)
    return item, item.terms.whole(), known.text(article, new=False), known.member(article, copy=True)


def stocked(root: Path, kept: Shelf) -> tuple[Inventory, Article]:
    """An archive with the article in a file, and the article as the inventory has it."""
    found = inventory.load(root, kept)
    return found, found.loaded.articles[0]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", f"-- content/articles/dam.md --\n---\ntitle: Dam breaks\ndate: 2024-03-04\nevent: flood\n---\n\n{BODY}")


def test_what_was_worked_out_is_not_worked_out_again(tmp_path: Path, parsed: list[str]) -> None:
    """After a first look nothing is made of the same words, whatever else is said of the article, and it is the same."""
    with Shelf(tmp_path / "shelf.sqlite") as kept:
        first = seen(Recall(kept), DAM)
        assert seen(Recall(kept), DAM) == first
    assert len(parsed) == 1
    with Shelf(tmp_path / "shelf.sqlite") as kept:
        assert seen(Recall(kept), DAM) == first
        assert seen(Recall(kept), replace(DAM, events=("other",), date="2024")) != first
        assert len(parsed) == 1
        Recall(kept).item(replace(DAM, title="Another"))
        assert len(parsed) == 2


def test_a_text_is_left_in_its_file_until_it_is_wanted(root: Path, parsed: list[str]) -> None:
    """And gives what the same article with its text gives."""
    with Shelf(root / "shelf.sqlite") as kept:
        stock, article = stocked(root, kept)
        assert article.body == ""
        known = Recall(kept, stock)
        whole = replace(article, body=stock.body(article.path))
        assert seen(known, article) == seen(Recall(Shelf()), whole)
        assert known.plain(article).startswith("The spillway of Kaldry Dam broke on Monday.\n")
    parsed.clear()
    with Shelf(root / "shelf.sqlite") as kept:
        stock, article = stocked(root, kept)
        seen(Recall(kept, stock), article)
        assert parsed == []


def test_a_text_that_changes_while_it_is_looked_at_is_not_taken_for_what_it_was(root: Path) -> None:
    """What was worked out of it is remembered as its own: when the first text is back, so is what belongs to that."""
    place = "content/articles/dam.md"
    before = (root / place).read_text(encoding="utf-8")
    with Shelf(root / "shelf.sqlite") as kept:
        stock, article = stocked(root, kept)
        write(root, place, before.replace("spillway", "bakery"))
        Recall(kept, stock).item(article)
    write(root, place, before)
    with Shelf(root / "shelf.sqlite") as kept:
        stock, article = stocked(root, kept)
        assert "spillway" in Recall(kept, stock).item(article).terms.whole().words


@pytest.mark.parametrize("value", [b"", b"\xc0", b"[]", b"\x94\xa0\xc4\x00\xc4\x01\x07\xc4\x00", b'{"a": "b"}'])
def test_what_others_have_put_on_the_shelf_is_not_believed(tmp_path: Path, value: bytes) -> None:
    """Where it cannot be what was worked out, that is done again."""
    with Shelf(tmp_path / "shelf.sqlite") as kept:
        first = seen(Recall(kept), DAM)
        for step in (recall.SEEN, recall.TERMS, recall.VECTOR):
            kept.put(step, DAM.path, inventory.digest_of(DAM.title, DAM.body), value)
        kept.save()
        assert seen(Recall(kept), DAM) == first


def test_articles_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    """All that was worked out of them."""
    other = replace(DAM, path="articles/other.md")
    with Shelf(tmp_path / "shelf.sqlite") as kept:
        known = Recall(kept)
        seen(known, DAM)
        seen(known, other)
    with Shelf(tmp_path / "shelf.sqlite") as kept:
        known = Recall(kept)
        known.item(DAM)
        known.forget([DAM.path])
        assert [kept.names(step) for step in (recall.SEEN, recall.TERMS, recall.VECTOR)] == [{DAM.path}] * 3


def test_an_article_is_seen_without_its_markup() -> None:
    """By its words, its day, its file's name and who published it."""
    known = Recall(Shelf())
    text, item, member = known.text(DAM, new=True), known.item(DAM, "articles/wire.md"), known.member(DAM, copy=False)
    assert known.plain(DAM).startswith("The spillway of Kaldry Dam broke on Monday.\n")
    assert text.head == known.plain(DAM)
    assert (text.slug, text.outlet, text.copy_of, text.new) == ("dam", "Echo", "wire", True)
    assert (item.key, item.date, item.events, item.copy_of) == ("articles/dam.md", "2024-03-04", ("flood",), "articles/wire.md")
    assert (member.title, member.date, member.outlet, member.copy, member.doubtful) == ("Dam breaks", "2024-03-04", "Echo", False, False)


def test_a_draft_is_in_no_event_unless_a_person_filed_it() -> None:
    """It draws nobody before it is published."""
    known = Recall(Shelf())
    assert known.item(replace(DAM, draft=True, events=())).events is None
    assert known.item(replace(DAM, draft=True)).events == ("flood",)
    assert known.item(replace(DAM, events=None)).events is None
    assert known.item(replace(DAM, events=())).events == ()
