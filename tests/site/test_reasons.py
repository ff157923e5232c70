"""Why a page was made, as `build --explain` says it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.site.build import build
from tests.archives import make, write
from tests.sites import article, event

ARCHIVE = (
    article("a", "date: 2024-01-05\noutlet: Post\nauthor: Ada\nevent: e\n", "First words.")
    + article("b", "date: 2024-02-05\noutlet: Mercury\nevent: e\n", "Other words.")
    + article("c", "date: 2024-02-06\noutlet: Mercury\nevent: f\n", "More words.")
    + event("e")
    + event("f")
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make(tmp_path, ARCHIVE)
    build(made)
    return made


def reasons(root: Path) -> dict[str, str]:
    return dict(build(root, explain=True).reasons)


def edit(root: Path, slug: str, old: str, new: str) -> None:
    path = f"content/articles/{slug}.md"
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    write(root, path, text.replace(old, new))


def test_the_first_build_makes_everything(tmp_path: Path) -> None:
    """For one reason; and it is told only who asks."""
    found = reasons(make(tmp_path, ARCHIVE))
    assert set(found.values()) == {"the first build"}
    assert "articles/a.html" in found
    shutil.rmtree(tmp_path / ".briefgen")
    assert build(tmp_path).reasons == ()


def test_nothing_is_made_for_no_reason(root: Path) -> None:
    """Where nothing has changed nothing is said."""
    assert reasons(root) == {}


@pytest.mark.parametrize(
    ("change", "path", "reason"),
    [
        (lambda root: edit(root, "a", "First", "Last"), "articles/a.html", "text of articles/a changed"),
        (lambda root: edit(root, "a", "First", "Last"), "events/e.html", "text of articles/a changed"),
        (lambda root: edit(root, "a", "title: a", "title: A"), "outlets/post.html", "title of articles/a changed"),
        (lambda root: edit(root, "a", "outlet: Post", "outlet: Courier"), "outlets/courier.html", "outlet of articles/a changed"),
        (lambda root: edit(root, "a", "author: Ada\n", "author: Ada\ntags: x\n"), "articles/a.html", "front matter of articles/a changed"),
        (lambda root: edit(root, "a", "event: e", "event: f"), "events/f.html", "events of articles/a changed"),
        (lambda root: write(root, "content/articles/d.md", "---\ntitle: D\nevent: e\n---\n"), "articles/d.html", "articles/d is new"),
        (lambda root: write(root, "content/articles/d.md", "---\ntitle: D\nevent: e\n---\n"), "events/e.html", "articles/d is new"),
        (lambda root: write(root, "content/events/e.md", "---\ntitle: E\n---\n"), "events/e.html", "title of events/e changed"),
        (lambda root: (root / "content/articles/b.md").unlink(), "events/e.html", "articles/b changed or left"),
        (lambda root: (root / "content/articles/b.md").unlink(), "months/2024-02.html", "articles/b changed or left"),
        (lambda root: write(root, "briefgen.toml", 'title = "Other"\n'), "articles/a.html", "title in briefgen.toml changed"),
        (lambda root: (root / "site/articles/a.html").unlink(), "articles/a.html", "it was missing from site/"),
    ],
)
def test_a_page_is_made_because_of_what_it_shows(root: Path, change: Callable[[Path], object], path: str, reason: str) -> None:
    """And the reason names the field and the article, the part of the configuration, or what became of the page."""
    change(root)
    assert reasons(root)[path] == reason


def test_a_page_that_somebody_edited_is_made_because_of_that(root: Path) -> None:
    """And not because of what it shows."""
    write(root, "site/articles/a.html", "other words")
    assert "edited" in reasons(root)["articles/a.html"]


def test_a_template_s_change_is_the_reason_of_all_its_pages(root: Path) -> None:
    """Of those alone."""
    theme = Path(__file__).parents[2] / "themes/briefing/templates/event.html"
    write(root, "themes/briefing/theme.toml", "")
    write(root, "themes/briefing/templates/event.html", theme.read_text(encoding="utf-8") + "<!-- mine -->")
    assert reasons(root) == dict.fromkeys(("events/e.html", "events/f.html"), "themes/briefing/templates/event.html changed")


def test_of_many_reasons_the_first_are_told(root: Path) -> None:
    """And how many more there are."""
    for number in range(5):
        write(root, f"content/articles/n{number}.md", "---\ntitle: N\nevent: e\n---\n")
    found = reasons(root)["events/e.html"]
    assert found == "articles/n0 is new, articles/n1 is new, articles/n2 is new and 2 more"


def test_what_is_told_is_what_is_made(root: Path) -> None:
    """Each file that was written has its reason."""
    edit(root, "a", "First", "Last")
    report = build(root, explain=True, compress=True)
    assert set(report.written) <= {path for path, _ in report.reasons}
    assert {reason for path, reason in report.reasons if path.startswith("manifest.json")} == {"files of the site changed"}
