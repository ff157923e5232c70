"""Runs of capitalized words in a text: where a name begins and ends, and which runs are no names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

from briefgen.dossier import vocabulary as vocab
from briefgen.dossier.kinds import ACRONYM, Run, evidence_of, lowered, tail_of
from briefgen.dossier.titles import parted
from briefgen.similarity import background
from briefgen.text import fold

_ABBREVIATED: Final = (
    r"(?:Mrs?|Ms|Dr|St|Mt|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Adm|Cmdr|Rev|Prof|Hon|Jr|Sr|Inc|Corp|Ltd|Co|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
    r"|Ill|Calif|Fla|Mass|Conn|Pa|Wash|Va|Mich|Tex|Ariz|Colo|Ga|Tenn|Wis|Minn|Ore|Okla|Md|Ky|Ala|La|Miss|Mo|Neb|Nev|Vt|Ind|Kan|Ark)\."
)
_TOKEN: Final = vocab.Expression(
    rf"https?://\S+|[@#]\w+|\b(?:{_ABBREVIATED}|(?:[A-Z]\.(?=[A-Z]\.))*[A-Z]\.(?:[A-Z]\b(?!\.))?)"
    r"|[^\W_]\w*(?:[-'’&][^\W_]\w*)*(?:(?<=s)['’](?= [A-Z]))?|\S"
)
_ABBREVIATION: Final = vocab.Expression(_ABBREVIATED)
_ARAB: Final = vocab.Expression(r"(?:al|el|ul|as|ash|an|ad|ar|bin|d|l|o)[-'’](?=[^\W\d_])")
_POSSESSIVE: Final = vocab.Expression(r"(?:['’]s|(?<=s)['’])$")
_ENDS: Final = frozenset(".!?:…•–—-*·|;")
_OPENING: Final = frozenset("“‘«„([")
_OPENED: Final = vocab.Expression(r"[\"'](?<![^\s(—–].)(?=\w)")
"""A straight quotation mark that opens."""
_DATELINE: Final = vocab.Expression(r"([^\W\d_](?:[^\W\d_]|[.' -]){2,30}?)(?:, [\w. ]{2,20}){0,2}(?:,? ?\([^)]{2,20}\))? [—–-] ")
_LABEL: Final = vocab.Expression(r"(?:[A-Z][\w'’]*|of|the|and|to|for)(?: [\w'’]+){0,5}:")
_CREDIT: Final = vocab.Expression(
    r"\b(?:reporting|editing|writing|compiled) by\b|\b(?:photo|image|picture|credit|getty|photograph)\w*\s*(?::|by\b|courtesy)|\bvia Getty"
    r"|/(?:AFP|AP|Reuters|Getty)\b",
    re.IGNORECASE,
)
_CREDITS: Final = ("ing by", "led by", "photo", "image", "picture", "credit", "getty", "/ap", "/afp", "/reuters")
"""Without one of these there is no credit."""
_PARTED: Final = vocab.Expression(r"([A-Z](?<!\w.)\.) (?=[A-Z]\.)")
"""Initials set apart: 'U. S.'"""
_WORDS_OF_ENGLISH: Final = frozenset("the of to and in a that for on was is with said he by at it as from".split())
_LEAST_ENGLISH: Final = 0.12
"""The share of these words in English news is from 0.25 to 0.4; in other languages that use some of them, below 0.08."""
_MOST_CAPITALS: Final = 0.45
_ENOUGH: Final = 20
"""Words from which the two shares say something."""
_COMMON: Final = 300
"""A word that more background articles hold is no evidence for a name where a sentence begins."""
_LONGEST: Final = 9
"""Words of a run."""
_LONGEST_NAME: Final = 80
_BEHIND: Final = 6
"""Tokens behind a run that are looked at."""


class Heard(NamedTuple):
    """A name at one place of a text."""

    name: str
    evidence: tuple[float, ...]
    """For a person, a place, an organization, something else."""
    forms: tuple[str, ...] = ()


def names_in(text: str) -> tuple[list[Heard], dict[str, str]]:
    """The names in the order of the text, and the short forms that the text itself explains: 'European Union (EU)'."""
    small = vocab.in_small(text)
    credited, initials = any(sign in small for sign in _CREDITS), _PARTED.search(text) is not None
    lines = [_tokens(_prose_of(line, credited=credited, initials=initials)) for line in text.splitlines() if not _is_no_prose(line)]
    counts = Counter(chain.from_iterable(lines))
    if not _reads_as_english(counts):
        return [], {}
    uncapitalized = {token for token in counts if token[0].islower()}
    capitalized = {token for token in counts if token[0].isupper() or (not token.isalnum() and _is_capitalized(token))}
    found = [run for tokens in lines for run in _runs(tokens, capitalized)]
    seen = {pair for run in found for pair in _pairs(run.words[1:] if run.first else run.words)}
    heard: list[Heard] = []
    explained: dict[str, str] = {}
    for run in found:
        names = list(_names_of(run, seen, uncapitalized))
        heard += names
        if names and run.acronym and run.acronym[0] == names[-1].name[0]:
            explained.setdefault(run.acronym, names[-1].name)
    return heard, explained


@lru_cache(maxsize=4096)
def surnames_of(name: str) -> tuple[str, ...]:
    """The forms by which a person is named again, folded: 'nieto' and 'pena nieto'; none of a single word."""
    words = name.split()
    if len(words) < 2 or tail_of(words) or not words[-1][0].isalpha():
        return ()
    folded = fold(name).split()
    return tuple(" ".join(folded[start:]) for start in range(1, len(folded)) if len(folded[-1]) > 1)


def _is_no_prose(line: str) -> bool:
    """Lines in capitals, and headings in which every long word is capitalized, say nothing of which words are names."""
    if line.isupper():
        return True
    long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()] if len(line) < 200 and line[-1:] not in '.!?”"' else []
    return len(long) >= 3 and all(word[0].isupper() for word in long)


def _prose_of(line: str, *, credited: bool, initials: bool) -> str:
    """The line without a picture's credit at its end and a label at its beginning.

    `credited` and `initials`: whether there may be a credit, and initials set apart.
    """
    credit = _CREDIT.search(line) if credited else None
    if credit:
        line = line[: credit.start()]
    if '"' in line or "'" in line:
        line = _OPENED.sub("“", line)
    if initials:
        line = _PARTED.sub(r"\1", line)
    dateline = _DATELINE.match(line) if " — " in line or " – " in line or " - " in line else None
    if dateline and dateline[1].isupper():
        line = f"{dateline[1].title()} — {line[dateline.end() :]}"
    label = _LABEL.match(line) if ":" in line else None
    return line[label.end() :] if label else line


def _tokens(line: str) -> list[str]:
    """The line's words and marks. Most stand between spaces and are words as they are; the expression takes the rest apart."""
    if "s' " in line or "s’ " in line:  # 'the Workers’ Party': only here a space tells
        return _TOKEN.findall(line)
    found: list[str] = []
    for chunk in line.split():
        if chunk.isalpha():
            found.append(chunk)
        elif chunk[-1] in ",." and chunk[:-1].isalpha() and len(chunk) > 2 and not _ABBREVIATION.fullmatch(chunk):
            found += (chunk[:-1], chunk[-1])
        else:
            found += _TOKEN.findall(chunk)
    return found


