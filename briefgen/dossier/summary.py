"""What an event is in two or three of its articles' own sentences, and in each article the one that says what is new."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from briefgen.dossier.happened import paragraphs
from briefgen.similarity import Vector, cosine, vector
from briefgen.text import fold, sentences

MOST_ARTICLES: Final = 200
"""So many originals are read for a summary, the first and the last ones where there are more."""
_LEAD: Final = 3
"""Of each article so many sentences may speak for the event."""
_LOOKED_AT: Final = 400
"""Of an article so many sentences are looked at; more only an attack has, or a book."""
_NEWS_FROM: Final = 10
"""Among so many first sentences the news of an article is looked for."""
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
    order = sorted((n for n, article in enumerate(articles) if not article.copy), key=lambda n: (_day(articles[n]), n))
    read = order if len(order) <= MOST_ARTICLES else order[: MOST_ARTICLES // 2] + order[-MOST_ARTICLES // 2 :]
    leads = {n: _lead(articles[n], n) for n in read}
    if len(read) == 1:
        own = _opening(articles[read[0]])
        telling = [one for one in leads[read[0]] if not one.place or cosine(one.vector, own) >= _TELLING]
        return tuple(Taken(one.article, one.sentence) for one in _apart(telling, min(most, 2)))
    centroid = _sum([_opening(articles[n]) for n in read])
    chosen = _chosen([one for n in read for one in leads[n]], centroid, most)
    return tuple(Taken(one.article, one.sentence) for one in sorted(chosen, key=lambda one: (one.date, one.article, one.place)))


def all_news(articles: Sequence[Source]) -> list[str]:
    """For each article its sentence that says what is new against those dated before it; '' for copies and where nothing is.

    Of the earliest article that is its lead. The articles may be in any order; those of one day are taken as they stand.
    """
    found = [""] * len(articles)
    told = _Told()
    for number in sorted(range(len(articles)), key=lambda n: (_day(articles[n]), n)):
        article = articles[number]
        if not article.copy:
            read = _sentences(article.text)
            found[number] = told.news_of(article, read)
            told.add(read)
    return found


def _day(article: Source) -> str:
    return article.date or "9999"


def _sentences(text: str) -> list[str]:
    return list(islice((sentence for line in paragraphs(text) for sentence in sentences(line)), _LOOKED_AT))


def _lead(article: Source, number: int) -> list[_Candidate]:
    """The article's first sentences that can stand alone."""
    title = fold(article.title)
    fit = (
        (place, said)
        for place, said in enumerate(_sentences(article.text)[: _LEAD * 4])
        if stands_alone(said, first=not place) and fold(said) != title
    )
    return [_Candidate(number, place, article.date, said, vector("", said)) for place, said in islice(fit, _LEAD)]


def _opening(article: Source) -> Vector:
    return vector(article.title, " ".join(_sentences(article.text)[:_LEAD]))


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


class _Told:
    """What the articles so far have said: its terms and figures."""

    def __init__(self) -> None:
        self.terms: set[str] = set()

    def add(self, read: Iterable[str]) -> None:
        for sentence in read:
            self.terms.update(_terms(sentence))

    def news_of(self, article: Source, read: Sequence[str]) -> str:
        """The first sentence that says about as much as any of what is heavy in the article and was not said before."""
        title = fold(article.title)
        fit = [(place, said) for place, said in enumerate(read[:_NEWS_FROM]) if stands_alone(said, first=not place) and fold(said) != title]
        if not self.terms or not fit:
            return fit[0][1] if fit else ""
        weights = _weights(article, read)
        gains = [self._gain(said, weights) * (1 - _LATER * place) for place, said in fit]
        enough = max(gains) * _ABOUT
        return next((said for (_, said), gain in zip(fit, gains, strict=True) if gain >= enough), "") if max(gains) >= _LITTLE else ""

    def _gain(self, sentence: str, weights: Mapping[str, float]) -> float:
        """The weight in the article of what the sentence is the first to say, and a part of that of the rest: news is about something."""
        said = sorted(_terms(sentence))
        new = sum(_FIGURE if term[0].isdigit() else weights.get(term, 0.0) for term in said if term not in self.terms)
        known = sum(weights.get(term, 0.0) for term in said if term in self.terms)
        return new * (new + known) / math.sqrt(len(said) or 1)


def _weights(article: Source, read: Sequence[str]) -> dict[str, float]:
    """What the article is about: its terms' weights, less for those that it says but once."""
    times = Counter(term for sentence in (article.title, article.title, *read) for term in _terms(sentence))
    own = vector(article.title, "\n".join(read))
    return {term: weight * (1.0 if times[term] > 1 else _ONCE) for term, weight in own.items()}


