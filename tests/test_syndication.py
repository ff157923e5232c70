"""What briefgen.toml says of feeds."""

from __future__ import annotations

import pytest

from briefgen import config
from briefgen.keys.syndication import Feeds
from briefgen.problem import Unreadable


def read(text: str) -> Feeds:
    return config.parse(text.encode()).feeds


def test_without_a_word_there_are_all() -> None:
    assert read("") == read("[feeds]\n") == Feeds(50, ("atom", "rss", "json"), ("events", "outlets", "authors", "tags"), "summary")


def test_each_key_is_read() -> None:
    """Formats and lists in the order that they always have, each once."""
    given = '[feeds]\nlength = 20\nformats = ["rss", "atom", "rss"]\nlists = ["tags", "events"]\ntext = "full"\n'
    assert read(given) == Feeds(20, ("atom", "rss"), ("events", "tags"), "full")


def test_an_archive_may_have_none_at_all() -> None:
    assert read("feeds = false").formats == read("[feeds]\nformats = []").formats == ()


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ("feeds = 3", "feeds: 3 is no table", "write it like [feeds] and below it length = 20"),
        ("[feeds]\nlenght = 3", "feeds: there is no 'lenght' in it", "did you mean 'length'?"),
        ("[feeds]\nlength = 0", "feeds: length: 0 is not a whole number from 1 to 1000", "write it like length = 20"),
        ("[feeds]\nlength = true", "feeds: length: true is not a whole number from 1 to 1000", "write it like length = 20"),
        ("[feeds]\nlength = 1001", "feeds: length: 1001 is not a whole number from 1 to 1000", "write it like length = 20"),
        ('[feeds]\nformats = ["atmo"]', "feeds: formats: there is no 'atmo'", "did you mean 'atom'?"),
        ('[feeds]\nformats = "atom"', "feeds: formats: 'atom' is no list of texts", 'write it like ["one", "another"]'),
        ('[feeds]\nlists = ["days"]', "feeds: lists: there is no 'days'", "the lists are events, outlets, authors, tags"),
        ('[feeds]\ntext = "all"', 'feeds: text: \'all\' is neither "summary" nor "full"', 'write it like text = "full"'),
        ("[feeds]\ntext = []", 'feeds: text: [] is neither "summary" nor "full"', 'write it like text = "full"'),
    ],
)
def test_what_is_wrong_is_said(given: str, message: str, hint: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(given)
    (problem,) = caught.value.problems
    assert (problem.message, problem.hint) == (message, hint)
