"""A theme tried: what is wrong with it is found, and what is not wrong is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import files, theme
from briefgen.pages.kinds import TEMPLATES
from briefgen.pages.site import SiteInfo
from briefgen.problem import Problem
from briefgen.publish import awkward, markup, named, trial
from briefgen.publish.awkward import MOODS
from briefgen.publish.tags import tags
from briefgen.site.render import environment
from tests.archives import make
from tests.kits import kit
from tests.site.test_contract import wrong_types

HEAD = '<!doctype html>\n<html lang="{{ ui_lang }}">\n<head><title>{{ page.title }}</title></head>\n'


def mine(root: Path, **others: str) -> Path:
    """A theme that stands alone, of templates that show next to nothing, but for these."""
    templates = dict.fromkeys(TEMPLATES.values(), HEAD) | {f"{name}.html": source for name, source in others.items()}
    text = "".join(f"-- themes/mine/templates/{name} --\n{source}\n" for name, source in templates.items())
    about = 'extends = ""\n[options]\nfooter = { type = "text", default = "" }\ntone = { type = "choice", default = "a", choices = ["a", "b"] }\n'
    return make(root, f"-- themes/mine/theme.toml --\n{about}-- themes/mine/static/mine.css --\na {{}}\n{text}")


def problems(root: Path, **others: str) -> tuple[Problem, ...]:
    return trial.tried(mine(root, **others), "mine").problems


def test_a_theme_with_which_nothing_is_wrong_is_told_so(tmp_path: Path) -> None:
    """All its templates were tried, in all languages, on pages of every kind."""
    report = trial.tried(mine(tmp_path), "mine")
    assert report.problems == ()
    assert report.templates == len(TEMPLATES)
    assert {"en", "ar", "de"} <= set(report.languages)
    assert report.pages > 10 * len(TEMPLATES)


@pytest.mark.parametrize("name", files.folders_in(theme.bundled()))
def test_the_themes_that_briefgen_brings_are_fit(tmp_path: Path, name: str) -> None:
    """On the most awkward archive there is."""
    assert trial.tried(make(tmp_path, ""), name).problems == ()


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("{{ page.tilte }}", "an EventPage has no 'tilte'", "did you mean 'title'?"),
        ("{% if page.articles > 99999 %}{{ page.tilte }}{% endif %}", "an EventPage has no 'tilte'", "did you mean 'title'?"),
        ("{% if page.title == 'x' %}{{ page.tilte }}{% endif %}", "none of its pages has 'tilte'", "did you mean 'title'?"),
        ("{% if page.title == 'x' %}{{ site.options.foter }}{% endif %}", "the theme has no option 'foter'", "did you mean 'footer'?"),
        ("{% if page.title == 'x' %}{{ site['titel'] }}{% endif %}", "`site` has no 'titel'", "did you mean 'title'?"),
        ("{% if page.title == 'x' %}{{ static('mine.cs') }}{% endif %}", "there is no static file 'mine.cs'", "did you mean 'mine.css'?"),
        ("{% if page.title == 'x' %}{{ t('nav.skpi') }}{% endif %}", "there is no text 'nav.skpi'", "did you mean 'nav.skip'?"),
        ("{% if %}", "expected an expression, got 'end of statement block'", "write a value there"),
        ("{{ page.outlets[0].outlet.title }}", "a list has no '0'", ""),
        ("{% if site.options.tone == 'b' %}{{ page.tilte }}{% endif %}", "an EventPage has no 'tilte'", "did you mean 'title'?"),
        ('<p style="color: red">', "a style attribute", "give the element a class"),
        ("<style>a {}</style>", "a style that stands in the page", "put it into a stylesheet"),
        ("<script>1</script>", "a script that stands in the page", "put it into static/"),
        ('<p onclick="x()">', "a script in the attribute 'onclick'", "put it into a script in static/"),
        ('<a href="javascript:x()">', "a script in the attribute 'href'", "let it lead to a page"),
        ("{{ page.title|safe }}", "text is shown as markup: whoever wrote it could run scripts", "do not use |safe on it"),
        ('<a href="/index.html">', "'/index.html' is an absolute path", "write it relative to the page"),
        ('<img src="https://other.example/x.png">', "loads 'https://other.example/x.png' from another host", "keep a copy of it"),
        (
            '<link rel="stylesheet" href="{{ href(\'static/mine.css\') }}">',
            "there is no static/mine.css in the site",
            "refer to it by {{ static('mine.css') }}",
        ),
        ('<p id="a"></p><p id="a"></p>', "the id 'a' stands twice", "give each its own"),
    ],
)
def test_what_is_wrong_with_a_template_is_found(tmp_path: Path, source: str, message: str, hint: str) -> None:
    """With its file and line, also in what is never shown."""
    found = problems(tmp_path, event=f"{HEAD}{source}")
    assert [problem.path for problem in found] == ["themes/mine/templates/event.html"] * len(found)
    (problem,) = [problem for problem in found if problem.message.startswith(message)]
    assert problem.hint.startswith(hint)
    if "|safe" not in source and "id=" not in source:
        assert problem.line == 4
        assert f"> 4 | {source}" in problem.quote


@pytest.mark.parametrize(
    "source",
    [
        '<p>style="x" onclick=y &lt;script></p>',
        '<script type="application/json">{"a": 1}</script>',
        '<a href="https://other.example/">x</a><link rel="canonical" href="https://example.org/archive/x.html">',
        '<a href="#a" id="a">x</a><a href="{{ href(page.path) }}#nowhere">x</a>',
        '<link rel="stylesheet" href="{{ static("mine.css") }}">',
        "{% set page = {'other': 1} %}{{ page.other }}",
        "{{ page.chart|safe }}",
    ],
)
def test_what_is_not_wrong_is_not_told(tmp_path: Path, source: str) -> None:
    """So that nobody gets used to it."""
    assert problems(tmp_path, event=f"{HEAD}{source}") == ()


def test_the_page_for_missing_pages_may_carry_its_own_style(tmp_path: Path) -> None:
    """Since it loads nothing; but no script."""
    assert problems(tmp_path, **{"404": f"{HEAD}<style>a {{}}</style><p style='b: c'>"}) == ()
    assert len(problems(tmp_path, **{"404": f"{HEAD}<script>1</script>"})) == 1


def test_a_page_says_its_language_and_its_title(tmp_path: Path) -> None:
    """Browsers and screen readers ask for both."""
    found = problems(tmp_path, event="<!doctype html><html><body>")
    assert {problem.message.partition(" (")[0] for problem in found} == {"the page does not say its language", "the page has no <title>"}


def test_a_template_that_no_page_leads_to_is_told(tmp_path: Path) -> None:
    """Its name is mistyped, most often; one that another leads to is well."""
    found = problems(tmp_path, evnt="", _part="{{ page.title }}", event=f"{HEAD}{{% include '_part.html' %}}")
    assert found == (
        Problem("themes/mine/templates/evnt.html", 0, "no page leads to this template", "did you mean 'event.html'?", severity="warning"),
    )


def test_a_problem_of_many_pages_is_one(tmp_path: Path) -> None:
    """With how many it is of."""
    root = mine(
        tmp_path, **{name.removesuffix(".html"): "{% extends 'base.html' %}" for name in TEMPLATES.values()}, base=f"{HEAD}{{{{ page.zzz }}}}"
    )
    found = trial.tried(root, "mine").problems
    assert len({problem.line for problem in found}) == 1
    assert all(" other page" in problem.message for problem in found)


def test_a_translation_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    """And the other languages are tried all the same."""
    root = mine(tmp_path)
    make(root, "-- themes/mine/i18n/de.toml --\n[nav]\nskip = 1\n")
    report = trial.tried(root, "mine")
    assert [(problem.path, problem.line) for problem in report.problems] == [("themes/mine/i18n/de.toml", 2)]
    assert report.pages > 0


@pytest.mark.parametrize(
    ("language", "text", "problem"),
    [
        ("en", 'outlts = "x"', "warning: nav.outlts: no template asks for this text"),
        ("de", 'outlts = "x"', "error: nav.outlts: English has no such text"),
        ("en", 'outlets = "{n}"', "error: nav.outlets: nothing fills the place {n}"),
    ],
)
def test_a_text_that_changes_nothing_or_cannot_be_filled_is_told(tmp_path: Path, language: str, text: str, problem: str) -> None:
    """Once, at its line."""
    root = make(mine(tmp_path), f"-- themes/mine/i18n/{language}.toml --\n[nav]\n{text}\n")
    (found,) = trial.tried(root, "mine").problems
    assert str(found).startswith(f"themes/mine/i18n/{language}.toml:2: {problem}")


def test_what_the_archive_says_of_the_options_is_looked_at_too(tmp_path: Path) -> None:
    """With its place in briefgen.toml."""
    root = make(mine(tmp_path), "-- briefgen.toml --\n[theme]\nname = 'mine'\ntone = 'c'\n")
    (found,) = trial.tried(root, "mine", stated=(("tone", "c"),)).problems
    assert (found.path, found.line, found.message) == ("briefgen.toml", 3, "tone: 'c' is not one of 'a', 'b'")


def test_texts_that_a_language_lacks_are_a_note(tmp_path: Path) -> None:
    """With how many they are, and the first of them: they are said in English."""
    root = mine(tmp_path)
    make(root, '-- themes/mine/i18n/en.toml --\n[mine]\na = "A"\nb = "B"\n-- themes/mine/i18n/de.toml --\n[mine]\nb = "B"\n')
    report = trial.tried(root, "mine")
    assert {problem.severity for problem in report.problems} <= {"warning"}  # nothing asks for them
    assert "de lacks 1 text, which are in English there: mine.a" in report.notes
    assert "ar lacks 2 texts, which are in English there: mine.a, mine.b" in report.notes


@pytest.mark.parametrize("mood", MOODS, ids=lambda mood: str(mood.name))
def test_awkward_pages_are_what_their_types_say(mood: awkward.Mood) -> None:
    """Of every kind, and in every mood."""
    made = list(awkward.trials(mood))
    assert {type(one.page) for one in made} == set(TEMPLATES)
    assert [wrong for one in made for wrong in wrong_types(one.page)] == []


def test_awkward_pages_are_the_same_each_time() -> None:
    """What was found is found again."""
    before = [awkward.trials(mood) for mood in MOODS]
    awkward.trials.cache_clear()
    assert [awkward.trials(mood) for mood in MOODS] == before


def test_what_only_reads_like_an_attribute_is_not_blamed(tmp_path: Path) -> None:
    """A name of Jinja's is none, nor is text; the element's line may not be the attribute's."""
    innocent = f"{HEAD}{{% set style = 'a' %}}\n<p class={{% if style == 'b' %}}c{{% endif %}}>style='d'</p>"
    guilty = "<p\n  class='a'\n  style='b'>"
    found = problems(tmp_path, _a=innocent, _b=guilty, event=f"{innocent}{{% include '_a.html' %}}{{% include '_b.html' %}}")
    assert [(problem.path, problem.line) for problem in found] == [("themes/mine/templates/_b.html", 3)]


