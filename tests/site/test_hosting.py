"""What hosts look for at a site's root is there, in the forms that they read, and says what is so."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from pathlib import Path

import pytest

from briefgen.publish.rules import redirects
from briefgen.site import hosting, linked
from briefgen.site.build import build
from tests import sites
from tests.hostfiles import matching, rules, sent
from tests.sites import Site, article, built, event

HERE = Path()


def headers_of(site: Site, path: str) -> dict[str, str]:
    """What a host sends with a path."""
    return sent(rules(site["_headers"]), path)


def redirects_of(site: Site) -> dict[str, str]:
    """Where each rule leads, in their order."""
    return {one.source: one.target for one in redirects(site["_redirects"].decode())}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    text = "-- briefgen.toml --\ntitle = 'T'\n" + event("e", "aliases: [events/old.html]\n")
    return built(tmp_path_factory.mktemp("hosting"), text + article("2024/a", "date: 2024-03-01\noutlet: Echo\nevent: e\ntags: [x]\n"))


def test_every_file_is_sent_under_the_policy(site: Site) -> None:
    """And none with a header twice."""
    for path in site:
        sent = headers_of(site, f"/{path}")
        assert "default-src 'none'" in sent["Content-Security-Policy"]
        assert sent["X-Content-Type-Options"] == "nosniff"


def test_what_carries_a_digest_is_kept_for_ever_and_nothing_else(site: Site) -> None:
    """The theme's files and the index's parts, but not the list of these, which keeps its name."""
    kept = {path for path in site if "immutable" in headers_of(site, f"/{path}").get("Cache-Control", "")}
    assert kept == {path for path in site if path.startswith("static/") or (path.startswith("search/") and path != "search/index.js")}
    assert any(path.startswith("search/") for path in kept)


def test_the_policy_knows_the_style_of_the_page_for_what_is_missing(site: Site) -> None:
    """By its digest, in the header as on the page: a host shows that page in place of any other. No other style may stand in a page."""
    styles = re.findall(rb"<style>(.*?)</style>", site["404.html"], re.DOTALL)
    assert len(styles) == 1
    named = f"'sha256-{b64encode(hashlib.sha256(styles[0]).digest()).decode()}'"
    assert named in headers_of(site, "/404.html")["Content-Security-Policy"]
    assert f"style-src {named};" in site["404.html"].decode()
    assert "unsafe" not in site["_headers"].decode() + site["404.html"].decode()
    assert all(b"<style" not in site[path] for path in sites.pages(site) if path != "404.html")


def test_the_documents_tell_the_policy_as_it_is() -> None:
    """And its limits."""
    told = (Path(__file__).parent.parent.parent / "docs" / "metadata.md").read_text(encoding="utf-8")
    assert "\n" + hosting.policy(["'sha256-…'"]) + "\n" in told
    assert f"of at most {hosting.LONGEST_REDIRECT:,} characters" in told
    assert f"its copies (at most {linked.COPIES})" in told
    assert f"At most {linked.PARTS} members are named" in told


def test_the_header_allows_no_less_than_pages_say_of_themselves(site: Site) -> None:
    """But for `file:`, which is for what is opened from a disk."""
    header = dict(part.split(" ", 1) for part in headers_of(site, "/index.html")["Content-Security-Policy"].split("; "))
    for path in sites.pages(site):
        meta = next(
            dict(attrs)["content"] for tag, attrs in sites.read(site[path]).tags if dict(attrs).get("http-equiv") == "Content-Security-Policy"
        )
        for part in meta.split("; "):
            name, _, sources = part.partition(" ")
            assert {*sources.split()} - {"file:"} <= {*header.get(name, header["default-src"]).split()}, (path, part)


def test_kinds_that_hosts_take_for_others_are_named(site: Site) -> None:
    """Only those that the site has."""
    found = rules(site["_headers"])
    assert headers_of(site, "/feed.xml")["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert headers_of(site, "/manifest.webmanifest")["Content-Type"] == "application/manifest+json"
    assert "Content-Type" not in headers_of(site, "/index.html")
    named = [rule for rule, headers in found.items() if "Content-Type" in headers]
    assert all(any(matching({rule: found[rule]}, f"/{path}") for path in site) for rule in named)


def test_hosts_limits_are_kept(site: Site) -> None:
    """Cloudflare Pages takes 100 rules of lines of 2,000 characters."""
    lines = site["_headers"].decode().splitlines()
    assert len(rules(site["_headers"])) <= 100
    assert max(map(len, lines)) <= 2_000


def test_an_archive_that_is_to_be_left_out_says_so_of_every_file(tmp_path: Path) -> None:
    """Not in robots.txt: who may not ask for a page does not see that it is to be left out."""
    site = built(tmp_path, "-- briefgen.toml --\nnoindex = true\nbase_url = 'https://example.org/'\n" + article("a"))
    assert headers_of(site, "/feed.xml")["X-Robots-Tag"] == "noindex"
    assert site["robots.txt"] == b"User-agent: *\nAllow: /\n"


def test_below_a_path_rules_are_of_that_path(tmp_path: Path) -> None:
    """Where the site stands, as its address says."""
    settings = "-- briefgen.toml --\nbase_url = 'https://example.org/a:b/briefings'\n"
    site = built(tmp_path, settings + article("2024/a", "aliases: [old.html]\n"))
    assert all(path.startswith("/a%3Ab/briefings/") for path in rules(site["_headers"]))
    assert site["_redirects"] == b"/a:b/briefings/old.html /a:b/briefings/articles/2024/a.html 301\n"


def test_redirects_are_those_that_have_pages(site: Site) -> None:
    """Hosts that know none show the pages."""
    assert redirects_of(site)["/events/old.html"] == "/events/e.html"
    assert b"url=../events/e.html" in site["events/old.html"]


def test_what_stands_beside_a_page_is_led_on_to_as_well(tmp_path: Path) -> None:
    """Whoever follows a feed of an event finds it under its new name. Feeds come before all that has no page to lead on, and pages come last."""
    text = article("2024/a", "event: e\naliases: [articles/2024/older.html, old/]\n") + article("2024/b", "event: e\n")
    site = built(tmp_path, text + event("e", "aliases: [events/old.html, haze.html]\n"))
    endings = [".atom.xml", ".rss.xml", ".feed.json", ".csl.json", ".bib", ".ris", ".csv", ".jsonl", ".dossier.html"]
    beside = [f"/events/old{ending}" for ending in endings] + ["/articles/2024/older.md"]
    found = redirects_of(site)
    assert sorted(found) == sorted([*beside, "/events/old.html", "/articles/2024/older.html", "/haze.html", "/old/index.html"])
    assert list(found)[:3] == beside[:3]
    assert set(list(found)[10:]) == {"/events/old.html", "/articles/2024/older.html", "/haze.html", "/old/index.html"}
    assert found["/events/old.atom.xml"] == "/events/e.atom.xml"
    assert found["/articles/2024/older.md"] == "/articles/2024/a.md"
    assert {target.removeprefix("/") for target in found.values()} <= set(site)
    assert not {source.removeprefix("/") for source in [*beside]} & set(site)


def test_only_what_there_is_is_led_on_to(tmp_path: Path) -> None:
    """As the archive offers it, and as the event has it; and not from where something stands."""
    settings = "-- briefgen.toml --\n[feeds]\nformats = ['rss']\n[exports]\nformats = ['csv']\nmarkdown = false\ndossiers = false\n"
    text = article("2024/a", "event: e\naliases: articles/2024/old.html\n") + event("e", "aliases: [events/old.html]\n")
    assert list(redirects_of(built(tmp_path / "one", settings + text))) == ["/events/old.rss.xml", "/articles/2024/old.html", "/events/old.html"]
    both = article("2024/b", "event: e\n") + article("2024/c", "event: old\n")
    assert sites.problems_of(tmp_path / "both", settings + text + both)[0].message == "the address events/old.html is taken by 'Old'"
    assert list(redirects_of(sites.files_of(tmp_path / "both"))) == ["/articles/2024/old.html"]


def test_no_redirect_hides_a_file_of_the_archive_s_own(tmp_path: Path) -> None:
    """What stands beside an old address may stand on in content/root/: some hosts follow a rule even where there is a file."""
    text = article("2024/a", "event: e\n") + event("e", "aliases: [events/old.html]\n") + "-- content/root/events/old.feed.json --\n{}\n"
    site = built(tmp_path, text)
    assert site["events/old.feed.json"] == b"{}\n"
    assert {"/events/old.atom.xml", "/events/old.rss.xml", "/events/old.html"} <= redirects_of(site).keys()
    assert "/events/old.feed.json" not in redirects_of(site)


def test_beside_the_old_address_of_what_is_no_page_there_was_nothing(tmp_path: Path) -> None:
    """An export has no feeds."""
    site = built(tmp_path, article("2024/a", "event: e\n") + event("e", "aliases: [events/old.csv, events/old.dossier.html]\n"))
    assert list(redirects_of(site)) == ["/events/old.csv.html", "/events/old.dossier.html"]


def test_an_alias_that_another_page_has_is_no_redirect(tmp_path: Path) -> None:
    """Some hosts follow a rule even where there is a file."""
    build_of = article("a", "aliases: [articles/b.html]\n") + article("b")
    assert len(sites.problems_of(tmp_path, build_of)) == 1
    assert sites.files_of(tmp_path)["_redirects"] == b""


def test_redirects_are_escaped_and_bounded() -> None:
    """No alias can be taken for a rule of another kind; one that is too long for hosts is left to its page."""
    moved = (("a b:c*.html", "x#y.html"), ("same.html", "same.html"), ("l" * 1_000, "long.html"))
    assert hosting.redirects_file(HERE, "/", moved) == b"/a%20b%3Ac%2A.html /x%23y.html 301\n"


def test_no_redirect_is_left_out_unsaid() -> None:
    """A host that follows only so many is told of by the check."""
    many = tuple((f"{number}.html", "x.html") for number in range(3_000))
    assert hosting.redirects_file(HERE, "/", many).count(b"\n") == 3_000


def test_the_manifest_names_icons_that_are_there(site: Site) -> None:
    """One that may be cut to any shape, and the sizes that are asked for."""
    found = json.loads(site["manifest.webmanifest"])
    assert (found["name"], found["start_url"], found["scope"], found["lang"]) == ("T", "index.html", "./", "en")
    assert all(icon["src"] in site for icon in found["icons"])
    assert {(icon["sizes"], icon["purpose"]) for icon in found["icons"]} >= {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    assert site["favicon.ico"][:4] == b"\0\0\1\0"


def test_a_hostile_title_is_text_in_the_manifest(tmp_path: Path) -> None:
    """As JSON has it."""
    site = built(tmp_path, '-- briefgen.toml --\ntitle = "\\"},\\n</script>\\\\"\n' + article("a"))
    assert json.loads(site["manifest.webmanifest"])["name"] == '"},\n</script>\\'


def test_security_txt_is_there_when_it_is_configured(tmp_path: Path, site: Site) -> None:
    """And gone when it is not any more."""
    assert ".well-known/security.txt" not in site
    settings = "-- briefgen.toml --\n[security]\ncontact = 'mailto:a@example.org'\nexpires = 2027-01-01\n"
    assert built(tmp_path, settings + article("a"))[".well-known/security.txt"].startswith(b"Contact: mailto:a@example.org\nExpires: 2027-")
    (tmp_path / "briefgen.toml").write_text("", encoding="utf-8")
    build(tmp_path)
    assert ".well-known/security.txt" not in sites.files_of(tmp_path)


def test_a_theme_s_own_style_for_what_is_missing_is_known_too(tmp_path: Path) -> None:
    """Also when it changes: the headers are made of it."""
    theme = "-- briefgen.toml --\ntheme = 'mine'\n-- themes/mine/theme.toml --\n-- themes/mine/templates/404.html --\n"
    text = theme + '{% extends "briefing/404.html" %}{% block styles %}p { color: red }{% endblock %}\n'
    first = built(tmp_path, text + article("a"))
    second = built(tmp_path, text.replace("red", "blue") + article("a"))
    for site in (first, second):
        named = hosting.styles_in(site["404.html"])
        assert len(named) == 1
        assert named[0] in site["_headers"].decode()
    assert first["_headers"] != second["_headers"]
