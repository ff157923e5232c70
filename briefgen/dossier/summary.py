"""What an event is in two or three of its articles' own sentences, and in each article the one that says what is new."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Final

from briefgen import dates
from briefgen.dossier import vocabulary as vocab
from briefgen.dossier.happened import paragraphs
from briefgen.similarity import MOST_TERMS, Vector, cosine, terms_of, vector_of, weights_of
from briefgen.text import fold, sentences

MOST_ARTICLES: Final = 200
"""So many originals are read for a summary, the first and the last ones where there are more."""
_LEAD: Final = 3
"""Of each article so many sentences may speak for the event."""
_LOOKED_AT: Final = 400
"""Of an article so many sentences are looked at; more only an attack has, or a book."""
_NEWS_FROM: Final = 10
"""Among so many first sentences the news of an article is looked for."""
_FIT_FROM: Final = max(_NEWS_FROM, 4 * _LEAD)
"""And among so many its lead."""
_ALIKE: Final = 0.5
"""From this similarity two sentences say the same."""
_TELLING: Final = 0.3
"""So like its article's beginning is a sentence that tells what it is about."""
_WEAK: Final = 0.28
"""A sentence that says less than so much of the best one's share of the event is no part of a summary."""
_LITTLE: Final = 0.01
"""Less than so much of an article's own weight is not news."""
_LATER: Final = 0.07
"""A sentence counts so much less for each one before it in its article."""
_AFTER_LEAD: Final = 0.12
"""In a summary so much less beside the very first."""
_SAME_ARTICLE: Final = 0.7
"""What a second sentence of the same article counts."""
_FIGURE: Final = 0.06
"""What a figure counts that was not said before."""
_ONCE: Final = 0.4
"""What a term counts that an article has but once."""
_ABOUT: Final = 0.5
"""A sentence that brings so much of the best one's news is taken before it when it stands earlier."""
_FEWEST, _MOST = 8, 45
"""Words of a sentence that can stand alone."""
_LONGEST: Final = 500
"""And its characters."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article, as summaries see it."""

    title: str
    date: str
    text: str
    """A line for each paragraph, heading and item of a list."""
    copy: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A sentence of an article: the article by its place among those given."""

    article: int
    sentence: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a source says, parted once for all that is asked of it."""

    title: tuple[str, ...]
    """Its title's terms."""
    sentences: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    """Those of each sentence."""
    fit: tuple[int, ...]
    """Which of its first sentences can stand alone."""


_UNREAD: Final = _Reading((), (), (), ())


@dataclass(frozen=True, slots=True)
class _Candidate:
    article: int
    place: int
    """Which sentence of its article it is."""
    date: str
    sentence: str
    vector: Vector


def summary(articles: Sequence[Source], most: int = 3) -> tuple[Taken, ...]:
    """Up to `most` sentences that say what the event is, in the order of their dates; of a single article its first one or two.

    They are taken from the beginnings of articles: those most like all the beginnings together, each unlike the others, from different
    articles where possible (a centroid summary, Radev et al. 2004, without repetition as in Carbonell and Goldstein 1998). Copies never
    contribute.
    """
    return _summary(articles, list(map(_reading, articles)), most)


def all_news(articles: Sequence[Source]) -> list[str]:
    """For each article its sentence that says what is new against those dated before it; '' for copies and where nothing is.

    Of the earliest article that is its lead. The articles may be in any order; those of one day are taken as they stand.
    """
    return _all_news(articles, list(map(_reading, articles)))


def summary_and_news(articles: Sequence[Source], speaking: Set[int]) -> tuple[tuple[Taken, ...], list[str]]:
    """Both, the summary of the articles at the places that are `speaking`; each text is read but once."""
    readings = list(map(_reading, articles))
    heard = [replace(article, copy=True) if place not in speaking else article for place, article in enumerate(articles)]
    return _summary(heard, readings, 3), _all_news(articles, readings)


