"""What a page depends on besides what it is given: its template, all that this leads to, and what these ask of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from msgspec.structs import replace

from briefgen import theme
from briefgen.shelf import Shelf
from briefgen.site.frames import frames
from briefgen.site.pages import SiteInfo
from briefgen.site.render import environment

SITE = SiteInfo("T", "D", "en", "https://example.org/", {"footer": "F"}, search=True)
TITLE, DESCRIPTION, LANG, BASE, EXTRA, SEARCH = (
    *("title in briefgen.toml", "description in briefgen.toml", "language in briefgen.toml", "base_url in briefgen.toml"),
    *("[theme_options] in briefgen.toml", "search in briefgen.toml"),
)
ALL = {TITLE, DESCRIPTION, LANG, BASE, EXTRA, SEARCH}


def framed(
    templates: Mapping[str, str], wanted: Iterable[str] = ("home.html",), site: SiteInfo = SITE, kept: Shelf | None = None
) -> dict[str, dict[str, bytes]]:
    return frames(wanted, environment(tuple(templates.items())), templates, site, kept or Shelf())


def names(templates: Mapping[str, str]) -> set[str]:
    """What pages of the template `home.html` depend on."""
    return set(framed(templates)["home.html"])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", {"home"}),
        ("{% include 'a.html' %}", {"home", "a"}),
        ("{% extends 'a.html' %}", {"home", "a"}),
        ("{% import 'a.html' as a %}", {"home", "a"}),
        ("{% from 'a.html' import b with context %}", {"home", "a"}),
        ("{% include ['none.html', 'a.html'] ignore missing %}", {"home", "none", "a"}),
        ("{% if page.title %}{% include 'a.html' %}{% endif %}", {"home", "a"}),
        ("{% macro m() %}{% include 'a.html' %}{% endmacro %}", {"home", "a"}),
        ("{% include 'round.html' %}", {"home", "round"}),
        ("{% include 'deep.html' %}", {"home", "deep", "a"}),
        ("{# {% include 'a.html' %} #}{{ 'a.html' }}", {"home"}),
    ],
)
def test_a_template_depends_on_all_that_it_leads_to(source: str, expected: set[str]) -> None:
    """Whichever way it is named, and whether or not it is there; a circle ends."""
    templates = {
        "home.html": source,
        "a.html": "",
        "round.html": "{% include 'home.html' %}",
        "deep.html": "{% include 'a.html' %}",
        "other.html": "",
    }
    assert names(templates) == {f"templates/{name}.html" for name in expected}


def test_a_template_that_is_chosen_while_rendering_may_be_any() -> None:
    """And so may what is asked of the site."""
    templates = {"home.html": "{% include page.title %}", "a.html": "", "b.html": ""}
    assert names(templates) == {"templates/home.html", "templates/a.html", "templates/b.html"} | ALL


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ page.title }}", set()),
        ("{{ site.title }}", {TITLE}),
        ("{{ site['title'] }} {{ site.lang|upper }}", {TITLE, LANG}),
        ("{% if site.search %}x{% endif %}", {SEARCH}),
        ("{{ site.extra.footer }}", {EXTRA}),
        ("{% for one in site.extra %}{{ one }}{% endfor %}", {EXTRA}),
        ("{{ page.site.title }}", set()),
        ("{{ site }}", ALL),
        ("{{ site[page.title] }}", ALL),
        ("{{ site|attr('title') }}", ALL),
        ("{% set s = site %}{{ s.title }}", ALL),
        ("{% macro m(s) %}{{ s.title }}{% endmacro %}{{ m(site) }}", ALL),
        ("{{ site.title }}{% include 'part.html' %}", {TITLE, DESCRIPTION}),
        ("{% with site = page %}{{ site.title }}{% endwith %}", ALL),
        ("{{ site.nothing }}", set()),
    ],
)
def test_a_template_depends_on_what_it_asks_of_the_site(source: str, expected: set[str]) -> None:
    """And on nothing else of it; on all where that cannot be told."""
    assert names({"home.html": source, "part.html": "{{ site.description }}"}) - {"templates/home.html", "templates/part.html"} == expected


def test_what_is_asked_of_the_site_is_known_by_its_value() -> None:
    """Another description is nothing to a page that shows the title."""
    templates = {"home.html": "{{ site.title }}", "event.html": "{{ site.description }}"}
    wanted = ("home.html", "event.html")
    before = framed(templates, wanted)
    after = framed(templates, wanted, replace(SITE, description="Other"))
    assert after["home.html"] == before["home.html"]
    assert {name for name, key in before["event.html"].items() if after["event.html"][name] != key} == {DESCRIPTION}


def test_a_template_s_change_is_that_of_all_that_lead_to_it() -> None:
    """And of no others."""
    templates = {"home.html": "{% include 'a.html' %}", "event.html": "", "a.html": "1"}
    wanted = ("home.html", "event.html")
    before, after = framed(templates, wanted), framed({**templates, "a.html": "2"}, wanted)
    assert after["event.html"] == before["event.html"]
    assert {name for name, key in before["home.html"].items() if after["home.html"][name] != key} == {"templates/a.html"}


def test_a_template_that_comes_to_be_is_a_change() -> None:
    """Where it was asked for and was not there."""
    templates = {"home.html": "{% include 'a.html' ignore missing %}"}
    assert framed(templates) != framed({**templates, "a.html": "x"})


def test_a_template_that_cannot_be_parsed_is_left_to_who_renders_it() -> None:
    """It is a dependency all the same, so that mending it is a change."""
    broken = {"home.html": "{% include 'a.html' %}", "a.html": "{% if %}"}
    assert names(broken) == {"templates/home.html", "templates/a.html"}
    assert framed(broken) != framed({**broken, "a.html": "mended"})


def test_what_templates_lead_to_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are parsed anew only where one of them has changed."""
    templates = {"home.html": "{% include 'a.html' %}{{ site.title }}", "a.html": ""}
    kept = Shelf()
    before = framed(templates, kept=kept)

    def refuse(*_: object) -> None:
        raise AssertionError("parsed again")

    with monkeypatch.context() as patched:
        patched.setattr("jinja2.Environment.parse", refuse)
        assert framed(templates, kept=kept) == before
        assert framed(templates, site=replace(SITE, title="Other"), kept=kept) != before
        with pytest.raises(AssertionError, match="parsed again"):
            framed({**templates, "a.html": "{{ site.lang }}"}, kept=kept)
    assert LANG in framed({**templates, "a.html": "{{ site.lang }}"}, kept=kept)["home.html"]


def test_the_page_for_missing_pages_depends_on_the_site_s_address() -> None:
    """Its links start there, whether or not its template asks."""
    assert BASE in framed({"404.html": "{{ href('index.html') }}"}, ("404.html",))["404.html"]


def test_the_default_theme_s_templates_are_told_apart() -> None:
    """A change of one makes no page of another again, but for what they share."""
    templates = dict(theme.load(theme.bundled().parent, theme.DEFAULT).templates)
    found = framed(templates, theme.TEMPLATES)
    for name, depends in found.items():
        assert f"templates/{name}" in depends
        assert [other for other in theme.TEMPLATES if other != name and f"templates/{other}" in depends] == []
    assert "templates/base.html" in found["article.html"]
    assert "templates/base.html" not in found["404.html"]
    assert TITLE not in found["redirect.html"]
