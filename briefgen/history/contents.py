"""What content/ holds as records: of each article as much as the archive's policy lets be seen, and the events."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from briefgen import archive, config
from briefgen.config import Config
from briefgen.history.record import EventRecord, Record, led_on, record
from briefgen.library.rights import is_hidden, settled, shown_text
from briefgen.markdown import plain
from briefgen.model import Article
from briefgen.problem import Unreadable


class Shown(NamedTuple):
    """What is shown of an archive."""

    records: tuple[Record, ...]
    events: tuple[EventRecord, ...] = ()
    """Those to which other addresses lead on."""


def as_it_is(root: Path, settings: Config) -> Shown:
    """What content/ would show as it is. Raises Unreadable where a file in it cannot be read: what it holds would be taken for removed."""
    loaded = archive.load(root)
    if loaded.unread:
        unread = {f"{archive.CONTENT}/{path}" for path in loaded.unread}
        raise Unreadable(*(problem for problem in loaded.problems if problem.path in unread))
    return Shown(shown(loaded.articles, settings), led_on(loaded.events))


def shown(articles: Iterable[Article], settings: Config) -> tuple[Record, ...]:
    """The records of those articles of which a site with these settings shows anything, or says that they were withdrawn."""
    return tuple(_record(article, settings) for article in articles if not is_hidden(article, settings.policy))


def _record(article: Article, settings: Config) -> Record:
    one = settled(article, settings.policy)
    hides = one.withdrawn or one.rights == "metadata"
    return record(one, "" if hides else shown_text(one, plain(one.body, settings.markdown), settings.policy.excerpt))


def settings_on(root: Path, settings: Config, day: str) -> Config:
    """The same settings on another day."""
    return config.load(root, safe=settings.safe, edition=settings.edition, date=day)
