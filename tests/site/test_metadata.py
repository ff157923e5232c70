"""What pages say of themselves to machines is what they show, in the words of those who read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.pages.kinds import TEMPLATES
from briefgen.pages.site import SiteInfo
from briefgen.publish.awkward import MOODS, Mood, trials
from briefgen.site import linked, metadata
from briefgen.site.build import build
from tests import sites
from tests.archives import make
from tests.declared import graph, link, main, tags
from tests.kits import ENGLISH
from tests.sites import Site, article, built, event

BASE = "https://example.org/briefings/"
SETTINGS = f"-- briefgen.toml --\ntitle = 'The Briefing'\ndescription = 'D'\nbase_url = '{BASE}'\n"
PICTURE = "-- content/articles/2024/dam.svg --\n<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'/>\n"
ARCHIVE = (
    event("dam", "summary: It broke.\n")
    + PICTURE
    + article(
        "2024/a",
        "date: 2024-03-01T10:30:00+01:00\noutlet: Echo\nauthor: [Ada Quill, Bo Marsh]\nevent: dam\ntags: [rivers, dams]\nlang: pt-BR\n"
        "source: https://echo.example/a?b=c&d=e\ncredit: Wire\ncorrection: It was Friday.\nsummary: A dam fell.\nimage: dam.svg\n",
        "The dam of Kaldry broke on Friday, and nobody had expected it to.",
    )
    + article("2024/b", "date: 2024-03-02\noutlet: Merrow Times\nevent: dam\ncopy_of: a\nsource: https://merrow.example/b\n", "The dam broke.")
    + article("2024/c", "date: 2024-03\noutlet: Echo\nevent: dam\nversion_of: a\n", "The dam fell.")
    + article("2024/d", "date: 2024\nrights: metadata\n", "Words that nobody may read.")
    + article("2024/e", "rights: excerpt\n", "Words that some may read, and then a good many more that nobody may read at all.")
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(tmp_path_factory.mktemp("metadata"), SETTINGS + ARCHIVE)


@pytest.fixture(scope="module")
def homeless(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same without an address."""
    return built(tmp_path_factory.mktemp("homeless"), ARCHIVE)


# articles


def test_an_article_is_a_news_article(site: Site) -> None:
    """With all that its page shows of where it is from."""
    found = main(site["articles/2024/a.html"])
    url = f"{BASE}articles/2024/a.html"
    assert found["@type"] == "NewsArticle"
    assert (found["url"], found["mainEntityOfPage"]) == (url, url)
    assert (found["headline"], found["description"], found["inLanguage"]) == ("2024/a", "A dam fell.", "pt-BR")
    assert found["datePublished"] == "2024-03-01T10:30:00+01:00"
    assert [(one["@type"], one["name"], one["url"]) for one in found["author"]] == [
        ("Person", "Ada Quill", f"{BASE}authors/ada-quill.html"),
        ("Person", "Bo Marsh", f"{BASE}authors/bo-marsh.html"),
    ]
    assert (found["publisher"]["name"], found["publisher"]["url"]) == ("Echo", f"{BASE}outlets/echo.html")
    assert (found["creditText"], found["correction"]) == ("Wire", "It was Friday.")
    assert found["keywords"] == ["rivers", "dams"]
    assert found["wordCount"] == 13
    assert found["image"] == {"@type": "ImageObject", "url": f"{BASE}articles/2024/dam.svg"}
    assert found["isPartOf"]["name"] == "The Briefing"
    assert [one["name"] for one in found["about"]] == ["dam"]
    assert found["isAccessibleForFree"] is True


def test_a_source_is_where_the_article_is_too_and_what_it_was_taken_from(site: Site) -> None:
    """A copy is based on its original as well, a later version on the earlier one; an original names its copies."""
    original, copy, later = (main(site[f"articles/2024/{name}.html"]) for name in "abc")
    assert (original["sameAs"], original["isBasedOn"]) == ("https://echo.example/a?b=c&d=e", ["https://echo.example/a?b=c&d=e"])
    assert [one["url"] for one in original["workExample"]] == [f"{BASE}articles/2024/b.html"]
    assert copy["isBasedOn"][0] == copy["sameAs"] == "https://merrow.example/b"
    assert copy["isBasedOn"][1]["@id"] == original["@id"]
    assert [one["@id"] for one in later["isBasedOn"]] == [original["@id"]]
    assert "sameAs" not in later


