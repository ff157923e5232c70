"""Links, numbers and templates."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.pages.kinds import TEMPLATES, Page
from briefgen.pages.signposts import NotFoundPage, RedirectPage, SearchPage
from briefgen.pages.site import SiteInfo
from briefgen.pages.written import ExtraPage
from briefgen.problem import Unreadable
from briefgen.site.render import absolute, environment, host, relative, render, upwards
from tests.kits import kit

SITE = SiteInfo("T", "", "en", "", {})
STATICS = {"style.css": "static/style.1a2b3c4d.css", "a/b.js": "static/a/b.00000000.js"}


def rendered(template: str, title: str = "", body: str = "") -> str:
    return render(environment(kit({"search.html": template}, STATICS)), SearchPage("a/search.html", title, ""), SITE, body).decode()


@pytest.mark.parametrize(
    ("url", "page", "expected"),
    [
        ("index.html", "index.html", "index.html"),
        ("index.html", "articles/2024/a.html", "../../index.html"),
        ("articles/2024/b.html", "articles/2024/a.html", "../../articles/2024/b.html"),
        ("events/e.html#d-1", "a.html", "events/e.html#d-1"),
        ("search.html?q=a", "events/e.html", "../search.html?q=a"),
        ("#top", "events/e.html", "#top"),
        ("a b&c;ü.html", "x.html", "a%20b%26c%3B%C3%BC.html"),
        ("https://example.org/a b", "x.html", "https://example.org/a b"),
    ],
)
def test_a_link_is_relative_to_its_page(url: str, page: str, expected: str) -> None:
    """With what an address may not hold encoded; one that is elsewhere stays as it is."""
    assert relative(url, upwards(page)) == expected


PATHS = st.lists(st.text(alphabet="ab .é&;'%", min_size=1, max_size=4).filter(lambda part: part.strip(".")), min_size=1, max_size=3).map("/".join)


@settings(deadline=None, max_examples=80)
@given(PATHS, PATHS)
def test_a_relative_link_leads_there(url: str, page: str) -> None:
    """From any page to any other."""
    assert posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(relative(url, upwards(page))))) == posixpath.normpath(url)


@settings(deadline=None, max_examples=80)
@given(PATHS, PATHS, PATHS)
def test_a_link_is_the_same_on_all_pages_of_one_depth(url: str, page: str, other: str) -> None:
    """So that what is made of it can be used on all of them."""
    deep = page.count("/") == other.count("/")
    assert (relative(url, upwards(page)) == relative(url, upwards(other))) == deep


def test_an_absolute_link_starts_at_the_site() -> None:
    """At its address, or where there is none at the host's root."""
    assert absolute("a b.html#c", "") == "/a%20b.html#c"
    assert absolute("a.html", "https://example.org/x/") == "https://example.org/x/a.html"


@pytest.mark.parametrize(
    ("url", "expected"), [("https://www.example.org:80/a", "example.org"), ("", ""), ("nonsense", ""), ("http://A.example", "a.example")]
)
def test_a_host_is_shown_without_its_www(url: str, expected: str) -> None:
    """And '' for what has none."""
    assert host(url) == expected


def test_every_page_has_a_template() -> None:
    """Of its own, but for an archive's own pages, which say theirs."""
    assert {*TEMPLATES, ExtraPage} == set(Page.__args__)
    assert len(set(TEMPLATES.values())) == len(TEMPLATES)


def test_everything_is_escaped_but_a_body() -> None:
    """Which is HTML that briefgen made."""
    assert rendered('{{ page.title }}<a title="{{ page.title }}">{{ body }}', "<b>\"'&", "<i>") == (
        '&lt;b&gt;&#34;&#39;&amp;<a title="&lt;b&gt;&#34;&#39;&amp;"><i>'
    )


def test_what_a_page_says_is_no_template() -> None:
    """Braces in a title are only that."""
    assert rendered("{{ page.title }} {{ body }}", "{{ 7*7 }}", "{{ 7*7 }} {% x %}") == "{{ 7*7 }} {{ 7*7 }} {% x %}"


