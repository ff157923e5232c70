"""Figures in an article's text: how many of what, so that articles' figures of the same thing can be laid side by side.

What is no count is left out: dates, years, ages, times, durations, distances, shares, scores, ordinals, rates, and what was at another time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Final

from briefgen.dossier import vocabulary as vocab
from briefgen.dossier.happened import paragraphs, sentences_of
from briefgen.text import squeeze

MOST: Final = 60
"""Figures kept of one article."""
_LONGEST: Final = 700
"""Characters of a sentence that is read."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count in an article."""

    value: str
    """The number in normal form: '100000', '2.1'."""
    shown: str
    """As it is written: 'more than 100,000'."""
    thing: str
    """What is counted, in normal form: 'troop', 'people kill'; '$ deal' for money."""
    label: str
    """The same for people: 'troops', 'people killed'."""
    sentence: str
    """The sentence that it stands in."""


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text with one line for each paragraph, in its order, at most MOST."""
    found: list[Figure] = []
    for line in paragraphs(text):
        for sentence in sentences_of(line) if _counts(line) else ():
            if len(sentence) <= _LONGEST and _counts(sentence):
                found += _of_sentence(squeeze(sentence))
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


_UNITS: Final = {
    word: value
    for value, word in enumerate(
        """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen""".split(), 2
    )
}
_TENS: Final = {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES: Final = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
}
NUMBER_WORDS: Final = frozenset({*_UNITS, *_TENS, *_SCALES} - {"m", "mn", "bn"})
"""The words of which numbers are written out."""
_WORD: Final = rf"(?:{'|'.join(_TENS)})(?:[- ](?:one|{'|'.join(list(_UNITS)[:8])}))?|{'|'.join(sorted(_UNITS, key=len, reverse=True))}"
_HEDGE: Final = (
    r"more than|less than|fewer than|at least|at most|up to|as many as|as much as|close to|an estimated|about|around|some|nearly|almost"
    r"|over|under|roughly|approximately|exactly"
)
_NUMBER: Final = vocab.Expression(
    rf"(?<![\w.,:/#’'-])(?<!\d, )(?P<money>US\$|[$£€])?"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,9}}(?:\.\d+)?|(?:{_WORD})\b)"
    r"(?: ?(?P<short>mn?|bn)\b| (?P<scale>hundred|thousand|million|billion|trillion)\b)?(?![\w%/:]|[.,] ?\d|-(?!magnitude))",
    re.IGNORECASE,
)
_HEDGED: Final = vocab.Expression(rf"(?<![\w.,:/#’'-])(?<!\d, )(?:{_HEDGE}) \Z", re.IGNORECASE)
_LONGEST_HEDGE: Final = max(map(len, _HEDGE.split("|"))) + 1
_HEDGES_END: Final = frozenset(hedge[-2:] + " " for hedge in _HEDGE.split("|"))
_BEGINS_NUMBER: Final = vocab.Expression(r"t(?:wo|hree|en|welve|hirt|went)|f(?:our|ive|ift|ort)|s(?:ix|even)|e(?:igh|lev)|nine")
"""How the number words begin, in small letters."""
_DIGITS: Final = vocab.Expression(r"\d+")
_ELSEWHEN: Final = vocab.Expression(
    r"\b(?:last (?:year|month|week|season|quarter|decade|century|night|summer|winter|spring|autumn|fall|time|few|several|\w+day|\d+"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|\w+ (?:hours|days|weeks|months|years|decades))"
    r"|previous|every|each|per|ago|average|annual\w*|daily|weekly|monthly|yearly|another|additional|would|if|unless|anniversary|previously"
    r"|decades?|a day|a week|a month|a year|capacity|goal|target|seeking|seeks?|planned|plans?|proposed|between|compared|twice|ever|worst)\b",
    re.IGNORECASE,
)
"""Rates, plans, wishes and other times: what they count is not what another article counts."""
_ELSEWHEN_WORDS: Final = frozenset(
    """last previous every each per ago average daily weekly monthly yearly another additional would if unless anniversary previously decade
    decades day week month year capacity goal target seeking seek seeks planned plan plans proposed between compared twice ever worst""".split()
)
"""Without one of these, or 'annual', no sentence is of another time."""
_LETTERS: Final = vocab.Expression(r"[a-z]+")
_COMPARED: Final = vocab.Expression(r", (?:(?:more|fewer|less|higher|lower) than|up from|down from|compared (?:to|with)|rather than|instead of|not) ")
"""What follows is another time's figure, or what somebody else says."""
_AFTER: Final = vocab.Expression(r"[ -]?([^\W\d_][\w’'-]*|[^\w\s])")
_LOOKED_AT: Final = 12
"""Words behind a number: none beyond them says what is counted."""
_BEFORE: Final = vocab.Expression(r"[^\W\d_][\w’'-]*|[^\w\s]")