def test_a_block_that_overrides_nothing_is_told(tmp_path: Path) -> None:
    """Unless it stands in one that overrides, or the template itself calls it."""
    base = f"{HEAD}{{% block headline %}}{{% endblock %}}"
    source = (
        "{% extends 'base.html' %}\n{% block headlin %}{% endblock %}\n"
        "{% block headline %}{% block inner %}{% endblock %}{{ self.aside() }}{% endblock %}{% block aside %}{% endblock %}"
    )
    (found,) = problems(tmp_path, base=base, event=source)
    assert (found.path, found.line, found.severity) == ("themes/mine/templates/event.html", 2, "warning")
    assert found.message.startswith("there is no block 'headlin' in themes/mine/templates/base.html")
    assert found.hint == "did you mean 'headline'?"


def test_a_block_of_a_theme_further_down_is_known(tmp_path: Path) -> None:
    """Wherever in the chain it is, and inside another."""
    middle = "{% extends 'base.html' %}{% block main %}{% block deep %}{% endblock %}{% endblock %}"
    base = f"{HEAD}{{% block main %}}{{% endblock %}}{{% block foot %}}{{% endblock %}}"
    source = "{% extends 'middle.html' %}{% block deep %}a{% endblock %}{% block foot %}b{% endblock %}"
    assert problems(tmp_path, base=base, middle=middle, event=source) == ()