def _reads_as_english(counts: Mapping[str, int]) -> bool:
    """Whether a text with so many of each token does."""
    words = [(word, count) for word, count in counts.items() if word[0].isalpha()]
    length = sum([count for _, count in words])
    if length < _ENOUGH:
        return True
    known = sum([count for word, count in words if len(word) < 5 and word.lower() in _WORDS_OF_ENGLISH])
    capitals = sum([count for word, count in words if word[0].isupper()])
    return known >= _LEAST_ENGLISH * length and capitals <= _MOST_CAPITALS * length


def _is_capitalized(token: str) -> bool:
    if token[0].isupper():
        return True
    arab = None if token.isalnum() else _ARAB.match(token)
    return arab is not None and token[arab.end()].isupper()


def _runs(tokens: Sequence[str], capitalized: Set[str]) -> Iterator[Run]:
    """The runs of a line. A run is bounded, so that a line of nothing but capitals costs no more than any other."""
    padded = (*tokens, *[""] * _BEHIND)
    end = 0
    for place in [place for place, token in enumerate(tokens) if token in capitalized]:
        if place < end or tokens[place] in vocab.BREAKS:
            continue
        following = padded[place + 1]
        end = _end_of(tokens, place) if following in capitalized or following in _JOINS else place + 1
        last, owns = _bare(tokens[end - 1])
        behind = padded[end : end + _BEHIND]
        acronym = behind[1] if behind[0] == "(" and behind[2] == ")" and ACRONYM.fullmatch(behind[1]) else ""
        ahead = (tokens[place - 2] if place > 1 else "", tokens[place - 1] if place else "")
        owns = owns or (last.endswith("s") and behind[0] in ("'", "’"))
        yield Run((*padded[place : end - 1], last), _begins(tokens, place), owns, ahead, behind, acronym)