_STATES: Final = {
    word: state
    for state, words in {
        "kill": "killed dead died deaths death die dies kill kills killing fatalities toll casualties dying perished fatally drowned",
        "hurt": "injured wounded hurt injuries injuring wounding injures injure wounds",
        "miss": "missing unaccounted",
        "evacuate": "evacuated evacuating evacuation evacuees evacuate",
        "arrest": "arrested detained arrests arresting detaining detentions custody",
        "infect": "infected infections infecting",
        "displace": "displaced displacing",
        "trap": "trapped trapping",
        "rescue": "rescued rescuing rescue",
        "homeless": "homeless",
        "charge": "charged indicted",
        "hospital": "hospitalized hospitalised hospital hospitals",
        "destroy": "destroyed destroying destroy",
        "damage": "damaged damaging",
        "aboard": "aboard carried carrying",
    }.items()
    for word in words.split()
}
"""What may have become of those who are counted: only figures of the same are of the same thing."""
_LABEL_OF: Final = {
    "kill": "killed",
    "hurt": "injured",
    "miss": "missing",
    "evacuate": "evacuated",
    "arrest": "arrested",
    "infect": "infected",
    "displace": "displaced",
    "trap": "trapped",
    "rescue": "rescued",
    "homeless": "homeless",
    "charge": "charged",
    "hospital": "in hospital",
    "destroy": "destroyed",
    "damage": "damaged",
    "aboard": "aboard",
}
_SAME_STATE: Final = {"trap": "miss"}
"""Whom one outlet calls trapped another one calls missing."""
_PEOPLE: Final = frozenset("people persons others victims lives civilians individuals humans".split())
"""Words that say nothing of who is counted."""
_OF_PEOPLE: Final = frozenset(
    "men women children boys girls residents passengers adults members officials suspects inhabitants families americans".split()
)
"""Words that alone say too little of who is counted."""
_IRREGULAR: Final = frozenset("people men women children police personnel policemen fishermen firefighters crew staff".split())
_NO_THING: Final = frozenset(
    """
years days hours minutes seconds weeks months decades centuries times miles kilometres kilometers metres meters feet inches yards degrees
percent points goals runs wins games innings touchdowns catches assists rebounds sets matches rounds laps losses acres hectares tons tonnes
pounds kilograms kilos grams litres liters gallons barrels knots ounces dollars euros yen rupees crowns rubles roubles cents pence square
cubic metric ways things reasons parts kinds types steps sides others ones lots sorts stars pages words weekends nights mornings
afternoons evenings sentences terms counts stories floors lanes items examples levels chapters episodes seasons paragraphs versions options
factors questions cases instances series was is has does this its his us as yes across passes outs
carries hits errors snaps james always perhaps sections thirds fifths quarters
tenths halves plus minus less is was goes says news
""".split()
)
"""Plurals that measure rather than count, or count what differs from one sentence to the next."""
_ENDS: Final = frozenset(
    """of in at on to from by with for and or but that which who whom whose were was are is have has had be been as after before when while
    the a an this these those his her its their our than into over under near during since he she they it we you i including inside
    outside more other new additional such per each out up down off between against through not will would can could""".split()
)
_SINGULARS: Final = {"people": "people", "men": "man", "women": "woman", "children": "child", "policemen": "policeman", "fishermen": "fisherman"}


def _counts(text: str) -> bool:
    """Whether there may be a number in a text, in digits or in words."""
    return _DIGITS.search(text) is not None or _BEGINS_NUMBER.search(vocab.in_small(text)) is not None


def _numbers(sentence: str, end: int) -> Iterator[tuple[int, re.Match[str]]]:
    """The numbers before `end`, each with where it begins, the 'more than' before it included.

    They are looked for only where digits or number words begin: an expression that is tried at each letter takes five times as long.
    """
    small = vocab.in_small(sentence)
    found = [*_DIGITS.finditer(sentence, 0, end), *_BEGINS_NUMBER.finditer(small, 0, end)]
    behind = 0
    for begin in sorted(match.start() for match in found):
        match = _number_at(sentence, begin, end) if begin >= behind else None
        if match is not None:
            behind = match.end()
            yield _with_hedge(sentence, small, match.start()), match


