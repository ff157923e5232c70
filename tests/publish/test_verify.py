"""A built site held against its manifest: what is missing, another, or more; and that nothing is when nothing is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.cli import run
from briefgen.problem import Unreadable
from briefgen.publish.folder import Folder
from briefgen.publish.verify import Report, chosen_of, verify
from briefgen.site import manifest
from briefgen.site.build import build
from briefgen.site.manifest import File
from tests.archives import make
from tests.sites import article, event

ARCHIVE = article("a", "event: e\n", "A word. " * 300) + article("b", "event: e\n") + event("e")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with its site, in compressed forms too."""
    made = make(tmp_path, ARCHIVE)
    build(made, compress=True)
    return made


def told(root: Path, **options: object) -> Report:
    return verify(Folder(root / "site", "site"), **options)  # type: ignore[arg-type]


def kinds(report: Report) -> list[tuple[str, str]]:
    return [(one.kind, one.path) for one in report.differences]


def test_a_site_as_it_was_built_has_no_differences(root: Path) -> None:
    """Files that hide are nobody's."""
    (root / "site/.DS_Store").write_text("x")
    report = told(root)
    assert report.differences == ()
    assert report.problems == ()
    assert report.checked == report.files > 20
    assert (report.articles, report.title) == (2, "Test archive")


def test_what_is_missing_changed_or_extra_is_told(root: Path) -> None:
    """Each with its path; also a compressed form that holds something else, or too much, or nothing."""
    site = root / "site"
    (site / "404.html").unlink()
    (site / "about.html").write_text("mine")
    (site / "events/more.html").write_text("x")
    (site / "index.html.gz").write_bytes((site / "about.html.gz").read_bytes())
    (site / "articles/a.html.br").write_bytes(b"\xff" * 40)
    (site / "articles/b.html.gz").write_bytes((site / "articles/b.html.gz").read_bytes()[:-9])
    (site / "events/e.html.br").write_bytes((site / "events/e.html.br").read_bytes()[:-3])
    report = told(root)
    assert kinds(report) == [
        ("missing", "404.html"),
        ("changed", "about.html"),
        ("changed", "articles/a.html.br"),
        ("changed", "articles/b.html.gz"),
        ("changed", "events/e.html.br"),
        ("extra", "events/more.html"),
        ("changed", "index.html.gz"),
    ]
    assert [problem.path for problem in report.problems] == [f"site/{path}" for _, path in kinds(report)]
    assert ["from its publisher again; if it is your own, build it again" in problem.hint for problem in report.problems] == [
        kind != "extra" for kind, _ in kinds(report)
    ]


def test_what_a_link_leads_to_outside_is_not_there(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Even with the right bytes."""
    page = root / "site/about.html"
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "about.html"
    page.replace(elsewhere)
    page.symlink_to(elsewhere)
    assert ("missing", "about.html") in kinds(told(root))


def test_a_manifest_that_was_changed_is_told(root: Path) -> None:
    """Its digest does not hold; one that was made to fit is only found out by a digest that was noted."""
    place = root / "site" / manifest.NAME
    known = manifest.read(place.read_bytes())
    (root / "site/about.html").write_bytes(b"mine")
    rows = [one._replace(sha256="0" * 64) if one.path == "index.html" else one for one in known.files]
    place.write_bytes(manifest.written(manifest.Manifest(1, "T", "", known.digest, tuple(rows), ())))
    assert ("digest", manifest.NAME) in kinds(told(root))
    made = manifest.manifest("T", "", known.files, ())
    place.write_bytes(manifest.written(made))
    assert ("digest", manifest.NAME) not in kinds(told(root, expected=made.digest[:16]))
    assert ("digest", manifest.NAME) in kinds(told(root, expected=known.digest[:16]))


@pytest.mark.parametrize(
    "change", [('"title": "', '"title": "An'), ('"slug":"', '"slug":"x'), ('"digest":"', '"digest":"0'), ("\n}\n", ',\n"x": 1\n}\n')]
)
def test_what_a_manifest_says_otherwise_is_held_too(root: Path, change: tuple[str, str]) -> None:
    """The archive's title, and what it says of articles."""
    place = root / "site" / manifest.NAME
    text = place.read_text(encoding="utf-8")
    assert change[0] in text
    place.write_text(text.replace(*change, 1), encoding="utf-8")
    assert ("digest", manifest.NAME) in kinds(told(root))


@pytest.mark.parametrize("data", [None, b"", b"{}", b"\xff"])
def test_a_site_without_a_manifest_is_told(root: Path, data: bytes | None) -> None:
    """Or with something else in its place."""
    place = root / "site" / manifest.NAME
    place.unlink() if data is None else place.write_bytes(data)
    with pytest.raises(Unreadable, match=r"manifest"):
        told(root)


def test_a_sample_is_always_the_same_of_the_same_archive(root: Path) -> None:
    """And another one of another, so that who changes a site cannot know what is looked at for long."""
    listed = [File(f"{number}.html", "0" * 64, 1) for number in range(100)]
    one = chosen_of(listed, 10, "a" * 64)
    assert one == sorted(one)
    assert len(set(one)) == 10
    assert chosen_of(list(reversed(listed)), 10, "a" * 64) == one
    assert chosen_of(listed, 10, "b" * 64) != one
    assert chosen_of(listed, 1000, "a" * 64) == sorted(listed)
    (root / "site/more.html").write_text("x")
    report = told(root, sample=5)
    assert (report.checked, report.differences) == (5, ())


def test_the_command_ends_in_1_when_something_differs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of the archive's own site if none is named; as JSON too."""
    assert run(["verify", "-C", str(root)]) == 0
    said = capsys.readouterr().out
    digest = said.rsplit(" ", 1)[1].strip()
    assert "As it was published" in said
    assert run(["verify", str(root / "site"), "--digest", digest]) == 0
    assert run(["verify", str(root / "site"), "--digest", "0" * 64]) == 1
    (root / "site/about.html").write_text("mine")
    capsys.readouterr()
    assert run(["verify", "-C", str(root), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["digest"] == digest
    assert [(one["kind"], one["path"]) for one in found["differences"]] == [("changed", "about.html")]


@pytest.mark.parametrize(
    "words",
    [
        ["verify", "nowhere"],
        ["verify", "--digest", "abc"],
        ["verify", "--sample", "0"],
        ["verify", "--pause", "-1"],
        ["verify", ".", "--edition", "x"],
    ],
)
def test_wrong_usage_is_told(root: Path, words: list[str]) -> None:
    """As of any command."""
    assert run([*words, "-C", str(root)]) == 2
