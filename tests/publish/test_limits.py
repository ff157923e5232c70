"""Whether a hosting service takes a site as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.keys.hosts import HOSTS, MIB, Host
from briefgen.publish import limits
from briefgen.publish.check import check, fits
from tests import archives
from tests.deploy.grounds import fill

ANY = Host("any", "Any Host", "https://example.org/limits", "2026-11")


def told(root: Path, host: Host) -> list[tuple[str, int, str]]:
    """Where, on which line, and what."""
    return [(one.path, one.line, one.message) for one in limits.problems_of(root, "site", host)]


def test_a_site_that_fits_is_no_problem(tmp_path: Path) -> None:
    """On any host."""
    fill(tmp_path, {"site/index.html": "front", "site/_headers": "/*\n  A: b\n", "site/_redirects": "/a /b 301\n"})
    assert [found for host in (ANY, *HOSTS) for found in told(tmp_path, host)] == []


def test_a_site_that_a_host_takes_is_told_in_figures(tmp_path: Path) -> None:
    """Files as the host counts them; none of a site that is too much for it, or that is not built."""
    assert limits.fit_of(tmp_path, "site", ANY) is None
    fill(tmp_path / "site", {"index.html": "front", "articles/b.html": "x" * 1500, "articles/a.html": "x" * 1500})
    fit = limits.Fit("any", "Any Host", 4, "files", 3005, "articles/a.html", 1500)
    assert limits.fit_of(tmp_path, "site", ANY) == fit
    assert limits.fit_of(tmp_path, "site", ANY._replace(counts_folders=True)) == replace(fit, files=5, called="files and folders")
    assert limits.fit_of(tmp_path, "site", ANY._replace(files=3)) is None


def test_too_many_files_are_told_with_what_most_are_and_what_lessens_them(tmp_path: Path) -> None:
    """The list of them counts as well, and folders do where the host counts them."""
    names = [
        *(f"articles/{n}.html" for n in range(5)),
        *(f"search/{n}.js" for n in range(4)),
        *(f"articles/{n}.html.gz" for n in range(3)),
        "index.html",
    ]
    fill(tmp_path / "site", dict.fromkeys(names, "x"))
    assert told(tmp_path, ANY._replace(files=14)) == []
    (found,) = limits.problems_of(tmp_path, "site", ANY._replace(files=13))
    assert (found.path, found.severity) == ("site", "warning")
    assert found.message == "14 files, where Any Host takes 13; most are articles/*.html (5), search/*.js (4), articles/*.gz (3), *.html (1)"
    assert "'search = false' (4 fewer), 'compress = false' (3 fewer)" in found.hint
    assert "https://example.org/limits in 2026-11" in found.hint
    (counted,) = told(tmp_path, ANY._replace(files=15, counts_folders=True))
    assert counted[2].startswith("16 files and folders, where Any Host takes 15")
    assert told(tmp_path, ANY._replace(files_of_a_folder=7)) == [("site/articles", 0, "8 files in one folder, where Any Host takes 7")]


def test_what_is_too_large_is_told(tmp_path: Path) -> None:
    """A file, the whole, and what most of it is."""
    fill(tmp_path / "site", {"index.html": "x", "pictures/a.png": "x" * 3000, "pictures/b.png": "x" * 500})
    assert told(tmp_path, ANY._replace(file_bytes=1024)) == [("site/pictures/a.png", 0, "3.0 kB, where Any Host takes files of 1 KiB")]
    ((path, _, message),) = told(tmp_path, ANY._replace(site_bytes=2048))
    assert (path, message) == (
        "site",
        "3.5 kB, where Any Host takes 2 KiB; most are pictures/*.png (3.5 kB), *.html (1 bytes), .briefgen-files (0 bytes)",
    )


def test_a_path_that_is_too_long_is_told(tmp_path: Path) -> None:
    """In bytes, not in letters."""
    fill(tmp_path / "site", {f"{'é' * 20}.html": "x", f"{'e' * 20}.html": "x"})
    assert [path for path, *_ in told(tmp_path, ANY._replace(path_bytes=30))] == [f"site/{'é' * 20}.html"]


def test_rules_that_are_too_many_or_too_long_are_told_on_their_lines(tmp_path: Path) -> None:
    """Of `_redirects` and `_headers`."""
    redirects = "# moved\n/a /b 301\n/c /d 301\n/old/* /new/:splat 301\n/" + "e" * 50 + " /f\n"
    headers = "/*\n  A: b\n# a remark\n/static/*\n  C: " + "d" * 40 + "\n"
    fill(tmp_path / "site", {"_redirects": redirects, "_headers": headers})
    host = ANY._replace(redirects=2, redirect_length=30, redirects_bytes=64, headers=1, header_length=30)
    assert [(path, line) for path, line, _ in told(tmp_path, host)] == [
        ("site/_redirects", 5),
        ("site/_redirects", 0),
        ("site/_redirects", 5),
        ("site/_headers", 4),
        ("site/_headers", 4),
    ]


@pytest.mark.parametrize(("source", "hint"), [("/a.html", "the pages that lead on"), ("/a.atom.xml", "feeds and"), ("/a.dossier.html", "feeds and")])
def test_what_becomes_of_redirects_that_are_too_many_is_told(tmp_path: Path, source: str, hint: str) -> None:
    """At an old page stands another one; an old feed is nowhere."""
    rules = [*(f"/old-{number}.csv /x.csv 301" for number in range(2_000)), f"{source} /b.html 301"]
    fill(tmp_path, {"site/_redirects": "\n".join(rules)})
    host = next(one for one in HOSTS if one.name == "cloudflare-pages")
    (found,) = limits.problems_of(tmp_path, "site", host)
    assert (found.path, found.line, found.message) == ("site/_redirects", 2001, "2,001 redirects, where Cloudflare Pages, free follows 2,000")
    assert found.hint.startswith(hint)


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 bytes"), (999, "999 bytes"), (1024, "1 KiB"), (1500, "1.5 kB"), (25 * MIB, "25 MiB"), (10**9, "1.0 GB")]
)
def test_sizes_are_in_units(size: int, text: str) -> None:
    """As hosts tell them."""
    assert limits.in_units(size) == text


def test_check_asks_for_hosts_that_are_named_and_for_those_of_targets(tmp_path: Path) -> None:
    """Of the edition that is checked; a site of another one goes elsewhere."""
    root = archives.make(tmp_path, "-- briefgen.toml --\n[deploy.a]\nkind = 'folder'\nto = '../x'\nhost = 's3'\n")
    fill(root / "site", {"index.html": "<!doctype html>", f"{'a' * 200}/{'b' * 200}/{'c' * 200}/{'d' * 200}/{'e' * 230}.txt": "x"})
    assert [one.message for one in check(root) if "Amazon" in one.message] == ["its path is longer than the 1,024 bytes that Amazon S3 takes"]
    archives.write(root, "briefgen.toml", "[deploy.a]\nkind = 'folder'\nto = '../x'\nhost = 's3'\nedition = 'internal'\n")
    assert [one.message for one in check(root) if "Amazon" in one.message] == []
    assert [one.message for one in check(root, named=["s3"]) if "Amazon" in one.message] != []


def test_check_knows_which_of_the_hosts_it_asks_after_take_the_site(tmp_path: Path) -> None:
    """Those that are named, and those of the edition's targets."""
    root = archives.make(tmp_path, "-- briefgen.toml --\n[deploy.a]\nkind = 'folder'\nto = '../x'\nhost = 's3'\n")
    assert fits(root, named=["netlify"]) == ()
    fill(root / "site", {"index.html": "<!doctype html>"})
    assert [(one.host, one.largest) for one in fits(root, named=["netlify"])] == [("netlify", "index.html"), ("s3", "index.html")]
    fill(root / "site", {f"{'a' * 250}/{'b' * 250}/{'c' * 250}/{'d' * 250}/{'e' * 230}.txt": "x"})
    assert [one.host for one in fits(root, named=["netlify"])] == ["netlify"]
