"""Which setting each text has: what it names is looked up in the archive, once for all pages."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from briefgen.catalogue import Catalogue
from briefgen.enclosed import Pages, enclosed
from briefgen.library.heads import address
from briefgen.library.reading import Reading
from briefgen.problem import Problem
from briefgen.site import making
from briefgen.site.planned import Planned
from briefgen.site.setting import Setting


class Typesetter:
    """Knows the settings of an archive's texts, and the pictures that belong to them. `pages` are the files of content/ that have a page with
    their text, each with its address; `linked` are those whose text is not shown; `closed` are addresses of what is not shown at all."""

    def __init__(
        self, reading: Reading, words: Catalogue, pages: Mapping[str, str], linked: Mapping[str, str], closed: Container[str] = frozenset()
    ) -> None:
        self._reading = reading
        self._usual = Setting(reading.manner.dialect, words.say("text.notes"), words.say("text.back", number="{n}"))
        self._special: dict[str, Setting] = {}
        self._pictures: dict[str, str] = {}
        """Each with the first file that shows it."""
        self.problems: list[Problem] = []
        files = {**linked, **pages}
        every = Pages(files, frozenset(files.values()), closed)
        for path in sorted(reading.mentions.keys() & pages.keys()):
            found = enclosed(path, reading.mentions[path], reading.pictures, every, address)
            self._special[path] = self._usual._replace(targets=found.targets, lead=found.lead)
            self.problems += found.problems
            for picture in found.pictures:
                self._pictures.setdefault(picture, path)

    def __call__(self, path: str) -> Setting:
        """The setting of the text in a file below content/; '' for one that is in none."""
        return self._special.get(path, self._usual)

    def pictures(self) -> Iterable[Planned]:
        """The pictures as files of the site."""
        for path, origin in sorted(self._pictures.items()):
            yield Planned(address(path), "", making.picture, (path, self._reading.pictures[path].digest), origin)
