"""Which stems a word may have that no article has: told by English endings, since who reads an index has no stemmer.

The search page's `words.js` does the same.
"""

from __future__ import annotations

from typing import Final

_ENDINGS: Final = (
    "s es ed er ers ing ings e y ion ions ation ations ate ated ates ating ment ments ness ly al ally ity or ors eer eers eering".split()
)
_SHORTEST: Final = 3
"""Letters that are left of a word."""


def possible_stems(term: str) -> frozenset[str]:
    """The word itself, and what is left of it without an ending: with i for a last y, and without a doubled consonant."""
    if not (term.isascii() and term.isalpha()):
        return frozenset({term})
    found = {term}
    for ending in ("", *_ENDINGS):
        left = term.removesuffix(ending) if term.endswith(ending) else ""
        if len(left) >= _SHORTEST:
            found.add(f"{left}i" if ending == "y" else left)
            if left[-1] == "y":
                found.add(f"{left[:-1]}i")
            elif left[-1] == left[-2]:
                found.add(left[:-1])
    return frozenset(found)
