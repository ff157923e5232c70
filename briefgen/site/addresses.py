"""Every page and file at an address of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefgen import files
from briefgen.archive import CONTENT
from briefgen.problem import Problem
from briefgen.site.planned import Planned, supplied


def without_collisions(planned: Iterable[Planned]) -> tuple[list[Planned], list[Problem]]:
    """The pages and files with an address of their own, and a problem for each that has another's. Addresses that differ only in case
    collide too, since some disks do not tell them apart, and so does one that needs a folder where another has its file."""
    first: dict[str, Planned] = {}
    folders: dict[str, Planned] = {}
    problems: list[Problem] = []
    for item in planned:
        path = item.path.casefold()
        above = list(files.folders_of(path))
        other = next((first[folder] for folder in above if folder in first), None) or first.get(path) or folders.get(path)
        if other is None:
            first[path] = item
            for folder in above:
                folders.setdefault(folder, item)
            continue
        taken = f"the address {item.path} is taken by {_named(other)}"
        if item.by:
            problems.append(Problem(item.by.file, 0, f"{item.by.named!r}: {taken}", "give its page another path"))
        else:
            problems.append(Problem(f"{CONTENT}/{item.origin}" if item.origin else "", 0, taken, "rename one of them"))
    return list(first.values()), problems


def _named(item: Planned) -> str:
    """What stands at an address, as its owner knows it."""
    if item.origin:
        return f"{CONTENT}/{item.origin}"
    if not item.template:
        return f"the site's own {item.path}"
    page, _ = item.make(Path(), *supplied(item))
    return repr(page.title)
