"""What browsers save beside a page belongs to that page."""

from __future__ import annotations

import pytest

from briefgen.ingest.companions import companions


@pytest.mark.parametrize("page", ["Mill fire.html", "Mill fire.htm", "Mill fire.XHTML"])
@pytest.mark.parametrize("folder", ["Mill fire_files", "Mill fire.files", "Mill fire-Dateien", "Mill fire_fichiers"])
def test_a_folder_named_after_a_page_is_that_pages(page: str, folder: str) -> None:
    """With all that is in it, in whatever folder the page itself lies."""
    within = [f"a/{folder}/saved_resource.html", f"a/{folder}/deep/er/x.css"]
    assert companions([f"a/{page}", *within, "a/other.txt"]) == set(within)


@pytest.mark.parametrize(
    "paths",
    [
        ["Mill fire_files/a.html"],
        ["Mill fire.txt", "Mill fire_files/a.html"],
        ["b/Mill fire.html", "Mill fire_files/a.html"],
        ["Mill fire.html", "Mill fires/a.html"],
        ["Mill fire.html", "_files/a.html"],
        ["Mill fire.html", "Mill fire_files"],
        [".html", "_files/a.html"],
    ],
)
def test_any_other_folder_is_none(paths: list[str]) -> None:
    """Without the page beside it, a folder of such a name is a folder like any other."""
    assert companions(paths) == set()
