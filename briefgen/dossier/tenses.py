"""Whether a day that a sentence names is past or to come, by the verbs around it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from briefgen.dossier import vocabulary as vocab
from briefgen.moments import Dated


@dataclass(frozen=True, slots=True)
class DayMention:
    """Where a sentence names a day, and how."""

    start: int
    end: int
    said: str
    weekday: int = -1
    shift: int | None = None
    dated: Dated | None = None
    upcoming: bool = False
    """Whether 'next' or 'this' stands before it."""


_WORD: Final = vocab.Expression(r"[A-Za-z]+(?:[’'][a-z]+)?|[;:—–]")
_PAST: Final = frozenset(
    """said told was were had did went came became began left held met won lost fell rose took gave made found shot hit struck broke sent built
    brought caught chose drew drove fled flew fought got grew heard kept knew laid led paid ran saw sold sought spoke spent stood swore taught
    thought threw understood voted wrote wounded sank shook split cut put quit died beat burst ate bore bought dealt dug felt forgot froze
    hung hid lent lit meant rode rang sang slept slid stole stuck swept swam swung tore woke wore wound withdrew overturned overran undertook
    shown known given taken seen done gone written broken driven stolen thrown spoken sunk torn drawn grown chosen fallen frozen hidden been
    testified pleaded pled""".split()
)
_SAYING: Final = frozenset("said told announced reported confirmed added declared stated warned tweeted testified wrote".split())
_NOT_PAST: Final = frozenset(
    """need seed feed speed indeed hundred red wed bed shed sacred naked wicked united embed exceed proceed succeed unprecedented weed greed
    breed bleed deed agreed-upon creed steed hatred kindred armed unmanned alleged supposed advanced limited named so-called""".split()
)
_FUTURE: Final = frozenset("will shall expected scheduled due slated set planned upcoming".split())
_PLANS: Final = frozenset("plans plan planning planned intends intend hopes hope expects expect wants aims prepares preparing vows".split())
_PRESENT: Final = frozenset("is are am has have does do may might could should must cannot can".split())
_BEGINNING: Final = frozenset("begins resumes opens reopens meets expires convenes arrives closes airs premieres kicks".split())
"""What things do on a day to come, in the present."""
_SCHEDULE: Final = frozenset("starts ends returns leaves faces plays hosts votes goes takes travels visits launches holds comes appears".split())
_LOOKING_AHEAD: Final = frozenset(
    """invited summoned asked called ordered agreed promised urged offered vowed pledged postponed rescheduled delayed adjourned deferred moved
    invite call demanded threatened""".split()
)
"""Verbs beside which a day may be that of what is to follow."""
_AHEAD: Final = frozenset("before ahead advance until pending".split())
_NOWADAYS: Final = frozenset("would could might is are has have".split())
_VERBS: Final = _PAST | _FUTURE | _PLANS | _PRESENT | _BEGINNING | _SCHEDULE | _AHEAD | {"would", "to"}
_ENDINGS: Final = frozenset({"ed", "ll"})
"""Without them no other word is a cue: 'landed', 'he’ll'."""
_DETERMINERS: Final = frozenset("the a an his her its their our this that these those of in for with by as no some any".split())
_WERE: Final = frozenset("was were had been".split())
_PLACES: Final = frozenset(
    """the a an his her its their this that these court hospital work school prison jail power parliament reporters police people residents
    members journalists lawmakers voters death each him them us all more about nearly at least""".split()
)


class Tenses:
    """A sentence's verbs as cues: whether a day beside them is past or to come."""

    def __init__(self, sentence: str) -> None:
        tokens = list(_WORD.finditer(sentence))
        self.starts = [token.start() for token in tokens]
        self.raw = [token[0] for token in tokens]
        self.words = [word.lower() for word in self.raw]
        self.cues = self._cues()
        self.any_future = any(cue == "future" for _, cue in self.cues)

    def _cues(self) -> list[tuple[int, str]]:
        """Where a verb stands and what it tells: 'past', 'future', or '' for one that tells nothing."""
        cues: list[tuple[int, str]] = []
        for at, word in enumerate(self.words):
            if word in _VERBS or word[-2:] in _ENDINGS:
                cue = self._cue(at, word, cues[-1] if cues else (-99, ""))
                if cue is not None:
                    cues.append((at, cue))
        return cues

    def _cue(self, at: int, word: str, last: tuple[int, str]) -> str | None:
        before = self.words[at - 1] if at else ""
        if word == "would":  # what was said would happen; not what would hold a shotgun
            return "future" if last[0] >= 0 and self.words[last[0]] in _SAYING else ""
        if word in _FUTURE or word.endswith(("’ll", "'ll")) or (word in _PLANS and self.words[at + 1 : at + 2] == ["to"]):
            return "" if before in _WERE or (self.raw[at][0].isupper() and at) else "future"
        if word in _BEGINNING:
            return "future" if self.words[at - 1 : at] != ["to"] else last[1]
        if word in _SCHEDULE and before not in _DETERMINERS:
            return ""
        if word in _AHEAD and self.words[at + 1 : at + 2] not in (["dawn"], ["noon"], ["midnight"], ["sunrise"], ["daybreak"]):
            return ""
        if word in _PRESENT:
            return None if word in ("has", "have") else ""
        if word == "to":
            return self._infinitive(at, last)
        if not self._is_past(at, word, before):
            return None
        near = at - last[0] <= 4 and (before in ("be", "have") or before.endswith("ly"))
        return last[1] if near or before == "be" else "past"

    def _is_past(self, at: int, word: str, before: str) -> bool:
        if self.raw[at][0].isupper() and at:
            return False
        regular = word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST
        return word in _PAST or (regular and before not in _DETERMINERS)

    def _infinitive(self, at: int, last: tuple[int, str]) -> str | None:
        after = self.words[at + 1] if at + 1 < len(self.words) else ""
        if not after or after in _PLACES or self.raw[at + 1][0].isupper():
            return None
        if at and self.words[at - 1] in ("is", "are"):
            return "future"
        return last[1] if last[1] != "past" and at - last[0] <= 3 else ""

    def _after(self, place: int, end: int, cue: tuple[int, str]) -> str:
        """What the first verb says of a day before it: right behind it ('NATO on Friday rejected'), or later where the day begins the sentence,
        unless that only says who said so."""
        near = cue[0] - end <= 2
        begins = place <= 2 and cue[0] - end <= 14 and not (self.words[cue[0]] in _SAYING and len(self.words) - cue[0] <= 4)
        return cue[1] if near or begins else ""

    def is_said_on(self, mention: DayMention) -> bool:
        """Whether a day is that of somebody's words: 'he said on Monday'."""
        place = bisect_left(self.starts, mention.start)
        number = bisect_left(self.cues, (place, ""))
        return number > 0 and place - self.cues[number - 1][0] <= 4 and self.words[self.cues[number - 1][0]] in _SAYING

    def at(self, mention: DayMention) -> str:
        """Of the verb nearest before the mention, or where there is none, the first after it; '' where that is not certain."""
        place = bisect_left(self.starts, mention.start)
        end = bisect_left(self.starts, mention.end)
        number = bisect_left(self.cues, (place, ""))
        earlier, later = self.cues[:number], [cue for cue in self.cues[number:] if cue[0] >= end]
        if mention.shift == 0:
            near = [cue for at, cue in (*earlier[-1:], *later[:1]) if -(2 if self.words[at] in _SAYING else 5) <= at - place <= 6]
            nowadays = self.words[end : end + 1] and self.words[end] in _NOWADAYS
            return near[0] if near and not nowadays else ""
        if self.words[place - 1 : place] == ["for"]:  # 'promised for Saturday'
            return "" if _WERE.intersection(self.words) else "future"
        if not earlier:
            return self._after(place, end, later[0]) if later else ""
        at, cue = earlier[-1]
        if self.words[at] in _LOOKING_AHEAD and place - at > 2:
            return ""
        close = place - at <= (8 if self.words[at] in _SAYING else 3)
        mixed = cue == "past" and any(other != "past" for _, other in earlier)
        return "" if mixed and not close else cue
