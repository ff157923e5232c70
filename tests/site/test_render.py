"""Links, numbers and templates."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.site.pages import Page, SearchPage, SiteInfo
from briefgen.site.render import TEMPLATE_OF, absolute, count, environment, host, relative, render
from briefgen.theme import TEMPLATES

SITE = SiteInfo("T", "", "en", "", {})


def rendered(template: str, title: str = "", body: str = "") -> str:
    return render(environment((("search.html", template),)), SearchPage("a/search.html", title, ""), SITE, body).decode()


@pytest.mark.parametrize(
    ("url", "page", "expected"),
    [
        ("index.html", "index.html", "index.html"),
        ("index.html", "articles/2024/a.html", "../../index.html"),
        ("articles/2024/b.html", "articles/2024/a.html", "b.html"),
        ("events/e.html#d-1", "a.html", "events/e.html#d-1"),
        ("search.html?q=a", "events/e.html", "../search.html?q=a"),
        ("#top", "events/e.html", "#top"),
        ("a b&c;ü.html", "x.html", "a%20b%26c%3B%C3%BC.html"),
        ("https://example.org/a b", "x.html", "https://example.org/a b"),
    ],
)
def test_a_link_is_relative_to_its_page(url: str, page: str, expected: str) -> None:
    """With what an address may not hold encoded; one that is elsewhere stays as it is."""
    assert relative(url, page) == expected


PATHS = st.lists(st.text(alphabet="ab .é&;'%", min_size=1, max_size=4).filter(lambda part: part.strip(".")), min_size=1, max_size=3).map("/".join)


@settings(deadline=None, max_examples=80)
@given(PATHS, PATHS)
def test_a_relative_link_leads_there(url: str, page: str) -> None:
    """From any page to any other."""
    assert posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(relative(url, page)))) == posixpath.normpath(url)


def test_an_absolute_link_starts_at_the_site() -> None:
    """At its address, or where there is none at the host's root."""
    assert absolute("a b.html#c", "") == "/a%20b.html#c"
    assert absolute("a.html", "https://example.org/x/") == "https://example.org/x/a.html"


def test_a_count_reads_well() -> None:
    """In the right number, with commas."""
    assert [count(number, "article") for number in (0, 1, 2, 12345)] == ["0 articles", "1 article", "2 articles", "12,345 articles"]
    assert count(2, "copy", "copies") == "2 copies"


@pytest.mark.parametrize(
    ("url", "expected"), [("https://www.example.org:80/a", "example.org"), ("", ""), ("nonsense", ""), ("http://A.example", "a.example")]
)
def test_a_host_is_shown_without_its_www(url: str, expected: str) -> None:
    """And '' for what has none."""
    assert host(url) == expected


def test_every_page_has_a_template() -> None:
    """That a theme is known to offer."""
    assert set(TEMPLATE_OF.values()) == set(TEMPLATES)
    assert set(TEMPLATE_OF) == set(Page.__args__)


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
    assert rendered(
        "{{ '2024-01-05'|longdate }}; {{ '2024-01'|shortdate }}; {{ '2024-01-05T10:00'|day }}; {{ '2024-01-05'|month }}; {{ 1|count('x') }}"
    ) == ("5 January 2024; Jan 2024; 2024-01-05; January 2024; 1 x")
    assert rendered("{{ 'https://www.example.org/'|host }} {{ href('index.html') }}") == "example.org ../index.html"
