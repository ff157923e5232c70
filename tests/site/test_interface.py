"""The interface's language on a whole site: what follows it, and what of a site is made again when its words change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.problem import Unreadable
from briefgen.site.build import build
from tests.archives import make, write
from tests.sites import Site, article, event, files_of, read

ARCHIVE = (
    article("a", "date: 2024-03-05\noutlet: Post\nauthor: Ada\nevent: e\ntags: [ports]\n", "First words here.")
    + article("b", "date: 2024-03-07\noutlet: Mercury\nevent: e\ncopy_of: a\n", "First words here.")
    + article("c", "date: 2024-04\nauthor: [Ada, Bea, Cyn]\nlang: ar\n", "كلمات قليلة هنا.")
    + event("e")
)


def config(language: str, more: str = "") -> str:
    return f'-- briefgen.toml --\ntitle = "T"\nlanguage = "{language}"\n{more}'


def site_in(root: Path, language: str) -> Site:
    assert build(make(root, config(language) + ARCHIVE)).problems == ()
    return files_of(root)


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_in(tmp_path_factory.mktemp("de"), "de")


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_in(tmp_path_factory.mktemp("ar"), "ar")


def root_of(page: bytes) -> dict[str, str]:
    return next(dict(attrs) for tag, attrs in read(page).tags if tag == "html")


def test_every_page_says_its_language_and_its_direction(german: Site, arabic: Site) -> None:
    for site, language, direction in ((german, "de", "ltr"), (arabic, "ar", "rtl")):
        for path in (path for path in site if path.endswith(".html")):
            found = root_of(site[path])
            assert (found["lang"], found.get("dir")) in {(language, direction), (language, None if path == "redirect.html" else direction)}, path


def test_titles_dates_numbers_and_plurals_follow_the_language(german: Site, arabic: Site) -> None:
    assert "<title>Ereignisse – T</title>" in german["events/index.html"].decode()
    event_page = read(german["events/e.html"]).text
    assert "5. März 2024" in event_page
    assert "1 Kopie" in event_page
    assert "Archiv" in read(german["months/index.html"]).text
    assert "<title>الأحداث – T</title>" in arabic["events/index.html"].decode()
    assert "نسخة واحدة" in read(arabic["events/e.html"]).text
    assert "5 مارس 2024" in read(arabic["articles/a.html"]).text


ENGLISH_WORDS = re.compile(
    r"\b(?:article|articles|outlet|outlets|event|events|copy|copies|date|page|search|with|from|about|this|that|January|March)\b", re.I
)


@pytest.mark.parametrize("fixture", ["german", "arabic"])
def test_no_page_has_an_english_word_of_its_own(fixture: str, request: pytest.FixtureRequest) -> None:
    """Citations are in their styles' own language, and what programs read has no language."""
    site: Site = request.getfixturevalue(fixture)
    for path in (path for path in site if path.endswith(".html")):
        page = re.sub(r"<(script|style|pre|code|kbd)\b.*?</\1>|<dl class=\"citations.*?</dl>", "", site[path].decode(), flags=re.DOTALL)
        page = re.sub(r'<(?:li|div|p|dd)[^>]*\bid="cite-[^>]*>.*?</(?:li|div|p|dd)>', "", page, flags=re.DOTALL)
        found = read(page.encode())
        shown = [text for tag, text in found.texts if tag not in ("script", "style")]
        shown += found.values("aria-label", "title", "placeholder", "alt")
        words = [word for text in shown for word in ENGLISH_WORDS.findall(re.sub(r"\b\w+:|\(.*?\)", "", text))]
        assert words == [], (path, words)


def test_an_article_in_another_language_is_marked_as_such(german: Site) -> None:
    tags = [dict(attrs) for tag, attrs in read(german["articles/c.html"]).tags if tag == "article"]
    assert tags[0]["lang"] == "ar"


def test_search_speaks_the_language_too(german: Site) -> None:
    script = next(data.decode() for path, data in german.items() if path.startswith("static/search.") and path.endswith(".js"))
    assert '"search.nothing":"Keine Artikel"' in script
    assert "No articles" not in script
    assert "von diesem Tag an" in read(german["search.html"]).text


def test_a_language_without_words_is_said_to_have_none(tmp_path: Path) -> None:
    """The interface is in English, which its pages say, while the articles are in their language."""
    made = build(make(tmp_path, config("pl") + ARCHIVE))
    assert made.problems == ()
    assert [note for note in made.notes if "'pl'" in note] == list(made.notes)
    site = files_of(tmp_path)
    assert root_of(site["index.html"])["lang"] == "en"
    tags = [dict(attrs) for tag, attrs in read(site["articles/a.html"]).tags if tag == "article"]
    assert tags[0]["lang"] == "pl"


def test_another_language_makes_the_site_that_a_clean_build_makes(tmp_path: Path) -> None:
    root = make(tmp_path / "one", config("en") + ARCHIVE)
    build(root)
    write(root, "briefgen.toml", 'title = "T"\nlanguage = "de"\n')
    build(root)
    assert files_of(root) == site_in(tmp_path / "other", "de")


THEME = '-- themes/mine/theme.toml --\nname = "mine"\nextends = "briefing"\n-- themes/mine/i18n/de.toml --\n'


def test_a_reworded_text_makes_only_pages_again_that_show_it(tmp_path: Path) -> None:
    root = make(tmp_path, config("de", 'theme = "mine"\n') + ARCHIVE + THEME + '[calendar]\nlabel = "Tage"\n')
    build(root)
    write(root, "themes/mine/i18n/de.toml", '[calendar]\nlabel = "Kalendarium"\n')
    found = dict(build(root, explain=True).reasons)
    assert found["days/2024-03-05.html"] == "the text calendar.label changed"
    assert found["authors/ada.html"] == "a text of the interface changed"  # its charts are made of some
    assert not {path for path in found if path.startswith(("articles/", "events/index", "outlets/index", "search"))}
    assert "Kalendarium" in files_of(root)["days/2024-03-05.html"].decode()


def test_a_wrong_catalogue_stops_the_build_and_the_site_stays(tmp_path: Path) -> None:
    root = make(tmp_path, config("de", 'theme = "mine"\n') + ARCHIVE + THEME + '[nav]\nevents = "Vorfälle"\n')
    build(root)
    before = files_of(root)
    write(root, "themes/mine/i18n/de.toml", '[nav]\nevents = "{unknown}"\n')
    with pytest.raises(Unreadable, match=r"themes/mine/i18n/de\.toml:2: error: nav\.events: has a place"):
        build(root)
    assert files_of(root) == before
