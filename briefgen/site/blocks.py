"""Blocks of templates that override nothing: Jinja passes them over without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
from jinja2 import nodes

from briefgen.problem import Problem
from briefgen.shelf import Shelf, digest
from briefgen.site.faults import around, meant
from briefgen.site.kit import Choice, Kit
from briefgen.site.parsed import parsed
from briefgen.theme import Template, found_at

STEP: Final = "blocks"


def kept_problems_of(kit: Kit, choice: Choice, kept: Shelf) -> list[Problem]:
    """The same as `problems_of`, looked for only where a template is another than at the last build."""
    key = digest(_ENCODER.encode((kit.templates, kit.chain)))
    return _DECODER.decode(kept.made(STEP, "", key, lambda: _ENCODER.encode(list(problems_of(kit, choice)))))


def problems_of(kit: Kit, choice: Choice) -> Iterator[Problem]:
    """Each block of a template that stands in none, and that nothing has which the template extends: it is never shown. Where a nearer theme
    has put its own template in the place of what is extended, the block may well have had its use, and is let be."""
    places = {folder: place for place, folder in enumerate(dict.fromkeys(_folder(one) for one in kit.templates))}
    for template in kit.templates:
        tree = parsed(template.source)
        parent = _parent(template, tree, choice) if tree else None
        if tree is None or parent is None:
            continue
        above = _above(parent, choice)
        if above is None or any(places[_folder(one)] < places[_folder(template)] for one in above):
            continue
        there = {block.name for one in above.values() for block in one.find_all(nodes.Block)}
        called = {one.attr for one in tree.find_all(nodes.Getattr) if isinstance(one.node, nodes.Name) and one.node.name == "self"}
        for block in _outermost(tree.body):
            if block.name not in there and block.name not in called:
                message = f"there is no block {block.name!r} in {found_at(parent.file)}, which this template extends: it is never shown"
                hint = meant(block.name, there, "the blocks are")
                yield Problem(found_at(template.file), block.lineno, message, hint, around(template.source, block.lineno), "warning")


def _parent(template: Template, tree: nodes.Template, choice: Choice) -> Template | None:
    """What a template extends; None where it extends nothing, or that is decided while rendering, or is not there."""
    found = list(tree.find_all(nodes.Extends))
    if len(found) != 1 or not isinstance(found[0].template, nodes.Const):
        return None
    parent = choice.of(str(found[0].template.value), template.file)
    return None if parent is template else parent


def _above(template: Template, choice: Choice) -> dict[Template, nodes.Template] | None:
    """A template and all that it extends, each with what it is read as; None where that is not known."""
    found: dict[Template, nodes.Template] = {}
    above: Template | None = template
    while above is not None and above not in found:
        tree = parsed(above.source)
        if tree is None:
            return None
        found[above] = tree
        parent = _parent(above, tree, choice)
        if parent is None and tree.find(nodes.Extends):
            return None
        above = parent
    return found


def _folder(template: Template) -> str:
    """The folder that a template's theme is in."""
    return template.file.removesuffix(f"/templates/{template.name}")


def _outermost(body: Iterable[nodes.Node]) -> Iterator[nodes.Block]:
    for node in body:
        if isinstance(node, nodes.Block):
            yield node
        else:
            yield from _outermost(node.iter_child_nodes())


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(list[Problem])
