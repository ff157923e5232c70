"""A theme's own texts: mistyped keys and places that nothing fills."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from briefgen import theme
from briefgen.problem import Unreadable
from briefgen.shelf import Shelf
from briefgen.site import theme_texts
from briefgen.theme import Template, Theme, Words

DEFAULT = theme.load(Path(), theme.DEFAULT)


def mine(english: str, template: str = "", bundle: str = "") -> Theme:
    """A theme that extends the default one, with these texts, a template and a part of a bundle."""
    words = Words("en", "themes/mine/i18n/en.toml", english)
    shown = Template("_mine.html", "mine", "themes/mine/templates/_mine.html", template)
    bundles = (("mine.js", (bundle,)),) if bundle else ()
    return replace(DEFAULT, words=(words, *DEFAULT.words), templates=(shown, *DEFAULT.templates), bundles=(*DEFAULT.bundles, *bundles))


def told(dress: Theme) -> list[str]:
    return [str(problem) for problem in theme_texts.problems_of(dress)]


def test_a_mistyped_key_is_told_with_the_one_that_was_meant() -> None:
    """At its line, as a warning: it would change nothing, in silence."""
    assert told(mine('[nav]\noutlts = "Newspapers"\n')) == [
        (
            "themes/mine/i18n/en.toml:2: warning: nav.outlts: no template asks for this text, and no theme below has it\n"
            '    outlts = "Newspapers"\n'
            "    hint: did you mean 'nav.outlets'?"
        )
    ]


def test_a_key_that_nothing_asks_for_is_told() -> None:
    """With what to do."""
    (problem,) = theme_texts.problems_of(mine('[mine]\nabc = "A"\n'))
    assert problem.hint == "show it by {{ t('mine.abc') }}, or take it out"


@pytest.mark.parametrize(
    ("english", "template", "bundle"),
    [
        ('[nav]\noutlets = "Newspapers"\n', "", ""),
        ('[mine]\nabc = "A"\n', "{{ t('mine.abc') }}", ""),
        ('[mine]\nabc = "A"\n', "{{ t('mine.' ~ page.kind) }}", ""),
        ('[mine]\nabc = "A"\n', "", "i18n:date,mine"),
        ('[rule]\nours_letterhead = "the letterhead"\n', "", ""),  # the default theme's templates ask for all of that table
    ],
)
def test_a_text_that_is_asked_for_is_well(english: str, template: str, bundle: str) -> None:
    """By its key, by how it begins, or by a script."""
    assert told(mine(english, template, bundle)) == []


def test_a_theme_that_adds_no_text_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """And one that does only once, so that a build is not slower for it."""

    def refuse(_: object) -> NoReturn:
        raise AssertionError

    kept = Shelf()
    dress = mine('[nav]\noutlts = "Newspapers"\n')
    found = theme_texts.kept_problems_of(dress, kept)
    monkeypatch.setattr(theme_texts, "parsed", refuse)
    assert theme_texts.kept_problems_of(DEFAULT, kept) == []
    assert theme_texts.kept_problems_of(dress, kept) == found != []


@pytest.mark.parametrize(
    ("english", "line", "message", "hint"),
    [
        ('[nav]\noutlets = "Newspapers {n}"\n', 2, "nav.outlets: nothing fills the place {n}", "take it out: this text has no places"),
        ('[article]\n\nby = "By {nmes}"\n', 3, "article.by: nothing fills the place {nmes}", "it may have {names}"),
        ('[nav]\noutlets = { one = "Newspaper", other = "Newspapers" }\n', 2, "nav.outlets: nothing fills the place {n}", "take it out"),
    ],
)
def test_a_place_that_nothing_fills_is_told_where_the_text_is(english: str, line: int, message: str, hint: str) -> None:
    """And not in a template of another theme that shows it."""
    with pytest.raises(Unreadable) as caught:
        theme_texts.refuse_unfilled(mine(english))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.message) == ("themes/mine/i18n/en.toml", line, message)
    assert problem.hint.startswith(hint)


def test_a_place_that_a_template_of_the_theme_fills_is_well() -> None:
    """It may have changed the text and what shows it."""
    theme_texts.refuse_unfilled(mine('[nav]\noutlets = "Newspapers {n}"\n', "{{ t('nav.outlets', n=3) }}"))
    theme_texts.refuse_unfilled(mine('[article]\nby = "{names}"\n'))
    theme_texts.refuse_unfilled(DEFAULT)
