"""The index's files of words: what all leaves have of a range of words, joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import Final

import msgspec

from briefgen.search.leaves import Leaf, Positions, Postings, Spellings
from briefgen.search.numbers import SIGNS, number

FAR: Final = 24_000
"""From so many signs on a word's positions stand in files of their own,"""
FAR_FILE: Final = 131_072
"""of about so many signs at most."""


def script(name: str, data: object) -> bytes:
    """A file that hands data to the page."""
    return f'briefgenSearch.put("{name}",'.encode() + msgspec.json.encode(data) + b");\n"


def word_shard(name: str, sizes: Sequence[int], parts: Sequence[bytes]) -> bytes:
    """A word shard, of what each leaf has of its range; `sizes` is how many articles each leaf has."""
    found: dict[str, str] = {}
    last: dict[str, int] = {}
    elsewhere: dict[str, set[str]] = {}
    sections: dict[str, list[tuple[int, str]]] = {}
    for base, part in _based(sizes, parts):
        one = _POSTINGS.decode(part)
        for key, first, end, signs in zip(one.keys, one.firsts, one.lasts, one.signs, strict=True):
            if key in found:
                found[key] += number(base + first - last[key] - 1) + signs
            else:
                found[key] = number(base + first) + signs
            last[key] = base + end
        for word, stem in one.elsewhere:
            elsewhere.setdefault(word, set()).add(stem)
        for key, among in one.sections.items():
            sections.setdefault(_word(key), []).extend((base + place, signs) for place, signs in among)
    ordered = sorted(found)
    data: dict[str, object] = {
        "words": " ".join(map(_word, ordered)),
        "cuts": "".join(map(_cut, ordered)),
        "same": _same(ordered),
        "docs": [found[key] for key in ordered],
    }
    if elsewhere:
        data["elsewhere"] = {word: sorted(elsewhere[word]) for word in sorted(elsewhere)}
    if sections:
        data["sections"] = {word: _joined(sorted(sections[word])) for word in sorted(sections)}
    return script(name, data)


def _based(sizes: Sequence[int], parts: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each leaf's part, where there is one, with the number of its first article."""
    return ((base, part) for base, part in zip(accumulate(sizes, initial=0), parts, strict=False) if part)


def _word(key: str) -> str:
    return key.rpartition(" ")[2]


def _cut(key: str) -> str:
    """How many letters a word has after its stem, as a sign; the last sign where it does not begin with that."""
    stem, _, word = key.partition(" ")
    return SIGNS[len(word) - len(stem) if word.startswith(stem) else -1] if word else SIGNS[0]


def _same(ordered: Sequence[str]) -> list[list[int]]:
    """The places of keys that share a stem."""
    groups = (list(group) for _, group in groupby(range(len(ordered)), lambda place: ordered[place].partition(" ")[0]))
    return [group for group in groups if len(group) > 1]


def _joined(among: Iterable[tuple[int, str]]) -> str:
    last = -1
    signs: list[str] = []
    for place, positions in among:
        signs.append(number(place - last - 1) + positions)
        last = place
    return "".join(signs)


def position_shard(name: str, parts: Sequence[Sequence[bytes]], far: Mapping[str, Sequence[tuple[int, int, str]]]) -> bytes:
    """A position shard, of what each leaf has of its ranges. `far` are the words that have files of their own: from which leaf up to which one,
    and the file's name."""
    return script(name, [_positions(of_range, far) for of_range in parts])


def _positions(parts: Sequence[bytes], far: Mapping[str, Sequence[tuple[int, int, str]]]) -> list[object]:
    found: dict[str, list[str]] = {}
    counts: dict[str, list[int]] = {key: [0] * len(parts) for key in far}
    for place, part in enumerate(parts):
        if not part:
            continue
        one = _POSITIONS.decode(part)
        for key, count, signs in zip(one.keys, one.counts, one.signs, strict=True):
            found.setdefault(key, []).append(signs)
            if key in counts:
                counts[key][place] = count
    return [[(sum(counts[key][start:end]), name) for start, end, name in far[key]] if key in far else "".join(found[key]) for key in sorted(found)]


def far_words(leaves: Sequence[Leaf]) -> dict[str, int]:
    """The words whose positions stand in files of their own, by key, with the number of these."""
    signs: dict[str, int] = {}
    for one in leaves:
        for key, length in one.heavy.items():
            signs[key] = signs.get(key, 0) + length
    return {key: min(len(leaves), 1 << (length // FAR_FILE).bit_length()) for key, length in sorted(signs.items()) if length >= FAR}


def far_file(name: str, key: str, parts: Sequence[bytes]) -> bytes:
    """The positions of one word in some leaves, of what these have of its range."""
    signs: list[str] = []
    for part in parts:
        if part:
            one = _POSITIONS.decode(part)
            if key in one.keys:
                signs.append(one.signs[one.keys.index(key)])
    return script(name, "".join(signs))


def spelling_file(name: str, parts: Sequence[bytes]) -> bytes:
    """A spelling file, of what each leaf has of it."""
    counts: dict[str, int] = {}
    for part in parts:
        if part:
            one = _SPELLINGS.decode(part)
            for word, count in zip(one.words, one.counts, strict=True):
                counts[word] = counts.get(word, 0) + count
    ordered = sorted(counts)
    return script(name, {"words": " ".join(ordered), "common": "".join([SIGNS[counts[word].bit_length() - 1] for word in ordered])})


_POSTINGS: Final = msgspec.msgpack.Decoder(Postings)
_POSITIONS: Final = msgspec.msgpack.Decoder(Positions)
_SPELLINGS: Final = msgspec.msgpack.Decoder(Spellings)