def _summary(articles: Sequence[Source], readings: Sequence[_Reading], most: int) -> tuple[Taken, ...]:
    order = sorted((n for n, article in enumerate(articles) if not article.copy), key=lambda n: (_day(articles[n]), n))
    read = order if len(order) <= MOST_ARTICLES else order[: MOST_ARTICLES // 2] + order[-MOST_ARTICLES // 2 :]
    leads = {n: _lead(articles[n], readings[n], n) for n in read}
    if len(read) == 1:
        own = _opening(readings[read[0]])
        telling = [one for one in leads[read[0]] if not one.place or cosine(one.vector, own) >= _TELLING]
        return tuple(Taken(one.article, one.sentence) for one in _apart(telling, min(most, 2)))
    centroid = _sum([_opening(readings[n]) for n in read])
    chosen = _chosen([one for n in read for one in leads[n]], centroid, most)
    return tuple(Taken(one.article, one.sentence) for one in sorted(chosen, key=lambda one: (dates.order(one.date), one.article, one.place)))


def _all_news(articles: Sequence[Source], readings: Sequence[_Reading]) -> list[str]:
    found = [""] * len(articles)
    told: set[str] = set()
    for number in sorted(range(len(articles)), key=lambda n: (_day(articles[n]), n)):
        if not articles[number].copy:
            said = list(map(_said, readings[number].sentences, readings[number].terms))
            found[number] = _news_of(readings[number], said, told)
            told.update(*said)
    return found


def _day(article: Source) -> str:
    return dates.order(article.date) or "9999"


def _reading(article: Source) -> _Reading:
    """The article as it is read; a copy is not."""
    if article.copy:
        return _UNREAD
    read = tuple(islice(chain.from_iterable(map(sentences, paragraphs(article.text))), _LOOKED_AT))
    title = fold(article.title)
    fit = tuple(place for place, said in enumerate(read[:_FIT_FROM]) if stands_alone(said, first=not place) and fold(said) != title)
    return _Reading(tuple(terms_of(article.title)), read, tuple(tuple(terms_of(sentence)) for sentence in read), fit)


def _lead(article: Source, reading: _Reading, number: int) -> list[_Candidate]:
    """The article's first sentences that can stand alone."""
    return [_Candidate(number, place, article.date, reading.sentences[place], weights_of((), reading.terms[place])) for place in reading.fit[:_LEAD]]


def _opening(reading: _Reading) -> Vector:
    return vector_of(reading.title, chain(*reading.terms[:_LEAD]))


def _sum(vectors: Iterable[Vector]) -> dict[str, float]:
    total: dict[str, float] = {}
    for one in vectors:
        for term, weight in one.items():
            total[term] = total.get(term, 0.0) + weight
    length = math.sqrt(sum(weight * weight for weight in total.values())) or 1.0
    return {term: weight / length for term, weight in total.items()}


def _apart(candidates: Sequence[_Candidate], most: int) -> list[_Candidate]:
    """The first of the candidates that do not say the same."""
    chosen: list[_Candidate] = []
    for one in candidates:
        if len(chosen) < most and all(cosine(one.vector, other.vector) < _ALIKE for other in chosen):
            chosen.append(one)
    return chosen


def _chosen(candidates: Sequence[_Candidate], centroid: Vector, most: int) -> list[_Candidate]:
    """The candidates that together say most of the centroid, best first."""
    worths = [cosine(one.vector, centroid) * (1 - (_AFTER_LEAD + _LATER * one.place if one.place else 0)) for one in candidates]
    left = [1.0] * len(candidates)
    chosen: list[_Candidate] = []
    floor = 0.0
    while candidates and len(chosen) < most:
        best = max(range(len(candidates)), key=lambda n: (worths[n] * left[n], -n))
        if worths[best] * left[best] <= floor:
            break
        floor = floor or worths[best] * _WEAK
        chosen.append(candidates[best])
        left = [min(share, _still(one, candidates[best])) for share, one in zip(left, candidates, strict=True)]
    return chosen


def _still(one: _Candidate, taken: _Candidate) -> float:
    """How much of a candidate's worth is left beside one that was taken."""
    alike = cosine(one.vector, taken.vector)
    return 0.0 if alike >= _ALIKE else (1 - alike) * (_SAME_ARTICLE if one.article == taken.article else 1.0)


def _news_of(reading: _Reading, said: Sequence[Set[str]], told: Set[str]) -> str:
    """The first sentence that says about as much as any of what is heavy in the article and was not `told` before.

    `said` are the terms and figures of each of its sentences.
    """
    fit = [place for place in reading.fit if place < _NEWS_FROM]
    if not told or not fit:
        return reading.sentences[fit[0]] if fit else ""
    weights = _weights(reading, said)
    gains = [_gain(said[place], weights, told) * (1 - _LATER * place) for place in fit]
    enough = max(gains) * _ABOUT
    best = next((place for place, gain in zip(fit, gains, strict=True) if gain >= enough), None)
    return reading.sentences[best] if best is not None and max(gains) >= _LITTLE else ""


def _gain(said: Set[str], weights: Mapping[str, float], told: Set[str]) -> float:
    """The weight in the article of what a sentence is the first to say, and a part of that of the rest: news is about something."""
    ordered = sorted(said)
    new = sum([_FIGURE if term[0].isdigit() else weights.get(term, 0.0) for term in ordered if term not in told])
    known = sum([weights.get(term, 0.0) for term in ordered if term in told])
    return new * (new + known) / math.sqrt(len(said) or 1)


def _weights(reading: _Reading, said: Sequence[Set[str]]) -> dict[str, float]:
    """What the article is about: its terms' weights, less for those that neither the title nor two sentences have."""
    often = _heaviest(reading.title)
    once: set[str] = set()
    for terms in said:
        often |= once & terms
        once |= terms
    own = weights_of(reading.title, chain(*reading.terms))
    return {term: weight * (1.0 if term in often else _ONCE) for term, weight in own.items()}


def _heaviest(terms: Sequence[str]) -> set[str]:
    own = set(terms)
    return own if len(own) <= MOST_TERMS else set(vector_of((), terms))


def _said(sentence: str, terms: Sequence[str]) -> set[str]:
    """A sentence's terms, the heaviest where there are too many, and its figures."""
    own = _heaviest(terms)
    own.update([figure.strip(".,") for figure in _FIGURES.findall(sentence)])
    return own


_FIGURES: Final = vocab.Expression(r"\d[\d.,]*")


def stands_alone(sentence: str, *, first: bool = False) -> bool:
    """Whether a sentence can be understood without those before it: it begins with no 'But' or 'He', with 'The move' only as its article's
    first, is no question, no bare quotation, in nobody's own voice, and of a fit length."""
    if len(sentence) > _LONGEST or not _FEWEST <= len(sentence.split()) <= _MOST or not _BEGINS.match(sentence):
        return False
    ending = sentence[-_LONGEST_ENDING:]
    if not _ENDS.search(ending) or _CUT.search(ending) or _CAPTION.search(ending) or _is_glued(sentence):
        return False
    if not first and sentence.startswith("The ") and (_MENTIONED.match(sentence) or _NAMELESS.match(sentence)):
        return False
    if leans(sentence) or _is_apparatus(sentence):
        return False
    outside = _QUOTED.sub(" ", sentence) if _QUOTE_MARKS.search(sentence) else sentence
    return not _QUOTE_MARKS.search(outside) and not _OWN_VOICE.search(outside) and _names_something(sentence)


def leans(sentence: str) -> bool:
    """Whether a sentence goes on from one before it: 'But', 'He said'."""
    opener = _OPENER.match(sentence)
    may_lean = opener is not None and (opener[0] in _LEANING or opener[0].endswith("day") or " ago" in sentence)
    return bool((may_lean and _LEANS.match(sentence)) or _PRONOUN_FIRST.match(sentence))


def _is_glued(sentence: str) -> bool:
    """Whether sentences, or a word and a note, were run into one another."""
    return "..." in sentence or "…" in sentence or _GLUED.search(sentence) is not None or (" (" in sentence and _NOTED.search(sentence) is not None)


def _is_apparatus(sentence: str) -> bool:
    small = vocab.in_small(sentence)
    return any(sign in small for sign in _OF_APPARATUS) and _APPARATUS.search(sentence) is not None


def _names_something(sentence: str) -> bool:
    """Whether there is a name or a figure after the first word, and not all is in capitals."""
    rest = [word for word in sentence.split()[1:] if not word[0].islower()]
    capitals = [word for word in rest if len(word) > 1 and word.isupper()]
    return any(word[0].isalnum() for word in rest) and len(capitals) * 2 < len(sentence.split()) - 1


_ENDS: Final = vocab.Expression(r"[.!。][”\"’)]?$")
_BEGINS: Final = vocab.Expression(r"[^\W_a-z]")
_QUOTED: Final = vocab.Expression(r"\"[^\"]*\"|“[^”]*”|«[^»]*»")
_QUOTE_MARKS: Final = vocab.Expression(r"[\"“”«»]")
_CUT: Final = vocab.Expression(r"\b(?:to|of|the|a|an|and|or|with|for|from|by|at|as|that|which|who|is|are|was|were)\.$")
"""An end that a machine left, that rewrote or cut."""
_GLUED: Final = vocab.Expression(r"[.!?](?<=[a-z].)[A-Z][a-z]")
_NOTED: Final = vocab.Expression(r"\b[A-Z]\w+ \(\d{1,2}\) [a-z]+s\b")
_LONGEST_ENDING: Final = 26
"""Characters at a sentence's end that are looked at: more than the longest that one of these expressions matches."""
_CAPTION: Final = vocab.Expression(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\.$")
"""What ends with a full date describes a picture, more often than not."""
_OWN_VOICE: Final = vocab.Expression(
    r"[IWwOoMmYyUu](?<!\w.)(?:(?<=I)(?:['’]m|['’]ve)?|(?<=[Ww])e|(?<=[Oo])ur|(?<=[Mm])[ye]|(?<=[Yy])our?|(?<=[Uu])s)\b(?!\.)"
)
_OF_APPARATUS: Final = (
    *("updated", "http", "www.", "@", "click", "sign up", "subscribe", "newsletter", "read more", "follow us", "photo", "image:", "getty"),
    *("all rights", "copyright", "caption", "reuters", "afp/", "amended", "corrected", "this article", "this story", "this report", "©"),
)
"""Without one of these in it no sentence is apparatus."""
_APPARATUS: Final = vocab.Expression(
    r"^updated\b|https?://|www\.|@|\b(?:click|sign up|subscribe|newsletter|read more|follow us|photo(?:graph)?s?[:/]|image:|getty"
    r"|all rights|copyright|caption|photo/|reuters/|afp/|was (?:amended|updated|corrected)|file photo|this (?:article|story|report))\b|©",
    re.IGNORECASE,
)
_LEANS: Final = vocab.Expression(
    r"(?:But|And|Or|So|\w{3,6}day['’]s|Yet|Nor|Still|However|Meanwhile|Also|Instead|Then|Later|Afterwards?|Indeed|Moreover|Furthermore|Nevertheless|Nonetheless"
    r"|Thus|Hence|Therefore|Rather|Besides|Similarly|Likewise|Otherwise|Even so|Even then|Soon|Again|Perhaps|Maybe|Of course|Sure|Well|Yes|No"
    r"|He|She|It|They|His|Her|Hers|Its|Their|Theirs|Him|Them|That|This|These|Those|Such|Another|Others?|Both|Neither|Either|Each|One of|Some of"
    r"|Many of|Most of|None|All of|Here|There|What|Who|Why|How|Which|When asked|Asked|Added|Adding|In addition|In an? (?:similar|separate"
    r"|related)|In the same|On the (?:next|second|third|same|following|previous) (?:day|night|morning)|As a result|As if|For example|For instance"
    r"|In fact|In all|In response|In return|In turn|At the same time|At the time|By then|By contrast|On the other|On top of|Among them|Among those"
    r"|Earlier|Now|Previously|Along with|Additionally|Finally|Lastly|Overall|Clearly|Obviously|(?:\w+ ){1,2}(?:hours|days|weeks|months) ago"
    r"|Before that|After that|Since then|Until then|To that end|More on|Not (?:only|everyone|everybody|all)|If|Because of (?:this|that)"
    r"|According to (?:him|her|them|it|the (?:report|statement|complaint|study))"
    r"|Under the|The (?:move|former|latter|two|pair|same|other|others))\b(?!-)"
)
"""What a sentence begins with that leans on the one before it."""
_OPENER: Final = vocab.Expression(r"\w+")
_LEANING: Final = frozenset(re.findall(r"(?<=[:|])[A-Z][a-z]+", _LEANS.pattern)) | {"Afterward", "Other"}
"""The words that these begin with; without one there are only 'Monday’s' and 'Two days ago'."""
_MENTIONED: Final = vocab.Expression(
    r"The (?:move|decision|announcement|news|incident|two|pair|former|latter|suspect|victim|deal|report|statement|comment|remark|couple|letter"
    r"|document|bill|vote|ruling|order|plan|proposal|measure|case|same|other|company|companies|firm|group|organi[sz]ation|agency|man|woman|men|women"
    r"|boy|girl|first|second|third|last|latest|three|four|five|six|result|figure|change|complaint|trial|charge|event|accident|crash|attack|shooting"
    r"|explosion|blast|storm|problem|issue|idea|question|answer|reason|point|official|spokesman|spokeswoman|spokesperson|author|researcher|team|study"
    r"|filing|lawsuit|suit|post|video|footage|tweet|photo|picture|spot|ad|flight)s?\b(?!-)"
)
"""What must have been mentioned before; so an article's very first sentence may begin with it."""
_NAMELESS: Final = vocab.Expression(
    r"The (?:[a-z-]+ ){1,2}(?:is|was|were|are|has|have|had|will|would|could|can|may|might|came|began|followed|built)\b"
)
"""A thing without a name, which was most often mentioned before too."""
_PRONOUN_FIRST: Final = vocab.Expression(
    r"\w+(?:,? (?:[a-z0-9’'-]+|[A-Z][a-z]{2,5}day|January|February|March|April|May|June|July|August|September|October|November"
    r"|December)){0,7}?,? (?:he|she|it|they|his|her|him|them|their|its|this|that|these|those)\b"
)
"""A pronoun before any name."""
