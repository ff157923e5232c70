"""What is remembered of articles between ingests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefgen.memo import Memo
from briefgen.model import Article
from briefgen.recall import Recall

BODY = "The *spillway* of [Kaldry Dam](https://dam.example/) broke on Monday.\n\nEngineer Asta Rehn ordered 6,400 people to go.\n"
DAM = Article("dam", "articles/dam.md", "Dam breaks", BODY, "2024-03-04T10:00:00Z", outlet="Echo", copy_of="wire", events=("flood",))


def seen(recall: Recall, article: Article) -> tuple[object, ...]:
    return recall.item(article), recall.text(article, new=False), recall.member(article, copy=True), recall.plain(article)


def test_what_was_worked_out_is_not_worked_out_again(tmp_path: Path) -> None:
    """After a first look nothing is made of the same article, wherever it lies, and it is the same."""
    with Memo(tmp_path / "memo.sqlite") as memo:
        first = seen(Recall(memo), DAM)
        assert memo.misses > 0
    with Memo(tmp_path / "memo.sqlite") as memo:
        assert seen(Recall(memo), DAM) == first
        assert seen(Recall(memo), replace(DAM, events=("other",), date="2024")) != first
        assert memo.misses == 0
        Recall(memo).item(replace(DAM, title="Another"))
        assert memo.misses == 1


def test_an_article_is_seen_without_its_markup() -> None:
    """By its words, its day, its file's name and who published it."""
    recall = Recall(Memo())
    text, item, member = recall.text(DAM, new=True), recall.item(DAM, "articles/wire.md"), recall.member(DAM, copy=False)
    assert recall.plain(DAM).startswith("The spillway of Kaldry Dam broke on Monday.\n")
    assert text.head == recall.plain(DAM)
    assert (text.slug, text.outlet, text.copy_of, text.new) == ("dam", "Echo", "wire", True)
    assert (item.key, item.date, item.events, item.copy_of) == ("articles/dam.md", "2024-03-04", ("flood",), "articles/wire.md")
    assert (member.title, member.date, member.outlet, member.copy, member.doubtful) == ("Dam breaks", "2024-03-04", "Echo", False, False)


def test_a_draft_is_in_no_event_unless_a_person_filed_it() -> None:
    """It draws nobody before it is published."""
    recall = Recall(Memo())
    assert recall.item(replace(DAM, draft=True, events=())).events is None
    assert recall.item(replace(DAM, draft=True)).events == ("flood",)
    assert recall.item(replace(DAM, events=None)).events is None
    assert recall.item(replace(DAM, events=())).events == ()