def test_dates_are_as_precise_as_they_are_known(site: Site) -> None:
    """In each of the four ways."""
    known = {"a": "2024-03-01T10:30:00+01:00", "c": "2024-03", "d": "2024", "e": ""}
    for name, date in known.items():
        page = site[f"articles/2024/{name}.html"]
        assert main(page).get("datePublished", "") == date
        assert tags(page, "property").get("article:published_time", [""]) == [date]
        assert tags(page).get("DC.date", [""]) == [date]
        assert tags(page).get("citation_publication_date", [""]) == [date[:10].replace("-", "/")]


def test_what_may_not_be_shown_is_not_said(site: Site) -> None:
    """An article's text is in no metadata, and of one that is not shown whole they say so."""
    for name, conditions in (("d", "This archive keeps a record of this article, not its text."), ("e", "This archive shows an excerpt.")):
        page = site[f"articles/2024/{name}.html"]
        found = main(page)
        assert (found["isAccessibleForFree"], found["conditionsOfAccess"]) == (False, conditions)
        assert tags(page)["DC.rights"] == [conditions]
        assert b"nobody may read" not in page
        assert "articleBody" not in found
    assert "description" not in main(site["articles/2024/d.html"])


def test_reference_managers_get_what_citations_say(site: Site) -> None:
    """Highwire's tags and Dublin Core: the address is the publisher's, and ours where there is none."""
    page = site["articles/2024/a.html"]
    found = tags(page)
    assert found["citation_title"] == found["DC.title"] == ["2024/a"]
    assert found["citation_author"] == found["DC.creator"] == ["Ada Quill", "Bo Marsh"]
    assert found["citation_journal_title"] == found["DC.publisher"] == found["DC.source"] == ["Echo"]
    assert found["citation_public_url"] == found["DC.identifier"] == ["https://echo.example/a?b=c&d=e"]
    assert found["citation_abstract_html_url"] == [f"{BASE}articles/2024/a.html"]
    assert found["citation_language"] == found["DC.language"] == ["pt-BR"]
    assert found["citation_keywords"] == found["DC.subject"] == ["rivers", "dams"]
    assert found["DC.type"] == ["newspaperArticle"]
    assert link(page, "schema.DC") == "http://purl.org/dc/elements/1.1/"
    assert tags(site["articles/2024/e.html"])["citation_public_url"] == [f"{BASE}articles/2024/e.html"]


def test_those_who_link_here_get_a_card(site: Site) -> None:
    """Open Graph, and what of Twitter's is not the same."""
    page = site["articles/2024/a.html"]
    found = tags(page, "property")
    assert found["og:type"] == ["article"]
    assert (found["og:title"], found["og:description"], found["og:site_name"]) == (["2024/a"], ["A dam fell."], ["The Briefing"])
    assert (found["og:url"], found["og:locale"]) == ([f"{BASE}articles/2024/a.html"], ["pt_BR"])
    assert found["article:author"] == [f"{BASE}authors/ada-quill.html", f"{BASE}authors/bo-marsh.html"]
    assert found["article:tag"] == ["rivers", "dams"]
    assert found["og:image"] == [f"{BASE}articles/2024/dam.svg"]
    assert tags(page)["twitter:card"] == ["summary_large_image"]
    home = site["index.html"]
    assert (tags(home, "property")["og:type"], tags(home)["twitter:card"]) == (["website"], ["summary"])


def test_without_an_address_nothing_says_a_wrong_one(homeless: Site) -> None:
    """What must be absolute is left out; JSON-LD is read from where the page is."""
    page = homeless["articles/2024/a.html"]
    assert not {"og:url", "og:image", "article:author"} & tags(page, "property").keys()
    assert "citation_abstract_html_url" not in tags(page)
    assert link(page, "canonical") == ""
    assert main(page)["url"] == "../../articles/2024/a.html"
    assert "potentialAction" not in main(homeless["index.html"])


