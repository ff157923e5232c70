"""What built pages say of themselves to machines, read back."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.sites import read

Graph = list[dict[str, Any]]

_BLOCK = re.compile(rb'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def graph(page: bytes) -> Graph:
    """The items of a page's JSON-LD, which it has once."""
    blocks = _BLOCK.findall(page)
    assert len(blocks) == 1
    found = json.loads(blocks[0])
    assert found["@context"] == "https://schema.org"
    items: Graph = found["@graph"]
    return items


def main(page: bytes) -> dict[str, Any]:
    """The item that is the page's subject."""
    return graph(page)[0]


def tags(page: bytes, key: str = "name") -> dict[str, list[str]]:
    """What its meta elements say, by their names, or by their properties."""
    found: dict[str, list[str]] = {}
    for tag, attrs in read(page).tags:
        given = dict(attrs)
        if tag == "meta" and key in given:
            found.setdefault(given[key], []).append(given["content"])
    return found


def link(page: bytes, rel: str) -> str:
    """Where a link element of its head leads; '' where there is none."""
    return next((given["href"] for tag, attrs in read(page).tags if tag == "link" and (given := dict(attrs)).get("rel") == rel), "")
