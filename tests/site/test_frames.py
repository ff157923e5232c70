"""What a page depends on besides what it is given: its template, all that this leads to, and what these ask of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from msgspec.structs import replace

from briefgen import theme
from briefgen.extensions import Extension
from briefgen.pages.kinds import TEMPLATES
from briefgen.pages.site import SiteInfo
from briefgen.shelf import Shelf
from briefgen.site.frames import LABELS, frames
from briefgen.site.kit import Kit
from briefgen.site.render import environment
from tests.kits import ENGLISH, kit

SITE = SiteInfo("T", "D", "en", "https://example.org/", {"footer": "F"}, search=True)
TITLE, DESCRIPTION, LANG, BASE, OPTIONS, SEARCH, DESK = (
    *("title in briefgen.toml", "description in briefgen.toml", "language in briefgen.toml", "base_url in briefgen.toml"),
    *("[theme] in briefgen.toml", "search in briefgen.toml", "desk in briefgen.toml"),
)
ALL = {LABELS.get(name, name) for name in SiteInfo.__struct_fields__}
STATICS = {"style.css": "static/style.1.css", "search.js": "static/search.1.js"}


def framed(
    templates: Mapping[str, str] | Kit, wanted: Iterable[str] = ("home.html",), site: SiteInfo = SITE, kept: Shelf | None = None
) -> dict[str, dict[str, bytes]]:
    dress = templates if isinstance(templates, Kit) else kit(templates)
    return frames(wanted, environment(dress), dress, site, kept or Shelf())


def names(templates: Mapping[str, str] | Kit) -> set[str]:
    """What pages of the template `home.html` depend on, without the theme's folder."""
    return {name.removeprefix("themes/mine/templates/") for name in framed(templates)["home.html"]}


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
    assert names(templates) == {f"{name}.html" for name in expected}


def test_a_template_that_is_chosen_while_rendering_may_be_any() -> None:
    """And so may what is asked of the site."""
    templates = {"home.html": "{% include page.title %}", "a.html": "", "b.html": ""}
    assert names(templates) == {"home.html", "a.html", "b.html", "the texts *", "the language's own rules"} | ALL


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ page.title }}", set()),
        ("{{ site.title }}", {TITLE}),
        ("{{ site['title'] }} {{ site.lang|upper }}", {TITLE, LANG}),
        ("{% if site.search %}x{% endif %}", {SEARCH}),
        ("{{ site.options.footer }}", {OPTIONS}),
        ("{% for one in site.options %}{{ one }}{% endfor %}", {OPTIONS}),
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
    assert names({"home.html": source, "part.html": "{{ site.description }}"}) - {"home.html", "part.html"} == expected


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
    assert {name for name, key in before["home.html"].items() if after["home.html"][name] != key} == {"themes/mine/templates/a.html"}


def test_a_template_that_comes_to_be_is_a_change() -> None:
    """Where it was asked for and was not there."""
    templates = {"home.html": "{% include 'a.html' ignore missing %}"}
    assert framed(templates) != framed({**templates, "a.html": "x"})


def test_a_template_that_cannot_be_parsed_is_left_to_who_renders_it() -> None:
    """It is a dependency all the same, so that mending it is a change."""
    broken = {"home.html": "{% include 'a.html' %}", "a.html": "{% if %}"}
    assert names(broken) == {"home.html", "a.html"}
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


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ href('static/style.css') }}", set()),
        ("{{ static('style.css') }}", {"static/style.css"}),
        ("{% if page.title %}{{ static('style.css') }}{% endif %}{% include 'part.html' %}", {"static/style.css", "static/search.js"}),
        ("{% macro m() %}{{ static('style.css') }}{% endmacro %}", {"static/style.css"}),
        ("{% for one in ['style.css'] %}{{ static(one) }}{% endfor %}", {"static/style.css", "static/search.js"}),
        ("{{ static('style' ~ '.css') }}", {"static/style.css", "static/search.js"}),
        ("{% set s = static %}{{ s('style.css') }}", {"static/style.css", "static/search.js"}),
        ("{{ ['style.css']|map(static) }}", {"static/style.css", "static/search.js"}),
        ("{{ static('none.css') }}", {"static/none.css"}),
        ("{{ page.static('style.css') }}", set()),
    ],
)
def test_a_template_depends_on_the_static_files_that_it_asks_for(source: str, expected: set[str]) -> None:
    """And on no others; on all where the file is chosen while rendering."""
    found = names(kit({"home.html": source, "part.html": "{{ static('search.js') }}"}, STATICS))
    assert {name for name in found if name.startswith("static/")} == expected


def test_a_static_file_s_change_is_that_of_all_that_ask_for_it() -> None:
    """Its address is another then."""
    templates = {"home.html": "{{ static('style.css') }}", "event.html": "{{ static('search.js') }}"}
    wanted = ("home.html", "event.html")
    before, after = framed(kit(templates, STATICS), wanted), framed(kit(templates, {**STATICS, "style.css": "static/style.2.css"}), wanted)
    assert after["event.html"] == before["event.html"]
    assert {name for name, key in before["home.html"].items() if after["home.html"][name] != key} == {"static/style.css"}