def test_what_stands_in_what_is_below_is_no_stray() -> None:
    """A theme's template that its own other one stands before is led to by that."""
    dress = kit(
        {**dict.fromkeys(TEMPLATES.values(), ""), "briefing:base.html": "", "event.html": "{% extends 'base.html' %}"}, chain=("mine", "briefing")
    )
    assert list(named.problems_of(dress, environment(dress), SiteInfo("", "", "en", "", {}))) == []


def test_a_template_that_stands_behind_another_is_left_alone() -> None:
    """No page leads to it, so what its pages would have is not known."""
    templates = {**dict.fromkeys(TEMPLATES.values(), ""), "briefing:home.html": "{{ page.size }}{{ page.whatever }}"}
    dress = kit(templates, chain=("mine", "briefing"))
    assert list(named.problems_of(dress, environment(dress), SiteInfo("", "", "en", "", {}))) == []


def test_hostile_texts_are_seen_where_they_are_markup() -> None:
    """And not where they are text."""
    page = f'<html lang="en"><title>x</title><p title="&quot;{awkward.HOSTILE}">&lt;{awkward.HOSTILE}&gt;</p>'
    assert list(markup.found_in("a.html", tags(page).found, awkward.HOSTILE)) == []
    assert len(list(markup.found_in("a.html", tags(f"{page}{awkward.MARKUP}").found, awkward.HOSTILE))) == 2  # the element, and what it does
