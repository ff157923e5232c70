"""Inflections meet: words of one stem have keys side by side."""

from __future__ import annotations

import pytest

from briefgen.search.stems import keys


def together(language: str, *words: str, texts: tuple[str, ...] = ()) -> bool:
    """Whether all these are of one stem."""
    found = keys(language, texts)
    return len({found[word].partition(" ")[0] for word in words}) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "sanction sanctions sanctioned"),
        ("en-GB", "city cities"),
        ("de", "haus hauses"),
        ("fr", "nation nations"),
        ("es", "nacion naciones"),
        ("ru", "новости новостеи"),
        ("pt-BR", "governo governos"),
    ],
)
def test_inflections_have_one_stem(language: str, words: str) -> None:
    """In the language of the article."""
    assert together(language, *words.split())


def test_endings_are_told_by_accents_where_a_language_has_them() -> None:
    """Russian's short i is no mark to its stemmer, though it is to terms."""
    assert together("ru", "новыи", "новая", texts=("Новый дом, новая крыша",))
    assert not together("ru", "новыи", "новая")


@pytest.mark.parametrize(("language", "word"), [("xx", "sanctions"), ("", "sanctions"), ("en", "北京"), ("en", "2022"), ("zh", "北京")])
def test_a_word_may_be_its_own_stem(language: str, word: str) -> None:
    """Where no algorithm knows better."""
    assert keys(language, ())[word] == word


def test_a_key_is_a_stem_and_a_word() -> None:
    """Or the word alone, where that is its stem."""
    assert keys("en", ())["cities"] == "citi cities"
    assert keys("en", ())["sanction"] == "sanction"
