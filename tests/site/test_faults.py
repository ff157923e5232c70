"""What went wrong in a template, as problems."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from briefgen.pages.links import Link, Pager
from briefgen.pages.lists import ListPage
from briefgen.pages.signposts import SearchPage
from briefgen.pages.site import SiteInfo
from briefgen.problem import Problem, Unreadable
from briefgen.site.faults import Fault, around, gathered, meant
from briefgen.site.render import environment, render
from briefgen.theme import Template, bundled
from tests.kits import kit

SITE = SiteInfo("T", "", "en", "", {"footer": "F", "tone": "warm"})


def fault(template: str, **others: str) -> Problem:
    """What is wrong with this template of a search page."""
    templates = {"search.html": template, **{f"{name}.html": source for name, source in others.items()}}
    with pytest.raises(Unreadable) as caught:
        render(environment(kit(templates, {"style.css": "static/style.1.css"})), SearchPage("search.html", "T", ""), SITE)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("template", "message", "hint"),
    [
        ("{{ page.tilte }}", "a SearchPage has no 'tilte'", "did you mean 'title'?"),
        ("{{ page.zzz }}", "a SearchPage has no 'zzz'", "it has description, examples, path, title"),
        ("{{ page['tilte'] }}", "a SearchPage has no 'tilte'", "did you mean 'title'?"),
        ("{% if page.tilte %}x{% endif %}", "a SearchPage has no 'tilte'", "did you mean 'title'?"),
        ("{% for one in page.example %}{% endfor %}", "a SearchPage has no 'example'", "did you mean 'examples'?"),
        ("{{ stie.title }}", "there is no 'stie'", "did you mean 'site'?"),
        ("{{ herf('a') }}", "there is no 'herf'", "did you mean 'href'?"),
        ("{{ site.titel }}", "`site` has no 'titel'", "did you mean 'title'?"),
        ("{{ site.options.fotter }}", "the theme has no option 'fotter'", "did you mean 'footer'?"),
        ("{{ site.options['zzz'] }}", "the theme has no option 'zzz'", "its options are footer, tone"),
        ("{{ none.url }}", "'url' is asked of what is not there", "ask first whether it is: {% if … %}"),
        ("{{ page.title.url }}", "a text has no 'url'", ""),
        ("{{ page.examples.url }}", "a list has no 'url'", ""),
        ("{{ {'a': 1}.b }}", "there is no 'b' in these values", "they are a"),
        ("{{ page.title|longdat }}", "there is no filter 'longdat'", "did you mean 'longdate'?"),
        ("{{ 'x' is definde }}", "there is no test 'definde'", "did you mean 'defined'?"),
        ("{{ t('nav.skpi') }}", "there is no text 'nav.skpi' in the catalogue", "did you mean 'nav.skip'?"),
        ("{{ static('style.cs') }}", "there is no static file 'style.cs'", "did you mean 'style.css'?"),
        ("{{ static('static/style.css') }}", "there is no static file 'static/style.css'", "did you mean 'style.css'?"),
        ("{% include 'sarch.html' %}", "there is no template 'sarch.html'", "did you mean 'search.html'?"),
        ("{% extends 'search.html' %}", "it includes or calls itself without end", "let it end somewhere"),
        ("{% blok x %}", "there is no tag 'blok'", "did you mean 'block'?"),
        (
            "{{ t('article.by') }}",
            "the text 'article.by' has to be given 'names'",
            "give it: t('article.by', names=…), or take {names} out of the text",
        ),
        ("{{ {}['a'] }}", "there is no 'a' in these values", "there are none"),
        ("{{ 1/0 }}", "ZeroDivisionError: division by zero", ""),
    ],
)
def test_what_is_wrong_is_told_with_what_may_have_been_meant(template: str, message: str, hint: str) -> None:
    """In the words of those who write templates."""
    problem = fault(template)
    assert (problem.path, problem.line, problem.message, problem.hint) == ("themes/mine/templates/search.html", 1, message, hint)
    assert problem.quote == f"> 1 | {template}"


def test_a_template_of_briefgen_s_own_is_named_as_it_can_be_found() -> None:
    """Not below the archive, where it is not."""
    templates = (Template("search.html", "briefing", "briefgen/themes/briefing/templates/search.html", "{{ page.zzz }}"),)
    with pytest.raises(Unreadable) as caught:
        render(environment(kit({})._replace(templates=templates, chain=("briefing",))), SearchPage("search.html", "T", ""), SITE)
    assert Path(caught.value.problems[0].path) == bundled() / "briefing/templates/search.html"


def test_a_block_that_is_not_closed_is_told_where_it_begins() -> None:
    """Among the lines around it."""
    problem = fault("a\n{% if page %}\nb\n{% for x in [] %}\n{% endfor %}\nend")
    assert (problem.line, problem.message, problem.hint) == (2, "'if' is never closed", "close it with {% endif %}")
    assert "> 2 | {% if page %}" in problem.quote


def test_lines_around_are_shown() -> None:
    """Two before and two after, with the one that is wrong marked."""
    problem = fault("\n".join([*"abcdefgh", "{{ page.zzz }}", "", "end"]))
    assert problem.quote == "   7 | g\n   8 | h\n>  9 | {{ page.zzz }}\n  10 |\n  11 | end"
    assert "\n       7 | g\n" in str(problem)


def test_a_very_long_line_is_cut() -> None:
    """It would hide the others."""
    assert around("x" * 1000, 1) == f"> 1 | {'x' * 139}…"
    assert around("x", 0) == around("x", 2) == ""


def test_the_innermost_template_is_named() -> None:
    """Where the macro, the block or what is included lies."""
    assert fault("\n\n{% from 'm.html' import m %}{{ m(page) }}", m="{% macro m(x) %}\n{{ x.zzz }}\n{% endmacro %}").path.endswith("/m.html")
    assert fault("\n{% include 'm.html' %}", m="a\n{{ page.zzz }}").line == 2
    assert fault("{% extends 'm.html' %}\n\n{% block a %}{{ page.zzz }}{% endblock %}", m="{% block a %}{% endblock %}").line == 3
    assert fault("{% extends 'm.html' %}", m="\n{% if %}").path.endswith("/m.html")


def test_what_is_set_where_a_block_does_not_see_it_is_told() -> None:
    """It is there, and yet it is not."""
    problem = fault("{% block a %}{% set own = 1 %}{% block b %}{{ own }}{% endblock %}{% endblock %}")
    assert (problem.message, problem.hint) == (
        "there is no 'own'",
        "a block knows only what is set outside of all blocks: set it there, or write {% block … scoped %}",
    )


def test_what_a_template_of_another_kind_has_is_named() -> None:
    """Each value by its own name."""
    page = ListPage("a.html", "A", "", "tag", "a", 1, (), Pager(1, 1, "", ""), Link("2024", "years/2024.html"))
    with pytest.raises(Unreadable) as caught:
        render(environment(kit({"list.html": "{{ page.above.titel }}"})), page, SITE)
    assert str(caught.value).splitlines()[0].endswith("error: a Link has no 'titel'")


def test_the_same_problem_of_many_pages_is_one() -> None:
    """With one of them, and the number of the others."""
    one, other = Problem("a.html", 1, "wrong"), Problem("a.html", 2, "wrong too")
    faults = [Fault(one, "content/b.md"), Fault(other, "site/x.html"), *(Fault(one, f"content/c{number}.md") for number in range(1500))]
    assert [problem.message for problem in gathered(faults)] == ["wrong (for content/b.md and 1,500 other pages)", "wrong too (for site/x.html)"]
    assert gathered(faults[:3])[0].message == "wrong (for content/b.md and 1 other page)"
    assert gathered(faults, more=True)[0].message == "wrong (for content/b.md and at least 1,500 other pages)"


def test_a_fault_goes_from_one_process_to_another() -> None:
    """As any other result of work."""
    one = Fault(fault("{{ page.zzz }}"), "content/a.md")
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_hint_names_what_is_near_or_what_there_is() -> None:
    """But not without end, nor what is not to be used."""
    assert meant("titel", ["title", "_title"], "they are") == "did you mean 'title'?"
    assert meant("zzz", ["b", "a"], "they are") == "they are a, b"
    assert meant("zzz", [], "they are") == ""
    assert meant("zzz", [f"name{number:03}" for number in range(100)], "they are").endswith("name023 …")
