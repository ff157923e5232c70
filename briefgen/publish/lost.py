"""What texts name that is not there: pictures, and one another."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from briefgen import files
from briefgen.archive import CONTENT, Loaded
from briefgen.dialect import Dialect
from briefgen.enclosed import Mention, Pages, enclosed, mentions_of, pictures_of
from briefgen.library.heads import address, article_address
from briefgen.problem import Problem
from briefgen.shelf import Shelf
from briefgen.site.shelves import event_address
from briefgen.site.text_pages import text_address
from briefgen.stamps import Tree


def problems_of(root: Path, loaded: Loaded, dialect: Dialect, closed: Container[str] = frozenset()) -> list[Problem]:
    """What a build of the archive `root`, which `loaded` holds, says of it; `closed` are addresses of what the site does not show."""
    mentioned = dict(_mentioned(root, loaded, dialect))
    if not mentioned:
        return []
    pages = {one.path: article_address(one.path) for one in loaded.articles if not one.draft}
    pages |= {one.path: event_address(one.slug) for one in loaded.events}
    pages |= {one.path: text_address(one.slug) for one in loaded.pages if not one.draft}
    tree = Tree()
    tree.add(str(root / CONTENT))
    with Shelf() as kept:
        there = pictures_of(root, mentioned, tree.stamps(), kept)
    every = Pages(pages, frozenset(pages.values()), closed)
    return [problem for path in sorted(mentioned) for problem in enclosed(path, mentioned[path], there, every, address).problems]


def _mentioned(root: Path, loaded: Loaded, dialect: Dialect) -> Iterator[tuple[str, tuple[Mention, ...]]]:
    """What each text that is shown names."""
    texts = [(one.path, one.body, one.image) for one in loaded.articles if not one.draft and one.rights == "full"]
    texts += [(one.path, one.body, "") for one in loaded.events]
    texts += [(one.path, one.body, "") for one in loaded.pages if not one.draft]
    for path, body, image in texts:
        if image or "](" in body or "]:" in body:
            whole = files.read(root / CONTENT / path).decode("utf-8-sig")
            if found := mentions_of(whole, body, image, dialect):
                yield path, found