def _number_at(sentence: str, begin: int, end: int) -> re.Match[str] | None:
    """The number whose digits or words begin here, with the sign of its currency, where it is one."""
    if begin and sentence[begin - 1] in "$£€":
        is_us = sentence[begin - 1] == "$" and sentence[max(0, begin - 3) : begin - 1].upper() == "US"
        match = (_NUMBER.match(sentence, begin - 3, end) if is_us else None) or _NUMBER.match(sentence, begin - 1, end)
        if match is not None:
            return match
    return _NUMBER.match(sentence, begin, end)


def _with_hedge(sentence: str, small: str, begin: int) -> int:
    hedge = _HEDGED.search(sentence, max(0, begin - _LONGEST_HEDGE), begin) if small[begin - 3 : begin] in _HEDGES_END else None
    return hedge.start() if hedge else begin


def _of_sentence(sentence: str) -> Iterator[Figure]:
    """The sentence's figures; none of a sentence that gives two for the same thing, since it tells them apart in a way not seen here."""
    compared = _COMPARED.search(sentence)
    end = compared.start() if compared else len(sentence)
    found = [figure for start, match in _numbers(sentence, end) if (figure := _figure(start, match, sentence)) is not None]
    if not found or _is_elsewhen(sentence[:end]):
        return
    for figure in found:
        if not any(other.thing == figure.thing and other.value != figure.value for other in found):
            yield figure


def _is_elsewhen(told: str) -> bool:
    small = vocab.in_small(told)
    may_be = "annual" in small or not _ELSEWHEN_WORDS.isdisjoint(_LETTERS.findall(small))
    return may_be and _ELSEWHEN.search(told) is not None


def _figure(start: int, match: re.Match[str], sentence: str) -> Figure | None:
    value = _value(match)
    if value is None:
        return None
    following = sentence[match.end() : match.end() + 80].replace("on board", "aboard")
    after = [found[1].lower() for found in islice(_AFTER.finditer(following), _LOOKED_AT)]
    before = [word.lower() for word in _BEFORE.findall(sentence[max(0, start - 60) : start])]
    if before[-1:] == ["."]:  # 'Sept. 11'
        before.pop()
    if after[:1] == ["of"] or _is_share(sentence[max(0, start - 12) : start]) or (before and before[-1] in _NO_COUNT_BEFORE):
        return None
    named = _money(after, before) if match["money"] else _magnitude(value, after, before) or _measured(after, before) or _counted(after, before)
    if named is None:
        return None
    thing, label = named
    plain = f"{value.normalize():f}"
    return Figure(plain, squeeze(sentence[start : match.end()]), thing, label, sentence)


def _is_share(before: str) -> bool:
    small = vocab.in_small(before)
    return (" of" in small or " in" in small) and _SHARE_OF.search(before) is not None


_SHARE_OF: Final = vocab.Expression(r"(?:\d|\bone|\btwo|\bout) (?:of|in)(?: \w+)? $", re.IGNORECASE)
"""'28 of 41', '1 in 500'."""
_NO_COUNT_BEFORE: Final = frozenset(
    """no number page chapter section article route flight channel room gate age aged level phase stage step week day grade size no. nos vs
    the those these his her their its all any first last next other another more jan feb mar apr jun jul aug sep sept oct nov dec january
    february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
    - – / :""".split()
)
"""After an article or a pronoun, the number is of what has been counted before: 'the two men'."""


def _value(match: re.Match[str]) -> Decimal | None:
    """The number; None for what may be a year."""
    written = match["number"].lower()
    if written[0].isdigit():
        if len(written) == 4 and written.startswith(("18", "19", "20")):
            return None
        value = Decimal(written.replace(",", ""))
    else:
        tens, _, unit = written.replace(" ", "-").partition("-")
        value = Decimal(_TENS.get(tens, _UNITS.get(tens, 0)) + (1 if unit == "one" else _UNITS.get(unit, 0)))
    scale = match["short"] or match["scale"]
    return value * _SCALES[vocab.in_small(scale)] if scale else value


def _magnitude(value: Decimal, after: list[str], before: list[str]) -> tuple[str, str] | None:
    near = "magnitude" in after[:1] or "magnitude" in before[-2:]
    return ("magnitude", "magnitude") if near and value < 10 else None


