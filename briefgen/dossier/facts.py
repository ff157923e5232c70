"""What is worked out of one article for the pages of its events: of its text and date alone, so that it can be remembered."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from briefgen.dossier.figures import Figure, figures
from briefgen.dossier.happened import Happening, happenings
from briefgen.dossier.names import Mention, mentions
from briefgen.dossier.quotes import Quote, quotes
from briefgen.dossier.sections import Section, sections


@dataclass(frozen=True, slots=True)
class Facts:
    """One article's names, figures, quotations, days and sections."""

    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    happenings: tuple[Happening, ...]
    sections: tuple[Section, ...]


def facts(text: str, date: str, told: str | None = None) -> Facts:
    """The facts of a text, a line for each paragraph, that appeared on this date. `told` is the text without the lines that belong to no
    section: cells of tables, notes; where it has none of these it need not be given."""
    return Facts(mentions(text), figures(text), quotes(text), happenings(text, date), sections(text if told is None else told))


def packed(one: Facts) -> bytes:
    """The facts as JSON."""
    return msgspec.json.encode(one)


def unpacked(data: bytes) -> Facts:
    """What `packed` made, as it was."""
    return msgspec.json.decode(data, type=Facts)
