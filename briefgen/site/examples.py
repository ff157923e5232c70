"""Examples of queries that the archive can answer, for the search page's help."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from briefgen import dates
from briefgen.catalogue import Catalogue
from briefgen.library.heads import Head
from briefgen.pages.signposts import Example
from briefgen.search.terms import is_word, terms
from briefgen.similarity import terms_of, weight_of
from briefgen.site.shelves import Shelves

_SHORTEST = 4
"""Letters of a word that makes an example."""
_LATEST = 4
"""Articles whose titles may give some, where no event's does."""
_HEARD = 100
"""Late articles by whose words it is told which are common:"""
_COMMON = 3
"""those in articles of so many events."""
_QUOTATION_MARKS = frozenset('"“”„‟«»″')


def examples(shelves: Shelves) -> tuple[Example, ...]:
    """One or more for each kind of thing that can be asked for, of what the archive has most of; that for sections may find nothing."""
    words = shelves.archive.words
    found = (*_of_words(shelves), *_of_names(shelves), *_of_dates(shelves.archive.heads, words))
    return tuple(Example(query, words.say(f"example.{meaning}", **values)) for query, meaning, values in found)


_Asked: TypeAlias = tuple[str, str, dict[str, str]]
"""A query, the key of the text that says what it asks for, and the values in that."""


def _of_words(shelves: Shelves) -> Iterator[_Asked]:
    found = _words(shelves)
    if not found:
        return
    first, second = found
    yield f"{first} {second}", "both", {}
    yield f"{first} OR {second}", "either", {}
    yield f"{first} -{second}", "without", {}
    yield f"{first[: max(_SHORTEST, len(first) * 2 // 3)]}*", "prefix", {}
    yield f"title:{first}", "title", {}


def _words(shelves: Shelves) -> tuple[str, str] | None:
    """Two telling words of the title of the event that has most articles, or else of a late article's."""
    cards = sorted(shelves.event_cards.values(), key=lambda card: (-card.articles, card.url))
    late = shelves.archive.heads[: -_HEARD - 1 : -1]
    titles = [card.title for card in cards if card.articles] + [head.title for head in late[:_LATEST]]
    spread = _spread(late)
    for title in titles:
        words = list(dict.fromkeys(word for word in terms(title) if len(word) >= _SHORTEST and is_word(word) and terms_of(word)))
        if len(words) > 1:
            told = sorted(words, key=lambda word: (spread[word] >= _COMMON, -weight_of(terms_of(word)[0]), spread[word], -len(word), word))
            first, second = sorted(told[:2], key=words.index)
            return first, second
    return None


def _spread(heads: Sequence[Head]) -> Counter[str]:
    """Of how many events articles have each word in their titles and first sentences. Few words are of many, but 'nach' and 'sobre' are: so
    what tells nothing is known in languages too of whose words we have no list."""
    found: dict[str, set[str]] = defaultdict(set)
    for head in heads:
        event = head.events[0] if head.events else head.url
        for word in terms(f"{head.title} {head.summary}"):
            found[word].add(event)
    return Counter({word: len(events) for word, events in found.items()})


def _of_names(shelves: Shelves) -> Iterator[_Asked]:
    outlet = _most(shelves.outlets, shelves.outlet_names)
    if outlet:
        yield f'"{outlet}"', "phrase", {}
        yield f'outlet:"{outlet}"', "outlet", {}
    author = _most(shelves.authors, shelves.author_names)
    if author:
        yield f'author:"{author}"', "author", {}
    events = {event.slug: event.title for event in shelves.archive.events}
    event = _most(shelves.members, events)
    if event:
        yield f'event:"{event}"', "event", {}
    yield 'section:"why it matters"', "section", {}


def _most(groups: Mapping[str, Sequence[Head]], names: Mapping[str, str]) -> str:
    """The name of that with the most articles; of several the first. One with a quotation mark in it cannot be quoted."""
    fit = [key for key in groups if names.get(key) and _QUOTATION_MARKS.isdisjoint(names[key])]
    return names[min(fit, key=lambda key: (-len(groups[key]), key))] if fit else ""


def _of_dates(heads: Sequence[Head], words: Catalogue) -> Iterator[_Asked]:
    months = Counter(month for head in heads if (month := dates.month(head.date)))
    if months:
        usual = max(months, key=lambda month: (months[month], month))
        yield f"date:{usual}", "month", {"month": words.month(usual)}
        yield f"after:{usual}-01", "after", {}
        yield f"before:{usual}-01", "before", {}
    if len(months) > 1:
        yield f"date:{min(months)}..{max(months)}", "span", {}
