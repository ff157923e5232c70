"""What articles' pages say of sources that are there no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.keys.archived import filled
from briefgen.library.heads import Head
from briefgen.pages.article import Gone
from briefgen.sourcelinks import Line


def gone_of(heads: Iterable[Head], dead: Mapping[str, Line], pattern: str) -> dict[str, Gone]:
    """What to say of them, by the file of the article. A copy is looked for from about the day of the article, or, where nobody knows that,
    from when its source was missed first."""
    if not dead:
        return {}
    lines = ((head, dead[head.path]) for head in heads if head.path in dead)
    return {head.path: Gone(line.since, line.checked, filled(pattern, line.address, head.date or line.since)) for head, line in lines}
