"""What machines broke on a page's way into a file, put right: wrong encodings, soft hyphens, paragraphs cut into lines.

No word is changed. Every mend is told, so that `explain` can show it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from briefgen.ingest.page import Line, Mend, ends_like_sentence, word_count

_BROKEN: Final = re.compile(r"[ÃÂÅÄ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿]|â(?:€|‚|„|\x80|\x82)|[ÐÑ][\x80-\xbf€‚ƒ„…†‡‰°-¿]|ï»¿")
"""What UTF-8 looks like that was read as Western European: 'Ã©' for 'é', 'â€™' for an apostrophe."""
_SUSPECT: Final = "ÃÂÅÄâÐÑï"
_WIDTHS: Final = (40, 110)
"""Characters of a line in hard-wrapped text, but for a paragraph's last."""
_SPREAD: Final = 30
"""Characters by which such lines' lengths differ."""
_FEWEST: Final = 3
"""Lines that must stand together to be hard-wrapped."""
_SHREDS: Final = 8
"""Lines that must stand together to be a text in shreds, a word or two on each."""


def characters(text: str) -> tuple[str, tuple[Mend, ...]]:
    """The text with its characters mended."""
    found: list[Mend] = []
    if any(character in text for character in _SUSPECT) and _BROKEN.search(text):
        from ftfy import fix_encoding  # takes a while to import, and is rarely needed

        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            if _BROKEN.search(line) and (fixed := fix_encoding(line)) != line and "\n" not in fixed:
                lines[number - 1] = fixed
                found.append(Mend(number, "text in a wrong encoding"))
        text = "\n".join(lines)
    if "\u00ad" in text:
        found += [Mend(number, "soft hyphens") for number, line in enumerate(text.split("\n"), 1) if "\u00ad" in line]
        text = text.replace("\u00ad", "")
    return text, tuple(found)


def paragraphs(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Mend, ...]]:
    """The lines with those made one again that were one paragraph."""
    made: list[Line] = []
    found: list[Mend] = []
    blocks = _blocks(lines)
    width = max((len(line.text) for block in blocks if _is_wrapped(block) for line in block), default=0)
    for block in blocks:
        name = next((name for name, is_broken in _BREAKS if is_broken(block)), "")
        name = name or ("hard-wrapped" if width and _is_as_wide(block, width) else "")
        for group in _groups(block, name):
            made.append(_joined(group))
            if len(group) > 1:
                found.append(Mend(group[0].number, f"{name}: {len(group)} lines are one"))
    return tuple(made), tuple(found)


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and blocks[-1][-1].block == line.block and line.kind == blocks[-1][-1].kind == "text":
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _is_wrapped(block: Sequence[Line]) -> bool:
    """Whether lines were broken at a width: much alike in length, most of them broken within a sentence, going on in lower case."""
    width = max(len(line.text) for line in block)
    if len(block) < _FEWEST or not _WIDTHS[0] <= width <= _WIDTHS[1]:
        return False
    inner = [len(line.text) for line, after in pairwise(block) if not _ends_paragraph(line, after, width)]
    if len(inner) < _FEWEST - 1 or min(inner) < _WIDTHS[0] or max(inner) - min(inner) > _SPREAD:
        return False
    going_on = sum(after.text[0].islower() for after in block[1:])
    broken = sum(not ends_like_sentence(line.text) for line in block[:-1])
    return going_on >= 0.4 * (len(block) - 1) and broken >= 0.6 * (len(block) - 1)


def _is_as_wide(block: Sequence[Line], width: int) -> bool:
    """Whether lines, of a file in which others are hard-wrapped, reach that width too, but for the last."""
    return len(block) > 1 and all(0.75 * width <= len(line.text) <= 1.05 * width for line in block[:-1]) and len(block[-1].text) <= 1.05 * width


def _ends_paragraph(line: Line, after: Line, width: int) -> bool:
    """Whether a line ends a paragraph that no blank line parts from the next: a full stop well before the others' width."""
    return len(line.text) < 0.8 * width and ends_like_sentence(line.text) and not after.text[0].islower()


def _is_shredded(block: Sequence[Line]) -> bool:
    """Whether a text stands in shreds: many lines of a word or two that make sentences together."""
    if len(block) < _SHREDS or any(word_count(line.text) > 2 or len(line.text) > _WIDTHS[0] for line in block):
        return False
    going_on = sum(line.text[0].islower() for line in block)
    return going_on >= 0.4 * len(block) and any(line.text.endswith((".", "!", "?")) for line in block)


_BREAKS: Final[tuple[tuple[str, Callable[[Sequence[Line]], bool]], ...]] = (("hard-wrapped", _is_wrapped), ("in shreds", _is_shredded))


def _groups(block: Sequence[Line], name: str) -> list[list[Line]]:
    """The paragraphs of a block."""
    if not name:
        return [[line] for line in block]
    width = max(len(line.text) for line in block)
    groups = [[block[0]]]
    for before, line in pairwise(block):
        if name == "hard-wrapped" and _ends_paragraph(before, line, width):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _joined(group: Sequence[Line]) -> Line:
    parts = [group[0].text]
    for before, line in pairwise(group):
        is_cut = re.search(r"[^\W\d_]-$", before.text) is not None and line.text[0].islower()
        parts += ("" if is_cut else " ", line.text)
    return replace(group[0], text="".join(parts), more=group[-1].number - group[0].number)
