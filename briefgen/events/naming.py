"""What an event is called: the headline that best covers what all its articles report."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from briefgen.content import NO_EVENT
from briefgen.similarity import Vector, cosine, vector
from briefgen.text import fold, slug, squeeze, unique

RESERVED: Final = frozenset({"index", NO_EVENT})
"""Slugs that no event has: the list's own page, and the word that keeps an article out of any."""

LONGEST: Final = 110
"""Characters of a title that fits a line or two."""
_FEWEST: Final = 4
"""Words of a headline that says what happened."""
_LEFT: Final = 3
"""So many words always remain of a title that is stripped."""
_OWN_WORDS: Final = 0.5
"""How much a title's own words count beside its article's."""
_FIRST_DAY: Final = 1.15
"""How much more a headline of the event's first day counts: later ones tell what became of it."""


@dataclass(frozen=True, slots=True)
class Member:
    """An article of the event to be named."""

    title: str
    date: str
    vector: Vector
    copy: bool
    doubtful: bool
    """Whether its title was inferred."""
    outlet: str = ""


def title_of(members: Sequence[Member]) -> str:
    """The headline of the member that is most like all the others, without its outlet's name and its section's.

    A copy's, an inferred one, a question, a bare quotation, a list, a live blog, an opinion and one too long or too short serve only where
    there is nothing else.
    """
    total = _sum([member.vector for member in members])
    first = min((member.date for member in members if member.date), default="")

    def rank(member: Member) -> tuple[bool, bool, int, float, str, str]:
        made = headline(member.title, member.outlet)
        alone = sum(weight * weight for weight in member.vector.values())
        likeness = (cosine(member.vector, total) - alone) / max(1, len(members) - 1)
        words = cosine(vector(made, ""), total) / len(members)
        score = (likeness + _OWN_WORDS * words) * (_FIRST_DAY if first and member.date == first else 1.0)
        return (
            member.doubtful,
            member.copy,
            _faults(made) + bool(_NO_REPORT.match(squeeze(member.title))),
            -round(score, 6),
            member.date or "9999",
            member.title,
        )

    best = min(members, key=rank)
    return headline(best.title, best.outlet)


def _sum(vectors: Sequence[Vector]) -> dict[str, float]:
    total: dict[str, float] = {}
    for one in vectors:
        for term, weight in one.items():
            total[term] = total.get(term, 0.0) + weight
    return total


def slug_of(title: str, taken: Collection[str]) -> str:
    """A new event's slug: of its title, and of no other event."""
    return unique(slug(title) or "event", {*taken, *RESERVED})


def headline(title: str, outlet: str = "") -> str:
    """The title without the outlet's name behind it, the section's and the agency's marks before it, and the full stop at its end.

    At least three words remain.
    """
    made = squeeze(title)
    for _ in range(_MOST_STRIPPED):
        shorter = _without_end(_without_beginning(made), outlet)
        if shorter == made:
            break
        made = shorter
    return made[:-1].rstrip() if _FULL_STOP.search(made) else made


_MOST_STRIPPED: Final = 4
_FULL_STOP: Final = re.compile(r"(?<=[\w”\"’')])(?<!\b[A-Z])(?<!\b(?:Jr|Sr|Co|vs|Mr|Dr|St))(?<!\b(?:Inc|Ltd))\.$")
_MARK: Final = (
    r"breaking(?: news)?|just in|developing|alert|newsalert|update(?: \d{1,2})?|updated|\d(?:st|nd|rd|th) update|wrapup(?: \d{1,2})?|refile|rpt"
    r"|corrected(?: \d)?|correction|exclusive|live(?: (?:updates?|blog|coverage))?|watch|listen|video|photos?|pictures|gallery|audio|podcast|opinion"
    r"|analysis|comment|commentary|editorial|column|op-ed|explainer|factbox|feature|interview|insight|focus|special report|in pictures|in photos"
    r"|factcheck|fact check|timeline|snap analysis|newsmaker|poll|recap"
)
_SECTION: Final = (
    r"(?:world|national|local|business|political|international|foreign|uk|u\.?s\.?|europe|sports?|science|technology|tech|health|money|city|top)"
    r" (?:news|stories|briefs?)|world|politics|business|sports?|science|technology|tech|health|environment|economy|culture|entertainment|us|uk"
    r"|news|home"
)
_BEGINNING: Final = re.compile(
    rf"[\[(]?(?:(?:{_MARK})[\])]?(?:\s*[:|»]\s*|\s+[–—-]+\s+|(?<=[A-Z\d])[–—-]\s*|(?<=[\])])\s+)|(?:{_SECTION})\s*(?:[|»]|::)\s*"
    r"|(?:world|national|local|business|political|international|foreign|sports?) news\s*:\s*)",
    re.IGNORECASE,
)
_END: Final = re.compile(r"\s+(?:[|»·•]|::|[–—―-]{1,2})\s+(?!.*\s(?:[|»·•]|::|[–—―-]{1,2})\s)")
_BRACKETED: Final = re.compile(rf"\s*[\[(](?:{_MARK}|videos?|with video|graphic|live)[\])]$", re.IGNORECASE)
_MEDIA: Final = re.compile(
    r"\b(?:news|newspaper|times|post|herald|tribune|gazette|journal|chronicle|courier|mercury|echo|mirror|telegraph|guardian|observer|standard"
    r"|sun|star"
    r"|daily|weekly|sunday|press|wire|radio|tv|television|channel|broadcasting|network|online|magazine|review|report|reporter|dispatch|examiner"
    r"|ledger"
    r"|bulletin|argus|sentinel|monitor|inquirer|register|advertiser|messenger|independent|record|express|mail|world|today|blog|media|digest|voice|fm"
    r"|agency|newswire|politics|sports?|business|video|live)\b|\.(?:com|org|net|co|example|info|tv|news|uk|au|ca|in|ie|nz|de|fr|eu)\b",
    re.IGNORECASE,
)
_CALL_SIGN: Final = re.compile(r"\b[KW][A-Z]{2,3}\b")
"""What American stations are called."""
_ADDRESS: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co|example|info|tv|news|uk|au|ca|in|ie|nz)\b", re.IGNORECASE)
_SITE: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def _without_beginning(title: str) -> str:
    found = _BEGINNING.match(title)
    return _enough(title[found.end() :], title) if found else title