# an article's own address


def test_an_article_s_own_address_is_ours_or_its_publisher_s(tmp_path: Path, site: Site) -> None:
    """As the archive's owner decides; what has no source, and what is no article, is here."""
    theirs = built(tmp_path, SETTINGS + "canonical = 'source'\n" + ARCHIVE)
    assert link(site["articles/2024/a.html"], "canonical") == f"{BASE}articles/2024/a.html"
    assert link(theirs["articles/2024/a.html"], "canonical") == "https://echo.example/a?b=c&d=e"
    assert link(theirs["articles/2024/c.html"], "canonical") == f"{BASE}articles/2024/c.html"
    assert link(theirs["events/dam.html"], "canonical") == f"{BASE}events/dam.html"


def test_a_change_of_it_makes_pages_again(tmp_path: Path) -> None:
    """As does one of any other field that is told; the bytes are those of a first build."""
    root = make(tmp_path / "one", SETTINGS + ARCHIVE)
    build(root)
    (root / "briefgen.toml").write_text(SETTINGS.split("--\n", 1)[1] + "canonical = 'source'\n", encoding="utf-8")
    build(root)
    again = built(tmp_path / "two", SETTINGS + "canonical = 'source'\n" + ARCHIVE)
    assert sites.differing(sites.files_of(root), again) == {}


# who is to be left out


def hidden(site: Site) -> set[str]:
    """The pages that search engines are to leave out."""
    return {path for path in sites.pages(site) if tags(site[path]).get("robots") == ["noindex"]}


ALWAYS = {"404.html", "events/dam.dossier.html"}


def test_what_stands_elsewhere_too_is_left_out(site: Site) -> None:
    """A dossier, and the page for what is missing; no other."""
    assert hidden(site) == ALWAYS


def test_an_article_an_outlet_or_all_may_be_left_out(tmp_path: Path) -> None:
    """An outlet's page with its articles, and the pages of what changed in such an article."""
    one = built(tmp_path / "one", ARCHIVE.replace("title: 2024/b\n", "title: 2024/b\nnoindex: true\n"))
    assert hidden(one) == {*ALWAYS, "articles/2024/b.html", "outlets/merrow-times.html"}
    outlet = built(tmp_path / "outlet", "-- briefgen.toml --\nnoindex = ['Echo']\n" + ARCHIVE)
    articles = {"articles/2024/a.html", "articles/2024/c.html", "articles/2024/c.changes.html"}
    assert hidden(outlet) == {*ALWAYS, "outlets/echo.html", *articles}
    everything = built(tmp_path / "all", "-- briefgen.toml --\nnoindex = true\n" + ARCHIVE)
    assert hidden(everything) == set(sites.pages(everything))


def test_the_maintainers_pages_are_always_left_out(tmp_path: Path) -> None:
    site = built(tmp_path, "-- briefgen.toml --\ndesk = true\n" + ARCHIVE)
    assert hidden(site) == {*ALWAYS, "desk/wanted.html", "desk/review.html"}


# events and lists


def test_an_event_is_what_a_collection_of_articles_is_about(site: Site) -> None:
    """The collection's dates are those of the reports; so are the event's, where they are days."""
    found = main(site["events/dam.html"])
    assert (found["@type"], found["name"], found["description"]) == ("Collection", "dam", "It broke.")
    assert found["temporalCoverage"] == "2024-03-01/2024-03-02"
    assert found["about"]["@type"] == "Event"
    assert found["about"]["startDate"] == "2024-03-01"
    assert found["about"]["@id"] == main(site["articles/2024/a.html"])["about"][0]["@id"]
    assert f"{BASE}articles/2024/a.html" in [one["url"] for one in found["hasPart"]]


