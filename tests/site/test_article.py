"""An article's page: what of the article it shows, and what it says of where that was read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.library.heads import head_of
from briefgen.model import Article, Origin, Seed
from briefgen.pages.article import ArticlePage
from briefgen.pages.links import Link
from briefgen.site.article import LONG, MANY_HEADINGS, Around, article_page
from briefgen.site.setting import USUALLY

WHOLE = Article(
    slug="a",
    path="articles/a.md",
    title="The dam",
    body="Words.",
    date="2024-03-12",
    authors=("Ada Poe",),
    outlet="Echo",
    tags=("Dams", "dams", "Rivers"),
    captions=("The dam in spring",),
    origins=(Origin("title", "The dam", "title line", 2, "The dam | Echo"), Origin("date", "2024-03-12", "dateline", 14, "OSK, March 12")),
    seed=Seed("osk/dam.txt", "d", "w"),
)
LONG_TEXT = "\n\n".join(f"## Part {number}\n\n" + "word " * (LONG // MANY_HEADINGS) for number in range(MANY_HEADINGS))


def page(article: Article, *, edited: bool = False) -> ArticlePage:
    words = article.body.replace("#", "")
    return article_page(article, head_of(article, words, words, edited=edited), Around((), (), (), None, (), ()), USUALLY)


def test_a_page_says_where_each_field_was_read() -> None:
    """And in which seed."""
    made = page(WHOLE)
    assert [(one.field, one.rule, one.line, one.words) for one in made.origins] == [
        ("title", "title line", 2, "The dam | Echo"),
        ("date", "dateline", 14, "OSK, March 12"),
    ]
    assert made.seed == "seeds/osk/dam.txt"
    assert not made.edited


def test_what_a_person_changed_was_not_read() -> None:
    """The page says so of the article, and claims nothing of that field."""
    made = page(replace(WHOLE, title="The dam broke"), edited=True)
    assert [one.field for one in made.origins] == ["date"]
    assert made.edited


@pytest.mark.parametrize("rights", ["excerpt", "metadata"])
def test_words_of_the_text_are_shown_only_with_it(rights: str) -> None:
    """Captions and headings are such, and so are the lines that a field was read on."""
    made = page(replace(WHOLE, rights=rights, body=LONG_TEXT))
    assert (made.captions, made.contents) == ((), ())
    assert [(one.rule, one.line, one.words) for one in made.origins] == [("title line", 2, ""), ("dateline", 14, "")]


def test_a_long_piece_has_a_table_of_contents() -> None:
    """With the places of its headings."""
    assert [(one.title, one.level) for one in page(replace(WHOLE, body=LONG_TEXT)).contents] == [(f"Part {number}", 2) for number in range(4)]


@pytest.mark.parametrize("body", ["## One\n\nwords\n\n" * MANY_HEADINGS, "## One\n\n" + "word " * LONG, LONG_TEXT.replace("## Part 0", "Part 0")])
def test_a_short_piece_and_one_of_few_headings_have_none(body: str) -> None:
    assert page(replace(WHOLE, body=body)).contents == ()


def test_tags_lead_to_their_lists() -> None:
    """Two spellings of one to the same, once."""
    assert page(WHOLE).tags == (Link("Dams", "tags/dams.html"), Link("Rivers", "tags/rivers.html"))


def test_an_article_that_a_person_wrote_has_no_seed() -> None:
    made = page(replace(WHOLE, seed=None, origins=()))
    assert (made.seed, made.origins, made.edited) == ("", (), False)
