"""Direct quotations in an article's text, who is said to have said them, and which two are one utterance in different words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from briefgen.dossier import titles
from briefgen.dossier import vocabulary as vocab
from briefgen.dossier.happened import paragraphs, sentences_of
from briefgen.text import squeeze
from briefgen.text import words as words_of

MOST: Final = 40
"""Quotations kept of one article."""
SHORTEST: Final = 5
"""Words that a quotation has at least; fewer are a term, or a turn of phrase."""
_NEAR: Final = 140
"""Characters beside a quotation in which its speaker is looked for."""
_BEFORE: Final = 300
"""Characters before one in which the person is looked for who is only 'he' behind it."""
_QUOTED: Final = vocab.Expression(r'“([^“”"]{15,800})[”"]|(?<![^\s(\[—–-])"(?=\S)([^"“”]{15,800})(?<=\S)["”]')
_SAID: Final = "(?:said|says|told|added|adds|wrote|writes|tweeted|testified|insisted|recalled|explained|argued|noted|replied|warned|declared|stated)"
_NAME: Final = r"(?P<name>(?:[^\W\d_a-zß-ÿ][\w.'’-]*\s+(?:(?:de|van|von|bin|der|del|la|al|of)\s+)?){0,7}[^\W\d_a-zß-ÿ][\w'’-]+)"
_BEHIND: Final = (
    vocab.Expression(rf"\W*{_SAID}\s+(?:(?!that\b|in\b|on\b|to\b|at\b|of\b)[a-z][\w-]*\s+){{0,5}}{_NAME}"),
    vocab.Expression(
        rf"\W*(?:[Tt]he\s+)?(?:(?!(?:and|but|as|when|he|she|they|who|that|which|after|before|while|because)\b)[a-z][\w-]*\s+){{0,4}}{_NAME}"
        rf"(?:,[^,]{{1,80}},)?\s+(?:has |had |later |also )?{_SAID}\b"
    ),
)
_AHEAD: Final = vocab.Expression(rf"{_NAME}(?:,[^,“]{{1,80}},)?\s+(?:has |had |later |also )?{_SAID}\b[\w ,'’]{{0,60}}[,:]?\s*$")
_LEADS_ON: Final = vocab.Expression(r"(?:^|[,:]|\bthat)\s*$")
_PRONOUN_BEHIND: Final = vocab.Expression(rf"\W*(?:(?:he|she)\s+(?:has |had |later |also )?{_SAID}|{_SAID}\s+(?:he|she))\b")
_SPOKE: Final = vocab.Expression(rf"{_NAME}(?:,[^,“”\"]{{1,80}},)?\s+(?:has |had |later |also )?{_SAID}\b")


@dataclass(frozen=True, slots=True)
class Quote:
    """What an article gives as someone's own words."""

    words: str
    """What is between the quotation marks."""
    speaker: str
    """As the sentence names them, without title; '' when it does not."""
    sentence: str
    """The sentence that it stands in, or those that it spans."""


def quotes(text: str) -> tuple[Quote, ...]:
    """The quotations of SHORTEST words or more, in the text's order, at most MOST. The text has one line for each paragraph."""
    found: list[Quote] = []
    for line in paragraphs(text):
        if "“" not in line and '"' not in line:
            continue
        starts = _starts(line)
        for match in _QUOTED.finditer(line):
            words = squeeze((match[1] or match[2]).strip(" ,"))
            if len(words.split()) >= SHORTEST:
                found.append(Quote(words, _speaker(line, match), squeeze(_around(line, match, starts))))
            if len(found) >= MOST:
                break
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def _starts(line: str) -> list[int]:
    """Where the line's sentences begin, and its end."""
    found, place = [], 0
    for sentence in sentences_of(line):
        place = line.find(sentence, place)
        found.append(place)
        place += len(sentence)
    return [*found, len(line)]


def _around(line: str, match: re.Match[str], starts: list[int]) -> str:
    first, behind = bisect_right(starts, match.start()), bisect_left(starts, match.end())
    return line[starts[first - 1] if first else 0 : starts[behind] if behind < len(starts) else len(line)]


def _speaker(line: str, match: re.Match[str]) -> str:
    behind = line[match.end() : match.end() + _NEAR]
    ahead = line[max(0, match.start() - _NEAR) : match.start()]
    found = next((hit for form in _BEHIND if (hit := form.match(behind))), None) or (_AHEAD.search(ahead) if _LEADS_ON.search(ahead) else None)
    if found is None and _PRONOUN_BEHIND.match(behind):
        return _spoke_before(line[max(0, match.start() - _BEFORE) : match.start()])
    return _person(found["name"]) if found else ""