def _without_end(title: str, outlet: str) -> str:
    bracket = _BRACKETED.search(title[-40:])
    if bracket:
        return _enough(title[: len(title) - len(bracket[0])], title)
    at = next(_END.finditer(title[-_LONGEST_END:]), None) if len(title) > _LONGEST_END else _END.search(title)
    if at is None:
        return title
    start = max(0, len(title) - _LONGEST_END)
    tail = title[start + at.end() :]
    return _enough(title[: start + at.start()], title) if _is_outlet(tail, at[0].strip(), outlet) else title


_LONGEST_END: Final = 80


def _is_outlet(tail: str, separator: str, outlet: str) -> bool:
    """Whether what stands behind the last separator is the name of who published it, or of a section, and not a part of the headline.

    Behind a dash stand speakers too ('Dam was hollow - minister', '- Lasc'), whose words the headline is; so behind one only what is
    called as papers and stations are.
    """
    names = {fold(outlet), fold(outlet).removeprefix("the ")} - {""}
    if fold(tail) in names or fold(tail).removeprefix("the ") in names:
        return True
    words = tail.split()
    if words and _ADDRESS.match(words[0]):
        return True
    if not words or len(words) > 4 or not all(_capital(word) for word in words):
        return False
    if not separator.strip("–—―-"):
        return bool(_MEDIA.search(tail) or _CALL_SIGN.search(tail)) or (words[0] == "The" and len(words) > 2)
    return True


def _capital(word: str) -> bool:
    return not word[0].islower() or word in ("of", "the", "and", "for", "in") or bool(_SITE.fullmatch(word))


def _enough(shorter: str, title: str) -> str:
    """The shorter title, if enough of it is left."""
    shorter = shorter.strip()
    return shorter[0].upper() + shorter[1:] if len(shorter.split()) >= _LEFT else title


_ODD: Final = (
    re.compile(r"\?[\"'”’]?$"),
    re.compile(r"^[\"'“‘«].*[\"'”’»]$|^[\"“«]"),
    re.compile(
        r"^(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|top \w+)\s+(?:\w+\s+)?"
        r"(?:things?|ways?|reasons?|facts?|tips|questions|takeaways|moments|lessons|charts|photos|pictures|images|quotes|videos|stories)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"^(?:{_MARK})\b\s*[:|–—-]|\b(?:{_SECTION})\s*[|:]\s|\|", re.IGNORECASE),
    re.compile(
        r"\b(?:as it happened|live updates?|live blog|liveblog|in pictures|in photos|what we know|what you need to know|need to know|here['’]s"
        r"|everything you|at a glance|day in|week in|round-?up|recap|obituary|letters to|editorial|transcript|full text|resources|photos|video"
        r"|videos|slideshow)\b",
        re.IGNORECASE,
    ),
    re.compile(r"^(?:how|why|what|who|when|where|meet|watch|inside|this is|these are|is|are|can|could|should|will|do|does|did)\b", re.IGNORECASE),
    re.compile(r"\b(?:I|I['’]m|my|we|our|you|your)\b(?![.'])"),
    re.compile(r"(?:\.\.\.|…|[:;,–—-])$|^(?:updated|posted|published)\b|\b\d{1,2}:\s?\d\d\b", re.IGNORECASE),
    re.compile(r"^(?:\w{6,9}, )?[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}\b"),
    re.compile(r"^[^a-z]*$"),
    re.compile(r"^(?:but|and|so|yet|well|yes|no|he|she|it|they|his|her|their|its)\b", re.IGNORECASE),
)
"""What headlines have that do not say what happened: questions, quotations, lists, marks of opinion and of live blogs, explanations,
first and second persons, cut ends, capitals throughout."""


_NO_REPORT: Final = re.compile(
    r"[\[(]?(?:live|watch|listen|video|photos?|pictures|gallery|audio|podcast|opinion|analysis|comment|commentary|editorial|column|op-ed|explainer"
    r"|factbox|feature|interview|insight|focus|special report|in pictures|in photos|timeline|newsmaker|poll|recap|fact ?check)"
    r"(?: (?:updates?|blog|coverage))?[\])]?\s*(?:[:|»\])]|[–—-])",
    re.IGNORECASE,
)
"""A mark, stripped from the headline, that says it is no plain report."""


def _faults(title: str) -> int:
    """How many things a desk editor would frown at; what is too long or too short counts twice."""
    unfit = len(title) > LONGEST or len(title.split()) < _FEWEST
    return sum(bool(odd.search(title)) for odd in _ODD) + 2 * unfit