def test_lists_name_what_they_list(site: Site) -> None:
    """An outlet's is about the outlet, an author's about the person."""
    outlet = main(site["outlets/echo.html"])
    assert (outlet["@type"], outlet["about"]["name"]) == ("CollectionPage", "Echo")
    assert outlet["about"]["@id"] == main(site["articles/2024/a.html"])["publisher"]["@id"]
    assert f"{BASE}articles/2024/a.html" in [one["url"] for one in outlet["mainEntity"]["itemListElement"]]
    author = main(site["authors/ada-quill.html"])
    assert (author["@type"], author["mainEntity"]["name"]) == ("ProfilePage", "Ada Quill")
    assert author["mainEntity"]["@id"] == main(site["articles/2024/a.html"])["author"][0]["@id"]
    assert main(site["tags/rivers.html"])["mainEntity"]["itemListElement"][0]["position"] == 1
    assert [one["name"] for one in main(site["outlets/index.html"])["mainEntity"]["itemListElement"]] == ["Echo", "Merrow Times"]


def test_lists_are_bounded() -> None:
    """However much there is."""
    mood = next(one for one in MOODS if one.name == "far too much")
    site = SiteInfo("T", "", "en", BASE, {})
    for trial in trials(mood):
        said = linked.described(trial.page, site, ENGLISH, lambda path: BASE + path)
        for item in said["@graph"] if said else ():
            for value in item.values():
                assert not isinstance(value, list) or len(value) <= linked.PARTS or item["@type"] == "NewsArticle"


def test_the_front_page_is_the_site_and_can_be_searched(site: Site) -> None:
    """With the address that a search has."""
    found = main(site["index.html"])
    assert (found["@type"], found["name"], found["description"]) == ("WebSite", "The Briefing", "D")
    assert found["@id"] == main(site["events/dam.html"])["isPartOf"]["@id"]
    assert found["potentialAction"]["target"]["urlTemplate"] == f"{BASE}search.html?q={{search_term_string}}"


def test_every_page_says_where_it_stands(site: Site) -> None:
    """From the front page on; the last step is the page itself, by its own title."""
    for path in sites.pages(site):
        if path in ("404.html", "index.html"):
            continue
        items = graph(site[path])
        trail = next(item for item in items if item["@type"] == "BreadcrumbList")["itemListElement"]
        assert [one["position"] for one in trail] == list(range(1, len(trail) + 1))
        assert trail[0]["item"] == f"{BASE}index.html"
        assert trail[-1]["item"] == f"{BASE}{path}"
    trail = graph(site["outlets/echo.html"])[1]["itemListElement"]
    assert [one["name"] for one in trail] == ["The Briefing", "Outlets", "Echo"]


# what is hostile


@pytest.mark.parametrize("mood", MOODS, ids=lambda mood: mood.name)
def test_whatever_a_page_holds_it_is_told_safely(mood: Mood) -> None:
    """Of every kind of page: each line is one element, and nothing ends the block."""
    assert {type(trial.page) for trial in trials(mood)} >= set(TEMPLATES)
    for trial in trials(mood):
        told = str(metadata.told(trial.page, SiteInfo(MOODS[4].texts[0], "", "en", "", {}), ENGLISH, lambda path: f"../{path}"))
        names = [tag for tag, _ in sites.read(told.encode()).tags]
        assert set(names) <= {"meta", "link", "script"}, trial.name
        assert len(names) == told.count("<"[:1]) - told.count("</"), trial.name
        for line in told.splitlines():
            assert line.startswith(("<meta ", "<link ", "<script ")), trial.name


def test_a_script_holds_nothing_that_ends_it() -> None:
    """Nor begins a comment, nor ends a line of JavaScript; what it says is the same."""
    text = '</script><!-- & \u2028\u2029 " \\ \x00'
    made = metadata.in_script({"a": text})
    assert not set("<>&\u2028\u2029\x00") & set(made)
    assert main(f'<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{made}]}}</script>'.encode()) == {"a": text}


def test_names_with_semicolons_stay_one(tmp_path: Path) -> None:
    """Readers take that sign for what stands between names."""
    site = built(tmp_path, article("a", "author: ['Ada; Quill']\ntags: ['a; b']\n"))
    assert tags(site["articles/a.html"])["citation_author"] == ["Ada, Quill"]
    assert tags(site["articles/a.html"])["citation_keywords"] == ["a, b"]