def _bare(word: str) -> tuple[str, bool]:
    """A run's last word without its possessive, or what a hyphen joins to it ('NATO-led'), and whether it had one."""
    if word.isalnum():
        return word, False
    if _POSSESSIVE.search(word):
        return word[:-1] if word[-1] in "'’" else word[:-2], True
    head, hyphen, tail = word.rpartition("-")
    return (head, False) if hyphen and tail[:1].islower() and not _ARAB.match(word) else (word, False)


def _begins(tokens: Sequence[str], place: int) -> bool:
    """Whether a sentence begins here, as far as a reader of single words can say."""
    place -= 1
    while place >= 0 and tokens[place] in "”’)":
        place -= 1
    return place < 0 or tokens[place][-1] in _ENDS or tokens[place] in _OPENING


def _end_of(tokens: Sequence[str], start: int) -> int:
    """Where the run that begins at `start` ends."""
    end = start + 1
    while end < len(tokens) and end - start < _LONGEST:
        last = tokens[end - 1]
        if _bare(last)[0] != last and not ((last[-1] != "s" or last[:-2] in vocab.PLURAL_OWNERS) and tokens[end] in vocab.ORGANIZATION):
            break
        step = _step(tokens, start, end)
        if not step:
            break
        end += step
    return end


_JOINS: Final = vocab.PARTICLES | {"of", "for", "and", "in", "&"}
"""What in small letters may stand within a name."""


def _step(tokens: Sequence[str], start: int, end: int) -> int:
    """How many more tokens belong to the run: 0 at its end."""
    last, here = tokens[end - 1], tokens[end]
    if _is_capitalized(here):
        return int(here not in vocab.BREAKS or (here in ("May", "April", "June", "March") and last in vocab.GIVEN))
    if here not in _JOINS:
        return 0
    ahead = [*tokens[end + 1 : end + 3], "", ""]
    if here in vocab.PARTICLES:
        skip = 1 if ahead[0] in vocab.PARTICLES else 0
        return 2 + skip if ahead[skip][:1].isupper() and ahead[skip] not in vocab.BREAKS else 0
    if here in ("of", "for"):
        return _of(tokens[start:end], here, ahead)
    if here == "and" and ahead[0] in vocab.JOINED:
        return 2 if "of" in tokens[start:end] or "for" in tokens[start:end] or ahead[1] in vocab.ORGANIZATION else 0
    if here == "in" and "for" in tokens[start:end] and ahead[0][:1].isupper():
        return 2
    return 2 if here == "&" and ahead[0][:1].isupper() else 0


def _of(run: Sequence[str], here: str, ahead: Sequence[str]) -> int:
    last = run[-1]
    skip = int(ahead[0] == "the")
    follows = ahead[skip]
    if not follows[:1].isupper() or follows in vocab.BREAKS:
        return 0
    if last.lower() in ("secretary", "minister"):
        return 2 + skip if follows in vocab.DEPARTMENTS else 0
    if here == "of" and "for" in run and last not in vocab.GIVEN:
        return 2 + skip
    return 2 + skip if last in (vocab.TAKES_OF if here == "of" else vocab.FOR_HEADS) else 0


def _pairs(words: Sequence[str]) -> Iterator[str]:
    """The words and each two of them, as they prove to be capitalized where no sentence begins."""
    yield from words
    yield from map(" ".join, pairwise(words))


def _names_of(run: Run, seen: set[str], small: set[str]) -> Iterator[Heard]:
    words = _without_opener(run.words, seen, small) if run.first and not run.is_dateline else run.words
    if words and words[0] in ("The", "A", "An"):
        words = words[1:]
    if not words or (_may_carry_news(words) and _is_credit(run, words)) or (run.first and run.after[0] == ":"):  # 'The bottom line:'.
        return
    for part in _parts_of(words):
        if len(part.name) == 1 and part.name[0].lower() in small and not _is_known(part.name[0]):
            continue
        evidence = evidence_of(part.name, run, titled=part.titled, alone=len(part.name) == len(run.words), last=part.last)
        yield Heard(part.whole, evidence, part.forms)


class _Part(NamedTuple):
    """A name in a run."""

    name: tuple[str, ...]
    whole: str
    titled: bool
    forms: tuple[str, ...]
    last: bool
    """Whether it ends the run."""


