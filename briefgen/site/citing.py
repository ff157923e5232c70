"""How to cite an article, after the styles' manuals: APA (7th edition), Chicago (18th, bibliography), MLA (9th), and BibTeX.

The styles are English ones, and so are their months, in whatever language the article is. When it was read is left out: no clock is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

from briefgen import dates
from briefgen.files import digest
from briefgen.model import Article
from briefgen.pages.article import Citation, Run
from briefgen.site.bylines import Name, name_of
from briefgen.text import slug, squeeze


class Source(NamedTuple):
    """What of an article is cited."""

    key: str
    """Its name in a file of BibTeX: ASCII, and the same as long as the article's file is."""
    title: str
    date: str
    """As precise as it is known."""
    names: tuple[Name, ...]
    outlet: str
    url: str


def source_of(article: Article) -> Source:
    """What of an article is cited."""
    return Source(
        key=slug(article.slug, 120) or f"article-{digest(article.slug.encode())[:8]}",
        title=article.title,
        date=article.date,
        names=tuple(name for name in map(name_of, article.authors) if name.family),
        outlet=article.outlet,
        url=article.source,
    )


def citations(article: Article) -> tuple[Citation, ...]:
    """How to cite an article, in every style."""
    source = source_of(article)
    return tuple(Citation(style, _joined(write(source))) for style, write in STYLES)


