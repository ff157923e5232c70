"""What templates are rendered with besides the page and the site, as one plain value that any process of a build can have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from briefgen.catalogue import Catalogue
from briefgen.extensions import Extension
from briefgen.pages.kinds import TEMPLATES
from briefgen.problem import Problem, Unreadable
from briefgen.theme import Template, Theme


class Kit(NamedTuple):
    """A theme, ready for rendering."""

    templates: tuple[Template, ...]
    """The nearest theme's first."""
    chain: tuple[str, ...]
    """The names of the theme and of those that it extends, the nearest first."""
    words: Catalogue
    """The interface's."""
    statics: tuple[tuple[str, str], ...] = ()
    """Paths below `static/` as templates name them, with their addresses on the site: 'static/style.1a2b3c4d.css'."""
    filters: tuple[tuple[str, Extension], ...] = ()
    """The archive's own, by the names that templates give them."""
    sandboxed: bool = False
    """Whether templates may do nothing but show what they are given: they are programs, and the archive's may be a stranger's."""


def ready(
    dress: Theme,
    words: Catalogue,
    statics: Iterable[tuple[str, str]],
    filters: tuple[tuple[str, Extension], ...] = (),
    *,
    sandboxed: bool = False,
) -> Kit:
    """A theme with the interface's words, the addresses of its static files, and the archive's own filters.

    Raises Unreadable where it lacks templates and extends no theme that has them.
    """
    have = {one.name for one in dress.templates}
    lacking = [name for name in TEMPLATES.values() if name not in have]
    if lacking:
        place = f"themes/{dress.chain[-1]}"
        hint = 'make them, or let it extend a theme that has them: extends = "briefing"'
        raise Unreadable(Problem(f"{place}/theme.toml", 0, f"the theme has no templates {', '.join(lacking)}, and extends none that has", hint))
    return Kit(dress.templates, dress.chain, words, tuple(statics), filters, sandboxed)


class Choice:
    """Says which template a name means."""

    def __init__(self, kit: Kit) -> None:
        self._named: dict[str, list[Template]] = {}
        self._by_file = {one.file: one for one in kit.templates}
        self._order = {theme: place for place, theme in reversed(list(enumerate(kit.chain)))}
        self._known: dict[tuple[str, str], Template | None] = {}
        for one in kit.templates:
            self._named.setdefault(one.name, []).append(one)

    def of(self, name: str, by: str = "") -> Template | None:
        """The template that the one in the file `by`, or else a page, calls so; None when there is none.

        'base.html' is the nearest theme's, 'briefing/base.html' the one that the theme 'briefing' has or extends. A template that names
        itself means the one that it stands before.
        """
        key = (name, by)
        if key not in self._known:
            self._known[key] = self._by_file.get(name) or self._chosen(name, by)
        return self._known[key]

    def _chosen(self, name: str, by: str) -> Template | None:
        theme, slash, rest = name.partition("/")
        found = self._named.get(name, [])
        if slash and theme in self._order:
            least = self._order[theme]
            found = [one for one in self._named.get(rest, []) if self._order[one.theme] >= least] or found
        asking = self._by_file.get(by)
        if asking in found:
            found = found[found.index(asking) + 1 :] or found
        return found[0] if found else None

    def at(self, file: str) -> Template | None:
        """The template in a file, if there is one."""
        return self._by_file.get(file)

    def names(self) -> list[str]:
        """What templates are called, without their themes."""
        return list(self._named)

    def files(self) -> list[str]:
        """The files of all templates."""
        return list(self._by_file)


FOLDER: Final = "static/"
"""Where static files are on the site."""
