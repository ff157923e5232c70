"""Titles and words of articles in another language than the page's: each says which, and only these do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sites import Site, article, built, read

FRONT = "date: 2024-03-0{day}\nevent: strike\noutlet: Echo\ntags: [ports]\n"
SPANISH = "Los estibadores dejaron los muelles el viernes, y diecinueve barcos esperan fuera del puerto de Sarrel."
ENGLISH = "The dockers left the quays on Friday, and nineteen ships lie in the roads off Port Sarrel."


def archive(language: str = "en", theme: str = "briefing") -> str:
    return (
        f'-- briefgen.toml --\ntitle = "T"\nlanguage = "{language}"\ntheme = "{theme}"\ndesk = true\n'
        "-- content/events/strike.md --\n---\ntitle: The strike\n---\n"
        "-- content/wanted.tsv --\nes\t2024-03-01\tEcho\t\tA title that is not here\n"
        + article("es", FRONT.format(day=1) + "lang: es\nreview: [date]\n", SPANISH)
        + article("later", FRONT.format(day=1) + "lang: es\nversion_of: es\n", SPANISH + " Nada se decidió.")
        + article("copy", FRONT.format(day=2) + "copy_of: es\n", ENGLISH)
        + article("en", FRONT.format(day=2), ENGLISH)
        + article("also", FRONT.format(day=1) + "lang: en\n", ENGLISH)
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(tmp_path_factory.mktemp("tongues"), archive())


def marked(page: bytes) -> set[str]:
    """The words that are said to be Spanish."""
    return {
        " ".join(re.sub(r"<[^>]*>", "", found[2]).split())
        for found in re.finditer(r'<(\w+)[^>]* lang="es"[^>]*>(.*?)</\1>', page.decode(), re.DOTALL)
    }


@pytest.mark.parametrize(
    "path",
    ["index.html", "outlets/echo.html", "tags/ports.html", "days/2024-03-01.html", "months/2024-03.html", "events/strike.html", "desk/review.html"],
)
def test_an_article_s_title_says_its_language_wherever_it_is_listed(site: Site, path: str) -> None:
    assert "es" in marked(site[path])
    assert re.search(r'<a href="[^"]*articles/es\.html"><bdi lang="es">es</bdi></a>', site[path].decode())


@pytest.mark.parametrize("path", ["index.html", "outlets/echo.html", "tags/ports.html"])
def test_so_does_what_lists_say_of_it(site: Site, path: str) -> None:
    assert SPANISH in marked(site[path])


def test_what_an_event_quotes_of_it_does_too(site: Site) -> None:
    """Its sentence, but not the outlet's name and the day beside that."""
    page = site["events/strike.html"].decode()
    assert any(SPANISH in words for words in marked(page.encode()))
    assert not [words for words in marked(page.encode()) if "2024" in words]


def test_where_other_articles_pages_name_it_it_does(site: Site) -> None:
    """As a neighbour in the event, on the same day, as the original of a copy, and in what it changed."""
    assert '<bdi lang="es">es</bdi>' in site["articles/also.html"].decode()
    assert re.search(r'<a href="\.\./articles/es\.html" title="es" lang="es">', site["articles/copy.html"].decode())
    assert "es later" in " ".join(marked(site["articles/later.changes.html"]))


def test_on_its_own_page_the_words_that_stand_among_the_archive_s_do(tmp_path: Path) -> None:
    """Its headings in the outline, its credit, and what stands where a field was read; the interface's own words around them do not."""
    body = "\n\n".join(f"## Parte {number}\n\n{SPANISH * 20}" for number in range(5))
    front = FRONT.format(day=1) + "lang: es\ncredit: Con información de Ada\norigins:\n  title: largo | line 3, title line | Largo, por Ada\n"
    page = built(tmp_path, article("largo", front, body))["articles/largo.html"].decode()
    assert '<bdi lang="es">Parte 1</bdi>' in page
    assert '<dd dir="auto" lang="es">Con información de Ada</dd>' in page
    assert '<q><bdi lang="es">Largo, por Ada</bdi></q>' in page
    text = (
        article("imprint")
        .replace("articles/imprint", "pages/imprint")
        .replace("title: imprint\n", "title: Aviso\nlang: es\n")
        .replace("Words.", body)
    )
    found = built(tmp_path / "page", text)["imprint.html"].decode()
    assert '<div class="gutter sticky" lang="en">' in found
    assert '<bdi lang="es">Parte 1</bdi>' in found


def test_the_article_that_wants_another_does(site: Site) -> None:
    assert marked(site["desk/wanted.html"]) == {"es"}


def test_the_feed_says_it_of_the_entry(site: Site) -> None:
    feed = site["feed.xml"].decode()
    assert re.findall(r'<entry(?: xml:lang="(\w+)")?>\s*<title>(\w+)<', feed) == [
        ("", "en"),
        ("", "copy"),
        ("es", "later"),
        ("es", "es"),
        ("", "also"),
    ]


def test_what_is_in_the_page_s_language_does_not(site: Site) -> None:
    """Whether it says so or not."""
    for path in ("index.html", "outlets/echo.html", "tags/ports.html"):
        assert read(site[path]).values("lang").count("en") == 1, path  # the page's own


def test_in_an_interface_of_another_language_all_others_do(tmp_path: Path) -> None:
    """An archive in a language that the interface has no words in marks its own too."""
    built_in = built(tmp_path, archive("fr"))
    page = built_in["tags/ports.html"].decode()
    assert '<html lang="en"' in page
    assert '<bdi lang="fr">en</bdi>' in page
    assert "<bdi>also</bdi>" in page


def test_the_plain_theme_says_it_too(tmp_path: Path) -> None:
    page = built(tmp_path, archive(theme="plain"))["tags/ports.html"].decode()
    assert '<bdi lang="es">es</bdi>' in page
    assert "<bdi>en</bdi>" in page


def test_an_event_s_summary_is_in_its_articles_language_if_they_have_one(tmp_path: Path) -> None:
    """What a person wrote about it is in the archive's."""
    only = article("es", FRONT.format(day=1) + "lang: es\n", SPANISH)
    page = built(tmp_path / "told", only)["events/index.html"].decode()
    assert '<p class="event-summary" dir="auto" lang="es">' in page
    written = only + "-- content/events/strike.md --\n---\ntitle: The strike\nsummary: They left.\n---\n"
    assert '<p class="event-summary" dir="auto">They left.' in built(tmp_path / "written", written)["events/index.html"].decode()
