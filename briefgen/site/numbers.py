"""How many there are of some articles: those of their own, and apart from these the copies and the later versions. Pages count no other way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from briefgen.catalogue import Catalogue
from briefgen.library.heads import Head


class Numbers(NamedTuple):
    """How many of each."""

    articles: int = 0
    """That are neither."""
    copies: int = 0
    versions: int = 0

    @property
    def total(self) -> int:
        """All together."""
        return self.articles + self.copies + self.versions

    def in_words(self, words: Catalogue) -> str:
        """'5 articles and 1 copy': articles even if there are none, unless there is something else."""
        pairs = (("articles", self.articles), ("copies", self.copies), ("versions", self.versions))
        said = [words.say(f"count.{kind}", n=number) for kind, number in pairs if number] or [words.say("count.articles", n=0)]
        return words.joined(said).unescape() if len(said) > 1 else said[0]


NONE: Final = Numbers()


def numbers_of(heads: Iterable[Head]) -> Numbers:
    """How many there are of these."""
    articles = copies = versions = 0
    for head in heads:
        if head.is_copy:
            copies += 1
        elif head.is_own:
            articles += 1
        else:
            versions += 1
    return Numbers(articles, copies, versions)