def _money(after: list[str], before: list[str]) -> tuple[str, str] | None:
    """'$85 million deal', 'a fine of $5 million'."""
    if after and after[0].isalpha() and after[0] in _PAID:
        return f"$ {after[0]}", after[0]
    if len(before) > 1 and before[-1] == "of" and before[-2] in _PAID:
        return f"$ {before[-2]}", before[-2]
    return None


_PAID: Final = frozenset("deal fine bailout bail bond loan contract merger takeover settlement reward bid budget ransom prize grant".split())


def _measured(after: list[str], before: list[str]) -> tuple[str, str] | None:
    """'300 tonnes of rock', '3 million crowns', 'for six hours'."""
    unit, *rest = after or [""]
    if unit in _WEIGHTS and rest[:1] == ["of"] and len(rest) > 1 and rest[1].isalpha() and rest[1] not in _ENDS:
        return f"{_singular(unit)} {rest[1]}", f"{unit} of {rest[1]}"
    if unit in _CURRENCIES or (unit in _SPANS and before[-1:] == ["for"]):
        return _singular(unit), unit
    return None


_WEIGHTS: Final = frozenset("tons tonnes litres liters barrels kilograms kilos pounds gallons".split())
_CURRENCIES: Final = frozenset("dollars euros rupees crowns rubles roubles francs pesos kronor".split())
_SPANS: Final = frozenset("minutes hours days".split())


def _counted(after: list[str], before: list[str]) -> tuple[str, str] | None:
    """What is counted and how to call it, from the words around the number."""
    noun, place = _noun(after)
    rest = after[place + 1 : place + 6] if noun else after[:4]
    state = _state(rest) or _led_state(before)
    if state == "aboard" and noun and noun not in _PEOPLE and noun not in _OF_PEOPLE:
        state = ""
    if not noun:
        bare = after[:1] and (after[0] in _STATES or (after[0] in ("were", "was", "are") and after[1:2] and after[1] in _STATES))
        ends = not after or after[0] in ",.;"
        if state and (bare or (ends and _led_state(before[-1:]))):
            return _with_state("people", state)
        return None
    if noun in ("deaths", "fatalities"):
        return "people kill", "people killed"
    if noun in _PEOPLE or noun in _OF_PEOPLE:
        who = "people" if noun in _PEOPLE else noun
        return _with_state(who, state) if state else None
    return _with_state(noun, state) if state else (_singular(noun), noun)


def _with_state(noun: str, state: str) -> tuple[str, str]:
    return f"{_singular(noun)} {_SAME_STATE.get(state, state)}", f"{noun} {_LABEL_OF[state]}"


def state_of(figure: Figure) -> str:
    """What has become of what is counted, in normal form; '' when nothing is said of it."""
    state = figure.thing.rpartition(" ")[2]
    return state if " " in figure.thing and state in _LABEL_OF else ""


def is_measured(figure: Figure) -> bool:
    """Whether it is so much of a material: tonnes of rock."""
    return figure.label.partition(" of ")[0] in _WEIGHTS


def _noun(after: list[str]) -> tuple[str, int]:
    """The first plural before a word that ends the phrase, and where it stands."""
    for place, word in enumerate(after[:4]):
        if word in _ENDS or not word[0].isalpha() or word in _STATES:
            return "", 0
        if word in _NO_THING or word.endswith(("metres", "meters", "grams", "litres", "liters")):
            return "", 0
        if word in _IRREGULAR or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s", "ous"))):
            return (word, place) if not _goes_on(after[place + 1 : place + 2]) else ("", 0)
    return "", 0


def _goes_on(following: list[str]) -> bool:
    """'12 sports halls': the plural is not the last noun."""
    return bool(following) and following[0].isalpha() and following[0].endswith("s") and following[0] not in _ENDS and following[0] not in _STATES


def _state(words: list[str]) -> str:
    """What has become of them, before the phrase ends."""
    for word in words:
        if word in _STATES:
            return _STATES[word]
        if not word[0].isalpha() or word in ("and", "but", "who", "that", "when", "while", "after", "as"):
            return ""
    return ""


def _led_state(before: list[str]) -> str:
    """'killed at least 27'."""
    for word in reversed(before[-3:]):
        if word in _STATES:
            return _STATES[word]
        if not word[0].isalpha() or word in ("and", "but", "who", "when", "while", "after", "as"):
            return ""
    return ""


def _singular(noun: str) -> str:
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    return noun[:-3] + "y" if noun.endswith("ies") else noun[:-1] if noun.endswith("s") else noun