def test_filters_say_dates_and_hosts() -> None:
    """As themes are told."""
    assert rendered("{{ '2024-01-05'|longdate }}; {{ '2024-01'|shortdate }}; {{ '2024-01-05T10:00'|day }}; {{ '2024-01-05'|month }}") == (
        "5 January 2024; Jan 2024; 2024-01-05; January 2024"
    )
    assert rendered("{{ 'https://www.example.org/'|host }} {{ href('index.html') }}") == "example.org ../index.html"


# what is made once

LINK = '{% macro link(url, mark="") %}<a href="{{ href(url) }}">{{ url }}{{ mark }}</a>{% endmacro %}'
USES = '{% from "_link.html" import link with context %}'


def made(*pages: tuple[Page, str], site: SiteInfo = SITE) -> list[str]:
    """Pages rendered one after the other with these templates, which may use the macro `link`."""
    templates = {"_link.html": LINK}
    for page, template in pages:
        templates[TEMPLATES[type(page)]] = template
    environed = environment(kit(templates))
    return [render(environed, page, site).decode() for page, _ in pages]


def test_what_is_made_once_is_what_is_made_each_time() -> None:
    """On the same page and on another, wherever they are."""
    once = USES + "{{ once(link, 'a.html') }} {{ once(link, 'b.html', '!') }} {{ once(link, 'a.html') }}"
    each = USES + "{{ link('a.html') }} {{ link('b.html', '!') }} {{ link('a.html') }}"
    for paths in (("x.html", "y.html"), ("a/x.html", "y.html"), ("a/b/x.html", "a/y.html"), ("y.html", "a/x.html")):
        pages: list[Page] = [SearchPage(paths[0], "", ""), RedirectPage(paths[1], "", "", "")]
        assert made(*[(page, once) for page in pages]) == made(*[(page, each) for page in pages])


def test_what_is_made_once_is_made_once() -> None:
    """For all pages of one depth."""
    found = made(
        *[(page, USES + "{{ once(link, page.title) }}") for page in (SearchPage("a/x.html", "t", ""), RedirectPage("b/y.html", "t", "", ""))]
    )
    assert found == ['<a href="../t">t</a>'] * 2


def test_the_page_for_missing_pages_has_links_of_its_own() -> None:
    """They start at the host's root, whatever was made for pages that lie where it does."""
    template = USES + "{{ once(link, 'a.html') }}"
    pages: list[tuple[Page, str]] = [(SearchPage("search.html", "", ""), template), (NotFoundPage("404.html", "", ""), template)]
    assert made(*pages) == ['<a href="a.html">a.html</a>', '<a href="/a.html">a.html</a>']
    assert made(*reversed(pages)) == ['<a href="/a.html">a.html</a>', '<a href="a.html">a.html</a>']


def test_two_macros_of_one_name_are_two() -> None:
    """Each template may have its own."""
    one, other = ("{% macro card(x) %}" + sign + "{% endmacro %}{{ once(card, page.title) }}" for sign in "12")
    assert made((SearchPage("a.html", "t", ""), one), (RedirectPage("b.html", "t", "", ""), other)) == ["1", "2"]


def test_values_that_only_equal_each_other_are_told_apart() -> None:
    """Text is not markup, and a number is not a truth."""
    same = "{% macro show(x) %}{{ x }}{% endmacro %}"
    assert made((SearchPage("a.html", "<b>", ""), same + "{{ once(show, '<b>'|safe) }}{{ once(show, page.title) }}")) == ["<b>&lt;b&gt;"]
    assert made((SearchPage("a.html", "", ""), same + "{{ once(show, 1) }}{{ once(show, true) }}{{ once(show, 1.0) }}")) == ["1True1.0"]


def test_what_is_made_for_another_site_is_made_anew() -> None:
    """It may show the site's own values."""
    environed = environment(kit({"search.html": "{% macro of(x) %}{{ site.title }}{% endmacro %}{{ once(of, 1) }}"}))
    page = SearchPage("a.html", "", "")
    assert [render(environed, page, SiteInfo(title, "", "en", "", {})).decode() for title in "ABA"] == ["A", "B", "A"]


def test_an_error_in_what_is_made_once_is_told() -> None:
    """With its template and its line."""
    with pytest.raises(Unreadable) as caught:
        made((SearchPage("a.html", "", ""), USES + "{{ once(link, none) }}"))
    assert [problem.path for problem in caught.value.problems] == ["themes/mine/templates/_link.html"]
