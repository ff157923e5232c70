"""What lies in content/root/ stands at the site's root as it is, and takes nobody's place."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.site.build import build
from tests import sites
from tests.archives import make
from tests.sites import article, built, files_of

OWN = """\
-- content/root/CNAME --
briefings.example.org
-- content/root/.well-known/proof.txt --
it is ours
-- content/root/deep/page.html --
<p>Words.</p>
-- content/root/notes.md --
# No article
-- content/root/.hidden --
x
-- content/root/.other/x.txt --
x
"""


def test_files_stand_at_the_root_as_they_are(tmp_path: Path) -> None:
    """Hidden ones are passed over, but for those of .well-known; Markdown is no article there."""
    site = built(tmp_path, OWN + article("a"))
    assert site["CNAME"] == b"briefings.example.org\n"
    assert site[".well-known/proof.txt"] == b"it is ours\n"
    assert site["deep/page.html"] == b"<p>Words.</p>\n"
    assert site["notes.md"] == b"# No article\n"
    assert not {".hidden", ".other/x.txt"} & site.keys()


@pytest.mark.parametrize("path", ["CNAME", ".well-known/proof.txt"])
def test_a_change_is_seen_and_what_is_gone_is_removed(tmp_path: Path, path: str) -> None:
    """By a build that has nothing else to do."""
    built(tmp_path, OWN + article("a"))
    (tmp_path / "content/root" / path).write_bytes(b"another")
    assert build(tmp_path).written == (path, "manifest.json")
    assert files_of(tmp_path)[path] == b"another"
    (tmp_path / "content/root" / path).unlink()
    assert build(tmp_path).removed == (path,)


@pytest.mark.parametrize("path", ["index.html", "articles/a.html", "_headers", "sitemap.xml", "INDEX.html", "index.html/x", "manifest.json"])
def test_what_takes_another_s_address_is_an_error(tmp_path: Path, path: str) -> None:
    """It is named, and ours stands."""
    ours = built(tmp_path / "ours", article("a"))
    problems = sites.problems_of(tmp_path / "both", f"-- content/root/{path} --\nx\n" + article("a"))
    assert [(one.path, one.severity) for one in problems] == [(f"content/root/{path}", "error")]
    assert files_of(tmp_path / "both")[path.lower().removesuffix("/x")] == ours[path.lower().removesuffix("/x")]


@pytest.mark.parametrize("path", ["favicon.ico", "robots.txt"])
def test_two_files_may_stand_in_place_of_ours(tmp_path: Path, path: str) -> None:
    """An icon, and what is said to robots."""
    assert built(tmp_path, f"-- content/root/{path} --\nours\n" + article("a"))[path] == b"ours\n"


def test_what_lies_elsewhere_is_not_copied(tmp_path: Path) -> None:
    """A symbolic link that leads out of the folder is passed over."""
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    root = make(tmp_path / "archive", OWN + article("a"))
    (root / "content/root/link.txt").symlink_to(tmp_path / "secret")
    (root / "content/root/.well-known/link.txt").symlink_to(tmp_path / "secret")
    build(root)
    assert not {"link.txt", ".well-known/link.txt"} & files_of(root).keys()


def test_an_archive_that_is_not_trusted_copies_nothing(tmp_path: Path) -> None:
    """Such a file can be a page that does what it likes."""
    root = make(tmp_path, OWN + article("a"))
    build(root, safe=True)
    assert not {"CNAME", "deep/page.html"} & files_of(root).keys()
