"""What Zotero makes of a page: its own translators, run in the page with a stand-in for the rest of Zotero."""

from __future__ import annotations

import json
import sys
import tarfile
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page

PACKAGE: Final = Path(sys.prefix) / "npm" / "zotero-translators-0.0.2.tgz"
"""The translators as they were in 2018, in one file with all others; newer ones no registry has."""
STAND_IN: Final = Path(__file__).with_name("zotero.js")
NAMES: Final = ("Embedded Metadata", "RDF")


@cache
def programs() -> dict[str, str]:
    """The two translators that read what any page says of itself; skips the test where they are not installed."""
    if not PACKAGE.exists():
        pytest.skip("no Zotero translators: 'make test' fetches them where npm can be had")
    with tarfile.open(PACKAGE) as package:
        inside = package.extractfile("package/index.js")
        assert inside is not None
        source = inside.read().decode()
    return {name: _program(source, name) for name in NAMES}


def _program(source: str, name: str) -> str:
    label = source.index(f'"label": "{name}",')
    begin = source.index('"code": ', label) + len('"code": ')
    found: str = json.JSONDecoder().raw_decode(source, begin)[0]
    return found


def read(page: Page) -> list[dict[str, Any]]:
    """The items that Zotero would save of the page that is shown."""
    found: list[dict[str, Any]] = page.evaluate(STAND_IN.read_text(encoding="utf-8").partition('"use strict";')[2].strip().rstrip(";"), programs())
    return found