@lru_cache(maxsize=4096)  # a text repeats its names
def _parts_of(words: tuple[str, ...]) -> tuple[_Part, ...]:
    """The names in a run's words: what stands before a title, and what stands behind it."""
    prefix, title, rest = parted(words)
    found = []
    if prefix and _is_name(prefix):
        found.append(_Part(prefix, " ".join(prefix), titled=False, forms=(), last=not rest))
    if rest and _is_name(rest):
        whole = " ".join(rest)
        honorific = (f"{title[-1]} {whole}",) if title and lowered(title[-1]) in vocab.HONORIFICS and len(rest) == 1 else ()
        found.append(_Part(rest, whole, titled=bool(title), forms=honorific, last=True))
    return tuple(found)


def _without_opener(words: tuple[str, ...], seen: set[str], small: set[str]) -> tuple[str, ...]:
    """The words of a run that begins a sentence, without a first one that is no name elsewhere."""
    while words:
        first = words[0]
        if " ".join(words[:2]) in seen or " ".join(words[:2]) in vocab.PLACES or _is_known(first):
            return words
        if first in seen and first.lower() not in vocab.OPENERS and first.lower() not in small:
            return words
        if len(words) > 1 and first.lower() not in vocab.OPENERS and first.lower() not in small and not _is_common(first):
            return words
        words = words[1:]
        while words and not _is_capitalized(words[0]):
            words = words[1:]
    return words


def _is_known(word: str) -> bool:
    if word in vocab.PLACES or word in vocab.ALIASES or word in vocab.GIVEN:
        return True
    return word in vocab.ADJECTIVES or lowered(word) in vocab.TITLES or lowered(word) in vocab.MODIFIERS or (word.isupper() and len(word) > 1)


def _is_common(word: str) -> bool:
    counts, word = background(), word.lower()
    return max(counts.get(word, 0), counts.get(word[:-1], 0) if word.endswith("s") else 0) > _COMMON or word.endswith(("ing", "ly"))


def _may_carry_news(words: Sequence[str]) -> bool:
    """Whether it is an agency's name, or may be a paper's or a station's."""
    return words[-1] in _PAPERS or (len(words) == 1 and words[0].isupper()) or " ".join(words) in vocab.AGENCIES


_PAPERS: Final = frozenset({"News", "Times", "Post", "Press", "Tribune", "Herald", "Journal", "Gazette", "Radio", "TV", "Television"})


def _is_credit(run: Run, words: Sequence[str]) -> bool:
    """Whether such a name is only that of who carried the news: 'told the Herald', '(Reuters)', 'the Herald reported'."""
    if " ".join(words) in vocab.AGENCIES:
        return True
    near = run.before[1] if run.before[1] not in ("the", "The") else run.before[0]
    return near in ("told", "per", "(", "by") or run.after[0] in ("reported", "reports", "reporter", "journalist", "correspondent", "poll", "photo")


def _is_name(words: Sequence[str]) -> bool:
    whole = " ".join(words)
    if len(whole) > _LONGEST_NAME:
        return False
    if whole in vocab.PLACES or whole in vocab.ALIASES:
        return whole not in vocab.ABBREVIATED
    if len(words) == 1:
        word = words[0]
        plural = word[:-1] if word.endswith("s") else word
        no_name = (
            len(word.strip(".")) < 2
            or word in vocab.NO_NAMES
            or word in vocab.THING
            or word in vocab.ADJECTIVES
            or plural in vocab.ADJECTIVES
            or (word in vocab.ORGANIZATION and word not in _ON_THEIR_OWN)
        )
        return not no_name and not _is_plain(word)
    if words[0].lower() in ("a", "an", "the", "against", "about", "for", "from", "with", "without", "under", "over", "to", "at", "if", "how", "why"):
        return False
    if whole.isupper() and any(_is_plain(word.capitalize()) for word in words):
        return False
    return not all(word in vocab.NO_NAMES or word in vocab.ADJECTIVES or _is_plain(word) for word in words)


def _is_plain(word: str) -> bool:
    small = lowered(word)
    return (small in vocab.OPENERS and not (word.isupper() and 1 < len(word) < 4)) or small in vocab.TITLES or small in vocab.MODIFIERS


_ON_THEIR_OWN: Final = frozenset(
    "Congress Senate Parliament Kremlin Pentagon Duma Knesset Interpol Taliban Hezbollah Hamas Bundestag Politburo".split()
)
