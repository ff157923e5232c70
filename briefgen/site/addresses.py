"""Every page and file at an address of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def clear_of(found: Sequence[Planned], files_of_ours: Iterable[Planned]) -> tuple[list[Planned], list[Problem]]:
    """Of files that no page or file found can be, since none has such an ending, those that stand where no other needs a folder; and a problem
    for each of the rest."""
    clear: list[Planned] = []
    problems: list[Problem] = []
    above = {item.path.rpartition("/")[0].casefold() for item in found}
    taken = {folder for path in above for folder in (path, *files.folders_of(path))}
    for item in files_of_ours:
        if item.path.casefold() not in taken:
            clear.append(item)
            continue
        inside = next(one for one in found if one.path.casefold().startswith(f"{item.path.casefold()}/"))
        origin = f"{CONTENT}/{inside.origin}" if inside.origin else ""
        message = f"the address {inside.path} lies in the site's own {item.path}, which is not written"
        problems.append(Problem(origin, 0, message, "rename one of them"))
    return clear, problems


def _named(item: Planned) -> str:
    """What stands at an address, as its owner knows it."""
    if item.origin:
        return f"{CONTENT}/{item.origin}"
    if not item.template:
        return f"the site's own {item.path}"
    page, _ = item.make(Path(), *supplied(item))
    return repr(page.title)
