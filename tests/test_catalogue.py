"""Texts, dates and numbers in words: what a catalogue says."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup
from msgspec import msgpack, structs

from briefgen import theme, translation
from briefgen.catalogue import Catalogue, places_of

ENGLISH = translation.load(theme.load(Path(), theme.DEFAULT).words, "en")
GERMAN = translation.load(theme.load(Path(), theme.DEFAULT).words, "de")
ARABIC = translation.load(theme.load(Path(), theme.DEFAULT).words, "ar")


def saying(**texts: str | dict[str, str]) -> Catalogue:
    return structs.replace(ENGLISH, texts={f"a.{key}": text for key, text in texts.items()}, fallback=ENGLISH)


def test_places_are_filled_with_text_and_with_grouped_numbers() -> None:
    words = saying(one="{who} has {n} of {all}, {who}")
    assert words.say("a.one", who="Ann <b>", n=1204, all=12.25) == "Ann <b> has 1,204 of 12.2, Ann <b>"


def test_as_html_all_but_markup_is_escaped() -> None:
    words = saying(one="<{who}> & {link}")
    assert words.markup("a.one", who="<i>", link=Markup("<a>x</a>")) == Markup("&lt;&lt;i&gt;&gt; &amp; <a>x</a>")


def test_a_value_with_places_in_it_is_not_filled_again() -> None:
    assert saying(one="{a}{b}").say("a.one", a="{b}", b="{a}") == "{b}{a}"


@pytest.mark.parametrize("text", ["{", "}", "{}", "{A}", "{ a }", "{a.b}", "{0}"])
def test_other_braces_are_text(text: str) -> None:
    assert saying(one=text).say("a.one") == text


def test_a_number_chooses_the_form() -> None:
    words = saying(one={"one": "{n} ship", "other": "{n} ships"})
    assert [words.say("a.one", n=number) for number in (0, 1, 2, 1.0, 1.5, 1001)] == [
        *("0 ships", "1 ship", "2 ships", "1 ship", "1.5 ships", "1,001 ships"),
    ]


def test_a_text_that_only_english_has_follows_english_rules() -> None:
    """Where two is no plural for itself, and thousands have commas."""
    words = structs.replace(ARABIC, fallback=structs.replace(ENGLISH, texts={"a.ships": {"one": "{n} ship", "other": "{n} ships"}}))
    assert (words.say("a.ships", n=2), words.say("a.ships", n=1)) == ("2 ships", "1 ship")


@pytest.mark.parametrize(
    ("key", "values", "named"),
    [("a.none", {}, "a.none"), ("a.who", {}, "who"), ("a.ships", {}, "a.ships"), ("a.ships", {"n": "2"}, "a.ships")],
)
def test_what_is_missing_is_named(key: str, values: dict[str, object], named: str) -> None:
    words = saying(who="{who}", ships={"one": "{n} ship", "other": "{n} ships"})
    with pytest.raises(LookupError, match=named):
        words.say(key, **values)
    with pytest.raises(LookupError, match=named):
        words.markup(key, **values)


@pytest.mark.parametrize(
    ("names", "english", "german", "arabic"),
    [
        ([], "", "", ""),
        (["A"], "A", "A", "A"),
        (["A", "B"], "A and B", "A und B", "A وB"),
        (["A", "B", "C"], "A, B and C", "A, B und C", "A وB وC"),
        (["A", Markup("<b>B</b>"), "<C>", "D"], "A, <b>B</b>, &lt;C&gt; and D", "A, <b>B</b>, &lt;C&gt; und D", "A و<b>B</b> و&lt;C&gt; وD"),
    ],
)
def test_names_are_joined_as_a_sentence_has_them(names: list[str], english: str, german: str, arabic: str) -> None:
    assert [words.joined(names) for words in (ENGLISH, GERMAN, ARABIC)] == [english, german, arabic]


@pytest.mark.parametrize(
    ("date", "long", "short", "month", "day_month", "weekday"),
    [
        ("", "", "", "", "", ""),
        ("2022", "2022", "2022", "2022", "", ""),
        ("2022-01", "January 2022", "Jan 2022", "January 2022", "January", ""),
        ("2022-01-07", "7 January 2022", "7 Jan 2022", "January 2022", "7 January", "Friday"),
        ("2022-12-31T23:59:00+02:00", "31 December 2022", "31 Dec 2022", "December 2022", "31 December", "Saturday"),
        ("0999-05-01", "1 May 999", "1 May 999", "May 999", "1 May", "Wednesday"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(date: str, long: str, short: str, month: str, day_month: str, weekday: str) -> None:
    said = (ENGLISH.long(date), ENGLISH.short(date), ENGLISH.month(date), ENGLISH.day_month(date), ENGLISH.weekday(date))
    assert said == (long, short, month, day_month, weekday)


def test_dates_follow_the_language() -> None:
    assert [GERMAN.long("2022-03-07"), GERMAN.short("2022-03-07"), GERMAN.day_month("2022-03-07"), GERMAN.month("2022-03")] == [
        *("7. März 2022", "7. März 2022", "7. März", "März 2022"),
    ]
    assert [ARABIC.long("2022-03-07"), ARABIC.month("2022-03"), ARABIC.weekday("2022-03-07")] == ["7 مارس 2022", "مارس 2022", "الاثنين"]


@pytest.mark.parametrize(
    ("first", "last", "english", "german"),
    [
        ("2022-01-07", "2022-01-07T10:00", "7 January 2022", "7. Januar 2022"),
        ("2022-01-07", "2022-01-18", "7–18 January 2022", "7.–18. Januar 2022"),
        ("2022-01-28", "2022-02-03", "28 January – 3 February 2022", "28. Januar – 3. Februar 2022"),
        ("2021-12-28", "2022-02-03", "28 December 2021 – 3 February 2022", "28. Dezember 2021 – 3. Februar 2022"),
        ("2022-01", "2022-01-18", "January 2022 – 18 January 2022", "Januar 2022 – 18. Januar 2022"),
        ("2021", "2022-01-18", "2021 – 18 January 2022", "2021 – 18. Januar 2022"),
        ("", "2022-01-18", "18 January 2022", "18. Januar 2022"),
        ("2022", "", "2022", "2022"),
    ],
)
def test_a_span_says_what_its_ends_share_once(first: str, last: str, english: str, german: str) -> None:
    assert [words.span(first, last).striptags() for words in (ENGLISH, GERMAN)] == [english, german]


def test_the_ends_of_a_span_are_marked_as_dates() -> None:
    assert ENGLISH.span("2022-01-07T10:00", "2022-01-18") == (
        '<time datetime="2022-01-07">7</time>–<time datetime="2022-01-18">18</time> January 2022'
    )


@pytest.mark.parametrize(
    ("number", "english", "german"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1204, "1,204", "1.204"),
        (1234567, "1,234,567", "1.234.567"),
        (12.34, "12.3", "12,3"),
        (-1500, "-1,500", "-1.500"),
    ],
)
def test_numbers_follow_the_language(number: float, english: str, german: str) -> None:
    assert (ENGLISH.number(number), GERMAN.number(number)) == (english, german)


def test_a_language_may_leave_numbers_of_four_digits_whole() -> None:
    words = structs.replace(ENGLISH, facts=structs.replace(ENGLISH.facts, least_grouped=5, group="\u00a0"))
    assert [words.number(number) for number in (1204, 12040)] == ["1204", "12\u00a0040"]


def test_a_catalogue_is_plain_data() -> None:
    assert msgpack.decode(msgpack.encode(GERMAN), type=Catalogue) == GERMAN


def test_the_places_of_a_text_are_known() -> None:
    assert places_of("{a} and {b_c} and {a} {D}") == {"a", "b_c"}
