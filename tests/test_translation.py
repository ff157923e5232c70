"""Catalogues as themes keep them: which one a site gets, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import theme, translation
from briefgen.problem import Unreadable
from briefgen.theme import Words

BRIEFING = theme.load(Path(), theme.DEFAULT).words
FACTS = """
[language]
direction = "ltr"
plural = { one = "n = 1", few = "n = 2..4" }
group = " "
decimal = ","
months = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
weekdays = ["1", "2", "3", "4", "5", "6", "7"]
"""


def words(**sources: str) -> tuple[Words, ...]:
    """Files of a theme of that name that extends the default one."""
    return (*(Words(tag.replace("_", "-"), f"themes/mine/i18n/{tag}.toml", source) for tag, source in sources.items()), *BRIEFING)


def problems(**sources: str) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        translation.load(words(**sources), "xx")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("asked", "spoken"), [("de", "de"), ("de-AT", "de-AT"), ("DE-at", "de-AT"), ("en-gb", "en-GB"), ("pl", "en"), ("xx-Latn-YY", "en")]
)
def test_a_site_speaks_its_language_or_the_one_that_it_is_a_kind_of_or_english(asked: str, spoken: str) -> None:
    assert translation.load(BRIEFING, asked).lang == spoken


def test_a_theme_s_own_texts_come_before_those_that_it_extends() -> None:
    found = translation.load(words(de='[nav]\nevents = "Vorfälle"\n'), "de")
    assert (found.say("nav.events"), found.say("nav.search")) == ("Vorfälle", "Suche")


def test_what_a_language_lacks_is_said_in_english() -> None:
    found = translation.load(words(xx=FACTS + '[nav]\nevents = "Xx"\n'), "xx")
    assert (found.lang, found.say("nav.events"), found.say("count.articles", n=1)) == ("xx", "Xx", "1 article")


def test_a_kind_of_a_language_need_only_say_what_is_otherwise_there() -> None:
    found = translation.load(words(de_CH='[language]\ngroup = "’"\n[nav]\nevents = "Chöpf"\n'), "de-CH")
    assert (found.lang, found.say("nav.events"), found.say("nav.search"), found.number(1000)) == ("de-CH", "Chöpf", "Suche", "1’000")


def test_british_english_goes_back_to_english() -> None:
    found = translation.load(words(en_GB='[language]\ngroup = " "\n'), "en-GB")
    assert (found.lang, found.number(1000), found.say("count.articles", n=2)) == ("en-GB", "1 000", "2 articles")


def test_a_new_text_of_a_theme_is_known_in_all_languages() -> None:
    found = translation.load(words(en='[mine]\nhello = "Hello {name}"\n'), "de")
    assert found.say("mine.hello", name="Ann") == "Hello Ann"


def test_months_and_weekdays_have_short_names_only_where_they_differ() -> None:
    facts = translation.load(words(xx=FACTS), "xx").facts
    assert facts.months_alone == facts.months_short == facts.months
    assert facts.weekdays_short == facts.weekdays


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a = 1\n", "themes/mine/i18n/xx.toml:1: error: a: a text in no table"),
        ('[a]\nb = "x\n', "themes/mine/i18n/xx.toml:2: error: not valid TOML"),
        ("[a]\nb = 1\n", "themes/mine/i18n/xx.toml:2: error: a.b: neither a text nor"),
        ('[a]\nb = { one = "x" }\n', "themes/mine/i18n/xx.toml:2: error: a.b: not the plural forms of a text"),
        ('[a]\nb = { other = "x", two_or_so = "y" }\n', "themes/mine/i18n/xx.toml:2: error: a.b: not the plural forms of a text"),
        (FACTS + '[a]\nb = { one = "x", other = "y" }\n', "themes/mine/i18n/xx.toml:10: error: a.b: lacks a form that the language has: few"),
        (FACTS + '[article]\nby = "{who}"\n', "has a place that the English text has not: {who}"),
        (
            FACTS + '[nav]\noutlts = "x"\n',
            "themes/mine/i18n/xx.toml:10: error: nav.outlts: English has no such text\n    outlts = \"x\"\n    hint: did you mean 'nav.outlets'?",
        ),
        (FACTS.replace('"n = 1"', '"n is 1"'), "themes/mine/i18n/xx.toml:4: error: [language]: plural: 'n is 1' is no relation\n"),
        (FACTS.replace('"12"', '"12", "13"'), "themes/mine/i18n/xx.toml:7: error: [language]: months is not as it should be"),
        (FACTS.replace("few =", "lots ="), "themes/mine/i18n/xx.toml:4: error: [language]: there is no plural category 'lots'"),
        (FACTS.replace("ltr", "up"), "themes/mine/i18n/xx.toml:3: error: [language]: direction is not as it should be"),
        (FACTS + "colour = 1\n", "themes/mine/i18n/xx.toml:9: error: [language]: there is no 'colour' in [language]"),
        ('[a]\nb = "x"\n', "themes/mine/i18n/xx.toml: error: [language]: it does not state direction, plural, group, decimal, months"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(source: str, expected: str) -> None:
    assert expected in "\n".join(problems(xx=source))


def test_all_that_is_wrong_with_a_file_is_said_at_once() -> None:
    assert len(problems(xx="x = 1\n[a]\nb = 1\nc = 2\n")) == 3


def test_rules_and_texts_are_told_together_each_at_its_own_line() -> None:
    """A key that stands in several tables at that of its own."""
    source = FACTS.replace("ltr", "up") + '[a]\nby = "x"\n[article]\nby = "{who}"\n'
    found = problems(en='[a]\nby = "x"\n', xx=source.replace("few", "lots"))
    assert [one.partition(": ")[0].rpartition(":")[2] for one in found] == ["3", "4", "12"]


def test_what_a_language_says_in_english_is_known() -> None:
    """All of it; English lacks nothing."""
    found = translation.lacking(translation.load(words(xx=FACTS + '[nav]\nevents = "Xx"\n'), "xx"))
    assert "nav.search" in found
    assert "nav.events" not in found
    assert translation.lacking(translation.load(BRIEFING, "en")) == []


def test_files_of_other_languages_are_not_even_read() -> None:
    assert translation.load(words(zz="nonsense"), "de").lang == "de"


def test_without_english_there_is_no_interface() -> None:
    with pytest.raises(Unreadable, match=r"i18n/en\.toml"):
        translation.load((), "de")
