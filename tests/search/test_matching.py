"""Which articles answer a query: words and their forms, beginnings, phrases, fields, days, and what is not asked for."""

from __future__ import annotations

import pytest

from briefgen.search.answer import Request
from briefgen.search.nodes import Note
from briefgen.search.reader import Index
from tests.search.asking import article, asked, built, found

ARCHIVE = (
    article("dock", "The strikes in the harbour go on.\n\n## What to watch\n\nMore is to come.", lang="en", date="2024-03-01", outlet="The Post")
    + article(
        "port", "A strike at the ports.\n\nWhy it matters: ships wait, says Élan.", lang="en", date="2024-03", outlet="Harbour Post", tags="[docks]"
    )
    + article("hafen", "Der Streik im Hafen. Die Streiks. Strikes.", lang="de", date="2024", author="[José Núñez, Ada Post]", event="strike")
    + article("tokyo", "東京タワーの前。 京", lang="ja", title="東京 NATO 会議", date="2023-12-31T10:00:00Z", author="山田太郎", event="tokyo")
    + article("none", "Nothing of it. Harbour of the strikes.", title="Harbour watch", tags="[Port strikes]")
    + "-- content/events/strike.md --\n---\ntitle: The great walkout\n---\n-- content/events/tokyo.md --\n---\ntitle: 東京会議\n---\n"
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return built(tmp_path_factory.mktemp("archive"), ARCHIVE)


CASES = {
    # words: any form of them, in the article's language
    "strike": {"dock", "port", "none"},
    "strikes": {"dock", "port", "none", "hafen"},
    "STREIKS": {"hafen"},
    "elan": {"port"},
    "ship": {"port"},  # which has 'ships' alone
    '"ship"': set(),
    "harbour strike": {"dock", "none", "port"},
    "harbour OR hafen": {"dock", "none", "hafen", "port"},
    "strike -harbour": set(),
    "strikes -harbour": {"hafen"},
    "-strikes": {"tokyo"},
    "strikes -(watch OR ships)": {"hafen"},
    "the OR NOT strikes": {"dock", "port", "none", "tokyo"},
    # beginnings
    "stre*": {"hafen"},
    "st*": {"dock", "port", "none", "hafen"},
    "zz*": set(),
    # phrases, as they are written
    '"strikes in the harbour"': {"dock"},
    '"strike in the harbour"': set(),
    '"harbour go on"': {"dock"},
    '"go on what to"': set(),
    '"harbour watch"': {"none"},
    '"watch nothing"': set(),
    '"the post"': {"dock"},
    '"great walkout"': set(),
    '"strikes"': {"dock", "none", "hafen"},
    '"nothing of it harbour"': {"none"},
    # scripts without spaces
    "東京": {"tokyo"},
    "京タワ": {"tokyo"},
    "京東": set(),
    "東": {"tokyo"},
    '"京タワー"': {"tokyo"},
    '"東京 NATO"': {"tokyo"},
    '"前"': {"tokyo"},
    # titles and sections
    "title:harbour": {"none"},
    'title:"harbour watch"': {"none"},
    'title:"harbour of"': set(),
    'title:"watch"': {"none"},
    "title:watch strikes": {"none"},
    "section:watch": {"dock"},
    'section:"to watch"': {"dock"},
    'section:"watch why"': set(),
    "section:matters": {"port"},
    "section:ships": set(),
    # names
    "outlet:post": {"dock", "port"},
    "outlet:po": {"dock", "port"},
    'outlet:"po"': set(),
    'outlet:"the post"': {"dock"},
    "outlet:the-post": {"dock"},
    "outlet:harbour-po": {"port"},
    "outlet:post-the": set(),
    "author:jose": {"hafen"},
    "author:nu": {"hafen"},
    "author:post": {"hafen"},
    "author:山田": {"tokyo"},
    "author:山": {"tokyo"},
    "event:strike": {"hafen"},
    "event:walkout": {"hafen"},
    "event:東京会": {"tokyo"},
    "tag:docks": {"port"},
    "tag:strikes": {"none"},
    "-outlet:post strikes": {"hafen", "none"},
    # days
    "date:2024-03-01": {"dock", "port"},
    "date:2024": {"dock", "port", "hafen"},
    "before:2024": {"tokyo"},
    "after:2024-01-02": {"dock", "port"},
    "date:2023..2024-01": {"tokyo", "hafen"},
    "date:2025..2023": set(),
    "-date:2024": {"tokyo", "none"},
    # nothing
    "": {"dock", "port", "hafen", "tokyo", "none"},
}


@pytest.mark.parametrize("query", CASES)
def test_a_query_finds_what_the_case_says(index: Index, query: str) -> None:
    """No more and no less."""
    assert {*found(index, query)} == CASES[query]


def test_what_is_being_typed_finds_words_and_their_forms(index: Index) -> None:
    """And what begins like it: 'strike' is a word, and the beginning of one."""
    assert {*found(index, Request("strike", typing=True))} == {"dock", "port", "none", "hafen"}
    assert {*found(index, Request("hafe", typing=True))} == {"hafen"}
    assert {*found(index, Request("hafe ", typing=True))} == {"hafen"}  # put right
    assert asked(index, Request("hafe", typing=True)).notes == ()


@pytest.mark.parametrize(
    ("query", "notes"),
    [
        ("habrour", (Note("corrected", "habrour", "harbour"),)),
        ("strieks habrour", (Note("corrected", "strieks", "strikes"), Note("corrected", "habrour", "harbour"))),
        ("harb", (Note("begun", "harb"),)),
        ("-habrour", (Note("needless", "habrour"),)),
        ("ship", ()),
        ("title:habrour", ()),
        ('"habrour"', ()),
        ("habr*", ()),
        ("zeppelin zeppelin", (Note("unknown", "zeppelin"),)),
        ("zz b52x", (Note("unknown", "zz"), Note("unknown", "b52x"))),
        ("-zeppelin", (Note("needless", "zeppelin"),)),
        ("京京", ()),
        ("zeppelin before:now before:now", (Note("date", "now"), Note("unknown", "zeppelin"), Note("unknown", "before"), Note("unknown", "now"))),
    ],
)
def test_what_has_to_be_said_is(index: Index, query: str, notes: tuple[Note, ...]) -> None:
    """Once, in order."""
    assert asked(index, query).notes == notes


def test_a_word_put_right_finds_what_the_right_one_does(index: Index) -> None:
    """With its other forms, and as well."""
    assert found(index, "strieks") == found(index, "strikes")
    assert [one.total for one in asked(index, "strieks").ordered] == [one.total for one in asked(index, "strikes").ordered]
