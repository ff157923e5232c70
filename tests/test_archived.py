"""Where others may keep copies of sources: a pattern, and what is made of it."""

from __future__ import annotations

import pytest

from briefgen import config
from briefgen.keys.archived import filled
from briefgen.problem import Unreadable

WAYBACK = "https://web.archive.org/web/{date}/{url}"


def problem_of(pattern: str) -> str:
    with pytest.raises(Unreadable) as raised:
        config.parse(f"archived = '{pattern}'".encode())
    (problem,) = raised.value.problems
    return f"{problem.message} ({problem.hint})"


@pytest.mark.parametrize("pattern", ["", WAYBACK, "https://copies.example.org/?day={date}&of={url_escaped}", "http://copies.example.org/{url}"])
def test_a_pattern_has_a_place_for_the_source(pattern: str) -> None:
    assert config.parse(f"archived = '{pattern}'".encode()).archived == pattern


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("https://copies.example.org/{adress}", "there is no {adress} (it may have {date}, {url}, {url_escaped})"),
        ("https://copies.example.org/", "does not say where the source's address goes"),
        ("https://copies.example.org/{date}", "does not say where the source's address goes"),
        ("https://copies.example.org/{url", "has a brace that no other one closes"),
        ("https://copies.example.org/{url}}", "has a brace that no other one closes"),
        ("https://copies.example.org/{}/{url}", "there is no {}"),
        *((one, "is not a pattern of addresses") for one in ("copies", "javascript:alert({url})", "https://{url}", "https://a b/{url}", "//x/{url}")),
    ],
)
def test_what_is_no_pattern_is_told_with_what_is_wrong_with_it(pattern: str, told: str) -> None:
    assert told in problem_of(pattern)


def test_what_is_no_text_is_no_pattern() -> None:
    with pytest.raises(Unreadable, match="archived: 3 is not text"):
        config.parse(b"archived = 3")


@pytest.mark.parametrize(
    ("pattern", "date", "address"),
    [
        ("", "2024-03-12", ""),
        (WAYBACK, "2024-03-12", "https://web.archive.org/web/20240312/https://news.example/a?b=c%22&d=%C3%BC"),
        (WAYBACK, "2024-03-12T10:00:00Z", "https://web.archive.org/web/20240312/https://news.example/a?b=c%22&d=%C3%BC"),
        (WAYBACK, "2024-03", "https://web.archive.org/web/202403/https://news.example/a?b=c%22&d=%C3%BC"),
        ("https://x.example/?{url_escaped}&{date}", "2024", "https://x.example/?https%3A%2F%2Fnews.example%2Fa%3Fb%3Dc%22%26d%3D%C3%BC&2024"),
    ],
)
def test_a_copy_is_looked_for_where_the_pattern_says(pattern: str, date: str, address: str) -> None:
    """With the source as it is, but for what no address has, or as a part of another one."""
    assert filled(pattern, 'https://news.example/a?b=c"&d=ü', date) == address


def test_a_source_that_looks_like_a_pattern_is_none() -> None:
    assert filled(WAYBACK, "https://news.example/{date}", "2024") == "https://web.archive.org/web/2024/https://news.example/%7Bdate%7D"
