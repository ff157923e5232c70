"""A theme's own texts: whether something asks for each, and gives it what it has places for."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import msgspec
from jinja2 import nodes

from briefgen import translation
from briefgen.problem import Problem, Unreadable
from briefgen.shelf import Shelf, digest
from briefgen.site.frames import key_in, texts_in
from briefgen.site.parsed import parsed
from briefgen.theme import TEXTS, Theme

STEP: Final = "texts"
_ANYTHING: Final = "*"


def kept_problems_of(dress: Theme, kept: Shelf) -> list[Problem]:
    """The same as `problems_of`, looked for only where something of the theme is another than at the last build."""
    if next(_added(dress), None) is None:
        return []
    key = digest(_ENCODER.encode((dress.templates, dress.bundles, dress.words)))
    return _DECODER.decode(kept.made(STEP, "", key, lambda: _ENCODER.encode(list(problems_of(dress)))))


def problems_of(dress: Theme) -> Iterator[Problem]:
    """Each English text that the theme adds and that no template asks for, and no script: a mistyped key changes nothing, and nobody is told."""
    added = list(_added(dress))
    if not added:
        return
    asked = _asked(dress)
    begun = tuple(key.removesuffix(_ANYTHING) for key in asked if key.endswith(_ANYTHING))
    below = translation.load(dress.words, translation.ENGLISH).texts.keys() - {key for key, _ in added}
    known = sorted(below | {key for key in asked if not key.endswith(_ANYTHING)})
    for key, place in added:
        close = difflib.get_close_matches(key, known, n=1)
        if key in asked or (key.startswith(begun) and not (close and _is_mistyped(key, close[0]))):
            continue
        hint = f"did you mean {close[0]!r}?" if close else f"show it by {{{{ t({key!r}) }}}}, or take it out"
        yield replace(place, message=f"{key}: no template asks for this text, and no theme below has it", hint=hint, severity="warning")


def _is_mistyped(key: str, other: str) -> bool:
    """Whether a key that may be asked for, since a template asks for what begins like it, is another one of its table but for a letter or
    two."""
    table, _, name = key.partition(".")
    meant, _, right = other.partition(".")
    return table == meant and difflib.SequenceMatcher(None, name, right).ratio() > _ALIKE


_ALIKE: Final = 0.85


def _added(dress: Theme) -> Iterator[tuple[str, Problem]]:
    """The English texts that no theme below has, each with its place."""
    return ((key, place) for key, _, replaced, place in translation.reworded(dress.words) if replaced is None)


def _asked(dress: Theme) -> set[str]:
    """The texts that the theme's templates and scripts ask for; those that end in * stand for all that begin so."""
    trees = (parsed(template.source) for template in dress.templates)
    asked = {key for tree in trees if tree for key in texts_in(tree)}
    for _, parts in dress.bundles:
        asked |= {f"{table}.{_ANYTHING}" for part in parts if part.startswith(TEXTS) for table in part.removeprefix(TEXTS).split(",")}
    return asked


def refuse_unfilled(dress: Theme) -> None:
    """Raises Unreadable where a text has a place that the one that it replaces has not and that no template gives a value for."""
    wrong = []
    for key, text, replaced, place in translation.reworded(dress.words):
        if replaced is None:
            continue
        own = translation.places_in(replaced)
        if unknown := translation.places_in(text) - own:
            unfilled = unknown - _given(dress, key)
            hint = f"it may have {', '.join(f'{{{name}}}' for name in sorted(own))}" if own else "take it out: this text has no places"
            wrong += [replace(place, message=f"{key}: nothing fills the place {{{name}}}", hint=hint) for name in sorted(unfilled)]
    if wrong:
        raise Unreadable(*sorted(wrong))


def _given(dress: Theme, key: str) -> set[str]:
    """The places that templates have values for where they ask for this text."""
    found: set[str] = set()
    for template in dress.templates:
        tree = parsed(template.source)
        for call in tree.find_all(nodes.Call) if tree else ():
            if isinstance(call.node, nodes.Name) and call.node.name == "t" and call.args and _may_be(key_in(call), key):
                found |= {one.key for one in call.kwargs}
    return found


def _may_be(asked: str, key: str) -> bool:
    """Whether what a template asks for, as `Closure` has it, may be this key."""
    return key.startswith(asked.removesuffix(_ANYTHING)) if asked.endswith(_ANYTHING) else asked == key


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(list[Problem])