def _terms(sentence: str) -> set[str]:
    return {*vector("", sentence), *(figure.strip(".,") for figure in _FIGURES.findall(sentence))}


_FIGURES: Final = re.compile(r"\d[\d.,]*")


def stands_alone(sentence: str, *, first: bool = False) -> bool:
    """Whether a sentence can be understood without those before it: it begins with no 'But' or 'He', with 'The move' only as its article's
    first, is no question, no bare quotation, in nobody's own voice, and of a fit length."""
    if len(sentence) > _LONGEST or not _FEWEST <= len(sentence.split()) <= _MOST or not _ENDS.search(sentence) or not _BEGINS.match(sentence):
        return False
    if _GLUED.search(sentence) or _CUT.search(sentence) or _CAPTION.search(sentence):
        return False
    if not first and (_MENTIONED.match(sentence) or _NAMELESS.match(sentence)):
        return False
    if leans(sentence) or _APPARATUS.search(sentence):
        return False
    outside = _QUOTED.sub(" ", sentence)
    return not _QUOTE_MARKS.search(outside) and not _OWN_VOICE.search(outside) and _names_something(sentence)


def leans(sentence: str) -> bool:
    """Whether a sentence goes on from one before it: 'But', 'He said'."""
    return bool(_LEANS.match(sentence) or _PRONOUN_FIRST.match(sentence))


def _names_something(sentence: str) -> bool:
    """Whether there is a name or a figure after the first word, and not all is in capitals."""
    rest = sentence.split()[1:]
    capitals = sum(word.isupper() and len(word) > 1 for word in rest)
    return any(not word[0].islower() and word[:1].isalnum() for word in rest) and capitals * 2 < len(rest)


_ENDS: Final = re.compile(r"[.!。][”\"’)]?$")
_BEGINS: Final = re.compile(r"[^\W_a-z]")
_QUOTED: Final = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»")
_QUOTE_MARKS: Final = re.compile(r"[\"“”«»]")
_CUT: Final = re.compile(r"\b(?:to|of|the|a|an|and|or|with|for|from|by|at|as|that|which|who|is|are|was|were)\.$")
"""An end that a machine left, that rewrote or cut."""
_GLUED: Final = re.compile(r"[a-z][.!?][A-Z][a-z]|\b[A-Z]\w+ \(\d{1,2}\) [a-z]+s\b|\.\.\.|…")
_CAPTION: Final = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\.$")
"""What ends with a full date describes a picture, more often than not."""
_OWN_VOICE: Final = re.compile(r"\b(?:I|I['’]m|I['’]ve|[Ww]e|[Oo]ur|[Mm]y|[Mm]e|[Yy]ou|[Yy]our|[Uu]s)\b(?!\.)")
_APPARATUS: Final = re.compile(
    r"^updated\b|https?://|www\.|@|\b(?:click|sign up|subscribe|newsletter|read more|follow us|photo(?:graph)?s?[:/]|image:|getty"
    r"|all rights|copyright|caption|photo/|reuters/|afp/|was (?:amended|updated|corrected)|file photo|this (?:article|story|report))\b|©",
    re.IGNORECASE,
)
_LEANS: Final = re.compile(
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
_MENTIONED: Final = re.compile(
    r"The (?:move|decision|announcement|news|incident|two|pair|former|latter|suspect|victim|deal|report|statement|comment|remark|couple|letter"
    r"|document|bill|vote|ruling|order|plan|proposal|measure|case|same|other|company|companies|firm|group|organi[sz]ation|agency|man|woman|men|women"
    r"|boy|girl|first|second|third|last|latest|three|four|five|six|result|figure|change|complaint|trial|charge|event|accident|crash|attack|shooting"
    r"|explosion|blast|storm|problem|issue|idea|question|answer|reason|point|official|spokesman|spokeswoman|spokesperson|author|researcher|team|study"
    r"|filing|lawsuit|suit|post|video|footage|tweet|photo|picture|spot|ad|flight)s?\b(?!-)"
)
"""What must have been mentioned before; so an article's very first sentence may begin with it."""
_NAMELESS: Final = re.compile(r"The (?:[a-z-]+ ){1,2}(?:is|was|were|are|has|have|had|will|would|could|can|may|might|came|began|followed|built)\b")
"""A thing without a name, which was most often mentioned before too."""
_PRONOUN_FIRST: Final = re.compile(
    r"\w+(?:,? (?:[a-z0-9’'-]+|[A-Z][a-z]{2,5}day|January|February|March|April|May|June|July|August|September|October|November"
    r"|December)){0,7}?,? (?:he|she|it|they|his|her|him|them|their|its|this|that|these|those)\b"
)
"""A pronoun before any name."""