def in_chicago(article: Article) -> tuple[Run, ...]:
    """How to cite an article in Chicago's style."""
    return _joined(chicago(source_of(article)))


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs, none of them empty, and those that look alike made one. What runs from right to left stays apart, and is marked: beside
    it a bracket, a comma and a number would be moved to its other side."""
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if not run.text.isascii() and any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in run.text):
            found.append(Run(run.text, run.italic, isolated=True))
        elif found and not found[-1].isolated and found[-1].italic == run.italic:
            found[-1] = Run(found[-1].text + run.text, run.italic)
        else:
            found.append(run)
    return tuple(found)


def _closed(text: str) -> str:
    """The text with a full stop, unless its own end is as good."""
    return text if re.search(r"[.?!…][”’\"')]*$", text) else f"{text}."


# APA: Publication Manual, 7th edition, 9.7-9.12 (names), 9.13-9.17 (dates), 10.1 (newspaper articles)

_MOST_APA: Final = 20
"""With more authors, the first nineteen and the last are named."""


def apa(source: Source) -> list[Run]:
    """'Roe, J., & Doe, R. A. (2024, March 12). Title. *Outlet*. URL'"""
    title = Run(source.title, italic=not source.outlet)  # what is part of nothing is set as a book is
    dated = f"({_apa_date(source.date)})."
    names = _apa_names(source.names)
    head = [*_ended(names), Run(f" {dated} "), title, _stop(source.title)] if names else [title, _stop(source.title), Run(f" {dated}")]
    outlet = [Run(" "), Run(source.outlet, italic=True), _stop(source.outlet)] if source.outlet else []
    return [*head, *outlet, Run(f" {source.url}" if source.url else "")]


def _stop(text: str) -> Run:
    """The full stop after a text that has none."""
    return Run(_closed(text)[len(text) :])


def _ended(runs: Sequence[Run]) -> list[Run]:
    """The runs with a full stop, unless their end is as good."""
    return [*runs, _stop("".join(run.text for run in runs))]


def _apa_names(names: Sequence[Name]) -> list[Run]:
    listed = [name.with_initials() for name in names]
    if len(listed) > _MOST_APA:
        return _listed([*listed[: _MOST_APA - 1], listed[-1]], ", . . . ")
    return _listed(listed, ", & ")


def _listed(names: Sequence[str], before_the_last: str) -> list[Run]:
    found: list[Run] = []
    for place, name in enumerate(names, 1):
        found += [Run("" if place == 1 else before_the_last if place == len(names) else ", "), Run(name)]
    return found


def _apa_date(date: str) -> str:
    if not date:
        return "n.d."
    year, month, day = int(date[:4]), dates.MONTHS[int(date[5:7]) - 1] if len(date) >= 7 else "", f" {int(date[8:10])}" if len(date) >= 10 else ""
    return f"{year}, {month}{day}" if month else str(year)


# Chicago: Manual of Style, 18th edition, 13.107-13.113 (names), 14.87-14.99 (newspapers)

_MOST_CHICAGO: Final = 6
"""With more authors, the first three are named."""


def chicago(source: Source) -> list[Run]:
    """'Roe, Jane, and Richard Doe. “Title.” *Outlet*, March 12, 2024. URL.' Without an author the outlet stands in its place."""
    names = _english_names(source.names, _MOST_CHICAGO, 3)
    outlet = Run(source.outlet, italic=True)
    head = [*_ended(names), Run(" ")] if names else [outlet, Run(". ")] if source.outlet else []
    middle = [Run(" "), outlet, Run(", ")] if names and source.outlet else [Run(" ")]
    url = [Run(f" {source.url}.")] if source.url else []
    return [*head, *_quoted(source.title), *middle, Run(_closed(_american_date(source.date) or "n.d.")), *url]


def _american_date(date: str) -> str:
    if len(date) < 7:
        return date and str(int(date))
    month = dates.MONTHS[int(date[5:7]) - 1]
    return f"{month} {int(date[8:10])}, {int(date[:4])}" if len(date) >= 10 else f"{month} {int(date[:4])}"


# MLA: Handbook, 9th edition, 5.3-5.13 (names), 5.75-5.83 (dates), 5.95 (addresses)

_MOST_MLA: Final = 2
"""With more authors, the first is named."""
_MLA_MONTHS: Final = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def mla(source: Source) -> list[Run]:
    """'Roe, Jane, and Richard Doe. “Title.” *Outlet*, 12 Mar. 2024, address.' What is not known is left out."""
    names = _english_names(source.names, _MOST_MLA, 1)
    found = [*_ended(names), Run(" ")] if names else []
    found += _quoted(source.title)
    parts = [Run(source.outlet, italic=True), Run(_mla_date(source.date)), Run(re.sub(r"^https?://", "", source.url))]
    known = [part for part in parts if part.text]
    for place, part in enumerate(known):
        found += [Run(", " if place else " "), part]
    return [*found, Run(".")] if known else found


def _mla_date(date: str) -> str:
    if len(date) < 7:
        return date and str(int(date))
    month = f"{_MLA_MONTHS[int(date[5:7]) - 1]} {int(date[:4])}"
    return f"{int(date[8:10])} {month}" if len(date) >= 10 else month


# what Chicago and MLA share


def _english_names(names: Sequence[Name], most: int, first: int) -> list[Run]:
    """The names, the first of them inverted; of more than `most` the `first` few, 'et al.'"""
    listed = [name.inverted() if place == 0 else name.plain() for place, name in enumerate(names)]
    if len(listed) > most:
        return [*_listed(listed[:first], ", "), Run(", et al.")]
    return _listed(listed, ", and ")


def _quoted(title: str) -> list[Run]:
    """A title between quotation marks with its full stop inside, and single marks for its own."""
    inner = re.sub(r'(^|[\s(\[—–-])"', r"\1‘", title).replace('"', "’").replace("“", "‘").replace("”", "’")
    quoted = len(title) - len(title.rstrip('"”'))  # the stop goes inside these too
    stopped = inner[: len(inner) - quoted] + "." + inner[len(inner) - quoted :]
    return [Run("“"), Run(inner if _closed(inner) == inner else stopped), Run("”")]


# BibTeX, as biblatex and classic styles both read it


def bibtex(source: Source) -> list[Run]:
    """An entry with a line for each field."""
    date = dates.day(source.date)
    fields = (
        ("author", " and ".join(name.in_bibtex(tex) for name in source.names)),
        ("title", f"{{{tex(source.title)}}}"),
        ("journal", tex(source.outlet)),
        ("date", date),
        ("year", date[:4]),
        ("url", _bibtex_address(source.url)),
    )
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return [Run(f"@{'article' if source.outlet else 'misc'}{{{source.key},\n{lines}}}")]


_TEX: Final = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}", "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def tex(text: str) -> str:
    """Text as TeX sets it."""
    return re.sub(r"[\\{}$&#_%~^]", lambda sign: _TEX.get(sign[0], f"\\{sign[0]}"), squeeze(text))


def _bibtex_address(url: str) -> str:
    """An address, which TeX takes as it stands, but for braces, backslashes and spaces."""
    return re.sub(r"[{}\\\s]", lambda sign: f"%{ord(sign[0]):02X}", url)


STYLES: Final = (("apa", apa), ("chicago", chicago), ("mla", mla), ("bibtex", bibtex))
