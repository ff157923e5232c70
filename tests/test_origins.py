"""Where a field was read, as a line of front matter: it says what was meant, and is read back as just that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import content, origins
from briefgen.model import Article, Origin

WHOLE = Article(
    slug="a",
    path="articles/a.md",
    title="The dam | a view",
    body="Words.",
    date="2024-03-12",
    authors=("Ada Poe", "Bo Lee"),
    outlet="Echo",
    origins=(
        Origin("title", "The dam | a view", "title line", 2, "The dam | a view"),
        Origin("date", "2024-03-12", "dateline", 14, "PORT SARREL, March 12 —"),
        Origin("author", "Ada Poe; Bo Lee", "byline", 3, "By Ada Poe and Bo Lee"),
        Origin("outlet", "Echo", "meta og:site_name"),
    ),
)

LINES = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (WHOLE.origins[0], r"The dam \| a view | line 2, title line"),
        (WHOLE.origins[1], "2024-03-12 | line 14, dateline | PORT SARREL, March 12 —"),
        (WHOLE.origins[3], "Echo | meta og:site_name"),
    ],
)
def test_an_origin_is_a_line_that_people_can_read(origin: Origin, line: str) -> None:
    """What was read, where and by which rule, and what stands there unless it is the same."""
    assert origins.written(origin) == line
    assert origins.read(origin.field, line) == origin


@given(LINES, LINES.filter(lambda rule: not rule.startswith("line ")), st.integers(0, 999_999_999), LINES)
def test_what_is_written_is_read_back(value: str, rule: str, line: int, words: str) -> None:
    """Whatever stood in the seed, strokes and backslashes too."""
    origin = Origin("title", value, rule, line, words if line else "")
    assert origins.read("title", origins.written(origin)) == origin


@given(LINES, LINES)
def test_an_article_s_file_says_it_too(value: str, words: str) -> None:
    """As YAML, whatever has to be quoted for it."""
    article = replace(WHOLE, origins=(Origin("title", value, "title line", 3, words),))
    found, problems = content.read_article(article.path, content.write_article(article).encode())
    assert found.origins == article.origins
    assert problems == ()


@pytest.mark.parametrize("line", ["", "x", "a | b | c | d", "a |  | c", " | line 1, rule", "a\\", "Echo | no line | words", "a | line 3, | c"])
def test_what_is_no_origin_is_refused(line: str) -> None:
    """Rather than shown as one."""
    with pytest.raises(ValueError, match=r".*"):
        origins.read("title", line)


def test_a_field_that_has_no_origins_is_refused() -> None:
    """Only four have."""
    with pytest.raises(ValueError, match="Echo"):
        origins.read("via", "Echo | masthead")


@pytest.mark.parametrize(
    ("rule", "named", "unnamed"),
    [
        ("teaser of it in 13-a.txt", "13-a.txt", "teaser of it in another scrape"),
        ("Monday near similar articles (b (1).html)", "b (1).html", "Monday near similar articles in other scrapes"),
        ("date line, year of similar articles (2024-a)", "2024-a", "date line, year of similar articles in other scrapes"),
    ],
)
def test_other_articles_that_it_names_can_be_left_out(rule: str, named: str, unnamed: str) -> None:
    """Those, and no others; and only origins that still stand name any."""
    article = replace(WHOLE, origins=(replace(WHOLE.origins[1], rule=rule), WHOLE.origins[3]))
    assert origins.beside(article) == (named,)
    assert origins.beside(replace(article, date="2024-03-13")) == ()
    assert origins.unnamed(rule, {"other.txt"}) == rule
    assert origins.unnamed(rule, {"other.txt", named}) == unnamed


def test_a_value_that_a_person_changed_was_read_nowhere() -> None:
    """And those of the other fields were."""
    assert origins.standing(WHOLE) == WHOLE.origins
    changed = replace(WHOLE, date="2024-03-13", authors=("Ada Poe",))
    assert [one.field for one in origins.standing(changed)] == ["title", "outlet"]
