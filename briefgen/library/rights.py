"""What of an article a site shows: what the archive's policy says of it, and as much of its text as its rights let be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, Protocol

from briefgen.keys.policy import SUMMARY, Chosen, Policy
from briefgen.model import Article
from briefgen.text import first_words, fold, shorten, squeeze

EXCERPT_LENGTH: Final = 400
_USUAL: Final = Policy()


def settled(article: Article, policy: Policy) -> Article:
    """The article as the site that is built has it: with the rights that hold for it, and whether search engines are to leave it out."""
    outlet = fold(article.outlet) if policy.outlets or policy.noindexed else ""
    return replace(
        article,
        rights="full" if policy.is_lifted else article.rights or dict(policy.outlets).get(outlet, policy.rights),
        noindex=article.noindex or policy.noindex or (bool(outlet) and outlet in policy.noindexed),
    )


def is_hidden(article: Article, policy: Policy) -> bool:
    """Whether an article is kept out of the site: a draft, what waits for its day, what the edition leaves out."""
    is_early = article.draft or is_held(article.publish_on, policy)
    return (is_early and not policy.drafts) or _is_chosen(article, policy.without)


def is_held(publish_on: str, policy: Policy) -> bool:
    """Whether the day from which on an article is to be shown is not there yet."""
    return publish_on[:10] > policy.date


def _is_chosen(article: Article, chosen: Chosen) -> bool:
    return (
        (bool(chosen.outlets) and fold(article.outlet) in chosen.outlets)
        or (bool(chosen.tags) and not {fold(tag) for tag in article.tags}.isdisjoint(chosen.tags))
        or (bool(chosen.events) and not set(article.events or ()).isdisjoint(chosen.events))
    )


class Filed(Protocol):
    """What is filed under events: an article, or its head."""

    @property
    def events(self) -> Sequence[str] | None:
        """Their slugs."""


def unseen_events(shown: Iterable[Filed], others: Iterable[Filed], policy: Policy = _USUAL) -> frozenset[str]:
    """The events that a site does not name: those of which there are articles, `others`, but none that is `shown`, and those that the edition
    leaves out. An event without any article is none of them."""
    seen = {event for one in shown for event in one.events or ()}
    return frozenset({event for one in others for event in one.events or ()} - seen).union(policy.without.events)


def bare(article: Article) -> Article:
    """As much of an article that is not shown as a build has to know: what it is called by other files and by briefgen.toml, and nothing that
    it says."""
    return replace(article, title="", authors=(), via="", summary="", review=())


def shown_text(article: Article, whole: str, words: int = 0) -> str:
    """As much of an article's text as its rights let a site show: all, its beginning, or nothing. `words` is how long an excerpt may be, as
    `Policy.excerpt` has it."""
    if article.rights == "full":
        return whole
    return excerpt(whole, words) if article.rights == "excerpt" else ""


def excerpt(text: str, words: int = 0) -> str:
    """A text's beginning, and never more than half of it: what is shown of an article whose rights are 'excerpt'."""
    if words == SUMMARY:
        return ""
    line = squeeze(text)
    if not words:
        return shorten(line, min(EXCERPT_LENGTH, len(text) // 2))
    beginning = first_words(line, words)
    return f"{beginning} …" if len(beginning) <= len(text) // 2 else shorten(line, len(text) // 2)
