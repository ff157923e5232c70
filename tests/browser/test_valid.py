"""Pages are valid HTML, whatever is in them: html-validate looks at each."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final

import pytest

from briefgen import intake
from briefgen.site.build import build
from tests import archives, librarian, outside
from tests.browser import awkward

RULES: Final = {
    "root": True,
    "extends": ["html-validate:standard", "html-validate:a11y"],
    "rules": {
        "long-title": "off",  # an article's title is as long as it is
        "no-trailing-whitespace": "off",  # of an article's own lines
    },
}


def complaints(site: Path, tmp_path: Path) -> list[str]:
    """What html-validate has against a site's pages, each thing once with the first page that has it."""
    rules = tmp_path / "rules.json"
    rules.write_text(json.dumps(RULES), encoding="utf-8")
    done = outside.run("html-validate", "--config", str(rules), "--formatter", "json", f"{site.as_posix()}/**/*.html")
    found: dict[str, str] = {}
    for page in json.loads(done.stdout):
        for one in page["messages"]:
            place = f"{Path(page['filePath']).relative_to(site.resolve()).as_posix()}:{one['line']}"
            found.setdefault(f"{one['ruleId']}: {one['message']}", place)
    assert done.returncode == 0 or found, done.stderr
    return [f"{place}: {what}" for what, place in found.items()]


def sample(root: Path) -> Path:
    """The site of the sample's seeds."""
    archives.make(root, "")
    shutil.copytree(librarian.SAMPLE, root / "seeds", ignore=shutil.ignore_patterns("*.toml"))
    intake.ingest(root)
    build(root)
    return root / "site"


def empty(root: Path) -> Path:
    """The site of an archive without articles."""
    archives.make(root, '-- briefgen.toml --\ntitle = "Nothing"\ndesk = true\n')
    (root / "content").mkdir()
    build(root)
    return root / "site"


@pytest.mark.parametrize("make", [awkward.made, sample, empty])
def test_every_page_is_valid(make: object, tmp_path: Path) -> None:
    """By the HTML standard and its rules for who uses assistive technology."""
    assert callable(make)
    assert complaints(make(tmp_path / "archive"), tmp_path) == []


def test_a_page_that_is_not_valid_is_found(tmp_path: Path) -> None:
    """So that the check can fail."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "page.html").write_text("<!DOCTYPE html><html lang=en><title>x</title><p><div></div></p><img src=x>", encoding="utf-8")
    assert complaints(tmp_path / "site", tmp_path)