def _spoke_before(ahead: str) -> str:
    """Whom 'he said' means: the only one who has said something just before."""
    named = {person for found in _SPOKE.finditer(ahead) if (person := _person(found["name"]))}
    return named.pop() if len(named) == 1 else ""


def _person(written: str) -> str:
    """The name without titles, and without what stands before them; '' for a pronoun and a title alone."""
    _, _, rest = titles.parted(tuple(written.split()))
    name = " ".join(rest)
    return "" if not name or name.lower() in vocab.OPENERS or name in vocab.BREAKS else name


def differ(one: Quote, other: Quote, *, near: bool = False) -> bool:
    """Whether two quotations are one utterance in different words, and not only cut off at different places.

    `near`: they are of about the same day; then less must be alike in what one speaker is quoted with.
    """
    if (one.speaker and other.speaker and not _is_same(one, other)) or _ABRIDGED.search(one.words) or _ABRIDGED.search(other.words):
        return False
    sure = near and _is_same(one, other)
    first, second = spoken(one.words), spoken(other.words)
    pairs = _in_order(first, second)
    rows = _without_strays(pairs)
    pairs = pairs if sure and rows else rows
    alike = _ALIKE_OF_ONE if sure else _ALIKE
    if len(pairs) < max(_LEAST_ALIKE, alike * min(len(first), len(second))):
        return False
    inner = first[pairs[0][0] : pairs[-1][0] + 1], second[pairs[0][1] : pairs[-1][1] + 1]
    return len(pairs) >= alike * max(len(side) for side in inner) and _is_changed(inner, sure)


def _is_changed(inner: tuple[Sequence[str], Sequence[str]], sure: bool) -> bool:
    """Whether words differ that matter: between surely the same utterances all but the smallest do."""
    stems = [Counter(map(vocab.stem, side)) for side in inner]
    changed = [list((side - opposite).elements()) for side, opposite in (stems, stems[::-1])]
    matters = _is_no_filler if sure else vocab.says_something
    return "".join(changed[0]) != "".join(changed[1]) and any(matters(word) for side in changed for word in side)


def _is_same(one: Quote, other: Quote) -> bool:
    return bool(one.speaker) and words_of(one.speaker)[-1:] == words_of(other.speaker)[-1:]


def _is_no_filler(word: str) -> bool:
    return word not in _FILLERS


_FILLERS: Final = frozenset("a an and at but i is it of on so that the to uh um well".split())
_ALIKE: Final = 0.6
"""The part of the shorter quotation whose words stand in the other in the same order, in two wordings of one utterance;"""
_ALIKE_OF_ONE: Final = 0.5
"""and in what one speaker is quoted with at about the same time."""
_ABRIDGED: Final = vocab.Expression(r"\.\.|…|[\[(*]")
"""What was left out or put in by an editor is no other wording."""
_LEAST_ALIKE: Final = 5
_LONGEST: Final = 120
"""Words of a quotation that are compared."""


@lru_cache(maxsize=1024)  # each is compared with several
def spoken(quoted: str) -> tuple[str, ...]:
    """The words as they are compared: one spelling of what is spoken alike."""
    plain = _APOSTROPHE.sub("'", quoted.lower()).replace("won't", "will not").replace("can't", "can not").replace("n't", " not")
    plain = _IS.sub(r"\1 is", plain)
    plain = _PER_CENT.sub("", _SHORTENED.sub(lambda match: _IN_FULL[match[1]], plain))
    alike = plain.replace("our", "or").replace("ll", "l").replace("z", "s")
    return tuple(_NUMBERS.get(word, word) for word in words_of(alike)[:_LONGEST])


_IN_FULL: Final = {"ll": " will", "re": " are", "ve": " have", "m": " am", "d": " would", "s": ""}
_SHORTENED: Final = vocab.Expression(rf"'({'|'.join(_IN_FULL)})\b")
_APOSTROPHE: Final = vocab.Expression(r" ?[’'] ?(?=(?:s|t|ll|re|ve|m|d)\b)|’")
_IS: Final = vocab.Expression(r"\b(there|that|it|he|she|what|who|here|where)'s\b")
_PER_CENT: Final = vocab.Expression(r"\bper ?cent\b")
_NUMBERS: Final = {word: str(number) for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}


def _without_strays(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs from the first three words in a row that both have to the last three."""
    rows = [k for k in range(len(pairs) - 2) if all(pairs[k + n] == (pairs[k][0] + n, pairs[k][1] + n) for n in (1, 2))]
    return pairs[rows[0] : rows[-1] + 3] if rows else []


def _in_order(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """The longest common subsequence, as places in both."""
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        row, below = lengths[i], lengths[i + 1]
        for j in range(len(other) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if one[i] == other[j] else max(below[j], row[j + 1])
    pairs, i, j = [], 0, 0
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