def test_a_template_depends_on_that_of_the_theme_that_it_means() -> None:
    """Its own theme's by that theme's name, the nearest one by none, and the one below itself by its own."""
    chain = ("mine", "briefing")
    templates = {"home.html": "{% extends 'briefing/home.html' %}", "briefing:home.html": "{% extends 'base.html' %}", "briefing:base.html": ""}
    below = {"themes/mine/templates/home.html", "themes/briefing/templates/home.html"}
    assert set(framed(kit(templates, chain=chain))["home.html"]) == below | {"themes/briefing/templates/base.html"}
    near = {**templates, "base.html": "{% extends 'base.html' %}"}
    assert set(framed(kit(near, chain=chain))["home.html"]) == below | {f"themes/{theme}/templates/base.html" for theme in chain}
    assert set(framed(kit({**templates, "base.html": ""}, chain=chain))["home.html"]) == below | {"themes/mine/templates/base.html"}


def test_the_default_theme_s_templates_are_told_apart() -> None:
    """A change of one makes no page of another again, but for what they share."""
    root = theme.bundled().parent
    read = theme.load(root, theme.DEFAULT)
    found = framed(Kit(read.templates, read.chain, ENGLISH), TEMPLATES.values())
    for name, depends in found.items():
        assert f"themes/briefing/templates/{name}" in depends
        assert [other for other in TEMPLATES.values() if other != name and f"themes/briefing/templates/{other}" in depends] == []
    assert "themes/briefing/templates/base.html" in found["article.html"]
    assert "static/style.css" in found["article.html"]
    assert "themes/briefing/templates/base.html" not in found["404.html"]
    assert TITLE not in found["redirect.html"]


RULES = "the language's own rules"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ t('nav.events') }}", {"the text nav.events", RULES}),
        ("{{ t('nav.' ~ page.title) }}{{ t('nav.' + page.title + 'x') }}", {"the texts nav.*", RULES}),
        ("{{ t(page.title) }}", {"the texts *", RULES}),
        ("{% set a = t %}{{ a('nav.events') }}", {"the texts *", RULES}),
        ("{{ page.title|longdate }}{{ span('2022', '2023') }}", {"the texts date.*", RULES}),
        ("{{ [page.title]|joined }}", {"the texts names.*", RULES}),
        ("{{ page.events|map('longdate')|join }}", {"the texts date.*", RULES}),
        ("{{ 1|number }}{{ ui_lang }}", {RULES}),
        ("{{ page.title }}", set()),
    ],
)
def test_a_template_depends_on_the_texts_that_it_asks_for(source: str, expected: set[str]) -> None:
    """On all of which only rendering tells; on the language's rules where it shows anything of it."""
    assert names({"home.html": source}) - {"home.html"} == expected


def test_only_templates_with_a_text_in_them_depend_on_its_words() -> None:
    templates = {"home.html": "{{ t('nav.events') }}", "list.html": "{{ t('nav.outlets') }}"}
    before, other = kit(templates), {**ENGLISH.texts, "nav.events": "Happenings"}
    after = before._replace(words=replace(ENGLISH, texts=other))
    first, second = (framed(dress, ("home.html", "list.html")) for dress in (before, after))
    assert first["list.html"] == second["list.html"]
    assert {name for name, known in first["home.html"].items() if second["home.html"][name] != known} == {"the text nav.events"}


def test_another_language_s_rules_concern_all_that_is_said() -> None:
    templates = {"home.html": "{{ t('nav.events') }}"}
    before = kit(templates)
    after = before._replace(words=replace(ENGLISH, facts=replace(ENGLISH.facts, group=".")))
    assert framed(before) != framed(after)


@pytest.mark.parametrize(
    ("source", "used"),
    [
        ("{{ 'a'|loud }}", ["loud"]),
        ("{% filter loud %}a{% endfilter %}", ["loud"]),
        ("{{ ['a']|map('quiet')|join }}", ["quiet"]),
        ("{{ ['a']|map(page.title)|join }}", ["loud", "quiet"]),
        ("{{ ['a']|map(attribute='loud')|join }}", []),
        ("{% include 'a.html' %}", ["quiet"]),
        ("{{ 'loud' }}", []),
    ],
)
def test_a_template_depends_on_the_archive_s_filters_that_it_uses(source: str, used: list[str]) -> None:
    """On their sources: an edit of one makes the pages again that use it."""
    filters = tuple(
        (name, Extension(f"ours:{name}", "extensions/ours.py", b"def loud(x): return x\ndef quiet(x): return x")) for name in ("loud", "quiet")
    )
    found = framed(kit({"home.html": source, "a.html": "{{ 'a'|quiet }}"})._replace(filters=filters))["home.html"]
    assert [name for name in sorted(found) if "the filter" in name] == [f"the filter {name} in extensions/ours.py" for name in used]
    changed = tuple((name, one._replace(source=one.source + b"#")) for name, one in filters)
    again = framed(kit({"home.html": source, "a.html": "{{ 'a'|quiet }}"})._replace(filters=changed))["home.html"]
    assert (again == found) is not bool(used)
