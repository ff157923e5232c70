"""A new archive."""

from __future__ import annotations

import subprocess
from pathlib import Path

from briefgen import start
from briefgen.config import Config
from briefgen.keys.policy import folder_of
from briefgen.publish import pack
from tests.deploy.grounds import need


def test_git_leaves_out_what_can_be_made_again(tmp_path: Path) -> None:
    """Sites and packs of every edition, and what is remembered; a zip among the sources is somebody's own."""
    need("git")
    start.new(tmp_path)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    sites = [folder_of(edition.name, "site") for edition in Config().editions]
    made = [*(f"{site}/index.html" for site in sites), *(pack.name_of(Config().title, site) for site in sites), "handover.zip", ".briefgen/x"]
    ours = ["briefgen.toml", "seeds/scrapes.zip", "content/pictures/a.zip", "content/site/a.md"]
    asked = subprocess.run(["git", "check-ignore", *made, *ours], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert asked.stdout.splitlines() == made
