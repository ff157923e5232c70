"""What a page depends on besides what it is given: its template, all that this leads to, and what these ask of the site, of the interface's
words and of static files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from operator import itemgetter
from typing import Final, NamedTuple

import msgspec
from jinja2 import meta, nodes
from msgspec import Struct

from briefgen.catalogue import Catalogue
from briefgen.pages.site import SiteInfo
from briefgen.shelf import Shelf, digest
from briefgen.site import metadata, wording
from briefgen.site.engine import Templates
from briefgen.site.kit import Kit
from briefgen.site.parsed import parsed

STEP: Final = "frame"
_METADATA: Final = "metadata"
"""The function of templates that asks for fields of the site and for texts by itself."""
_ANYTHING: Final = "*"
"""In place of fields or files: the site as a whole is handed on, or a template or a file is chosen while rendering."""


def frames(wanted: Iterable[str], made: Templates, kit: Kit, site: SiteInfo, kept: Shelf) -> dict[str, dict[str, bytes]]:
    """For each of these templates what its pages depend on, by name ('themes/mine/templates/base.html', 'static/style.css', 'title in
    briefgen.toml'), with digests."""
    sources = digest(_ENCODER.encode((kit.templates, kit.chain)))
    values: dict[str, object] = {name: getattr(site, name) for name in site.__struct_fields__}
    statics = dict(kit.statics)
    found: dict[str, dict[str, bytes]] = {}
    for name in wanted:
        closure = _CLOSURE.decode(kept.made(STEP, name, sources, partial(_packed_closure, name, made)))
        asked = set(values) if _ANYTHING in closure.fields else {field for field in closure.fields if field in values}
        if name == "404.html":  # its links start there
            asked.add("base_url")
        files = statics if _ANYTHING in closure.statics else closure.statics
        found[name] = {one: digest(template.source.encode()) if (template := made.choice.at(one)) else b"" for one in closure.files}
        found[name] |= {f"static/{path}": statics.get(path, "").encode() for path in files}
        found[name] |= {LABELS.get(field, field): digest(_ENCODER.encode(values[field])) for field in asked}
        found[name] |= dict(_worded(kit.words, closure.texts))
        found[name] |= {f"the filter {one} in {by.file}": digest(by.named.encode(), by.source) for one, by in kit.filters if _is_used(one, closure)}
    return found


class Closure(Struct, array_like=True):
    """What a template leads to."""

    files: list[str]
    """Of templates, itself too; where there is none, the name that was asked for."""
    fields: list[str]
    """Of `site`."""
    statics: list[str]
    """Paths below `static/`."""
    texts: list[str]
    """Keys of texts; those that end in * stand for all that begin so."""
    filters: list[str]
    """Names."""


class _Own(NamedTuple):
    """What one template asks for by itself, as `Closure` has it."""

    fields: frozenset[str]
    statics: frozenset[str]
    texts: frozenset[str]
    filters: frozenset[str]
    others: tuple[str | None, ...]
    """The templates that it names; None where that is decided while rendering."""


@lru_cache(maxsize=1024)
def _own(source: str) -> _Own:
    """What a template asks for, by its source; nothing where it cannot be parsed, which whoever renders it says."""
    tree = parsed(source)
    if tree is None:
        return _Own(frozenset(), frozenset(), frozenset(), frozenset(), ())
    others = tuple(meta.find_referenced_templates(tree))
    chosen = {_ANYTHING} if None in others else set()
    fields, statics, texts, filters = (frozenset(one | chosen) for one in (_fields(tree), _statics(tree), texts_in(tree), _filters(tree)))
    return _Own(fields, statics, texts, filters, others)


def closure_of(name: str, made: Templates) -> Closure:
    """All that a template leads to."""
    files: dict[str, None] = {}
    found: list[_Own] = []
    wanted = [(name, "")]
    while wanted:
        asked, by = wanted.pop()
        one = made.choice.of(asked, by)
        file = one.file if one else asked
        if file in files:
            continue
        files[file] = None
        own = _own(one.source if one else "")
        found.append(own)
        for other in own.others:
            wanted += [(other, file)] if other is not None else [(template, "") for template in made.choice.files()]
    return Closure(
        sorted(files),
        sorted(frozenset[str]().union(*(own.fields for own in found))),
        sorted(frozenset[str]().union(*(own.statics for own in found))),
        sorted(frozenset[str]().union(*(own.texts for own in found))),
        sorted(frozenset[str]().union(*(own.filters for own in found))),
    )


def _packed_closure(name: str, made: Templates) -> bytes:
    return _ENCODER.encode(closure_of(name, made))


def _filters(tree: nodes.Template) -> set[str]:
    """The filters that a template uses; all where `map` is given one by a name that is decided while rendering."""
    found: set[str] = set()
    for one in tree.find_all(nodes.Filter):
        found.add(one.name)
        if one.name == "map" and one.args:
            found.add(str(one.args[0].value) if isinstance(one.args[0], nodes.Const) else _ANYTHING)
    return found


def _is_used(name: str, closure: Closure) -> bool:
    return name in closure.filters or _ANYTHING in closure.filters


def _statics(tree: nodes.Template) -> set[str]:
    """The static files that a template asks for; all where that is decided while rendering."""
    called = {id(one.node): one for one in tree.find_all(nodes.Call)}
    uses = (called.get(id(one)) for one in tree.find_all(nodes.Name) if one.name == "static")
    return {_path_in(one) for one in uses}


def _path_in(call: nodes.Call | None) -> str:
    if call is None or call.kwargs or len(call.args) != 1 or not isinstance(call.args[0], nodes.Const):
        return _ANYTHING
    return str(call.args[0].value)


def texts_in(tree: nodes.Template) -> set[str]:
    """The texts that a template asks for, as `Closure` has them: those that dates and lists are made of too where it shows such."""
    called = {id(one.node): one for one in tree.find_all(nodes.Call)}
    filters = _filters(tree)
    used = {one.name for one in tree.find_all(nodes.Name)} | (set(wording.TEXTS) if _ANYTHING in filters else filters)
    found = {key_in(called.get(id(one))) for one in tree.find_all(nodes.Name) if one.name == "t"}
    found |= {text for name in used for text in wording.TEXTS.get(name, ())}
    return found | set(metadata.TEXTS if _METADATA in used else ())


def key_in(call: nodes.Call | None) -> str:
    """The key that `t` is called with, or as much of its beginning as is known before rendering."""
    key = call.args[0] if call and call.args else None
    rest = ""
    while isinstance(key, (nodes.Concat, nodes.Add)):
        key = key.nodes[0] if isinstance(key, nodes.Concat) else key.left
        rest = _ANYTHING
    return f"{key.value}{rest}" if isinstance(key, nodes.Const) else _ANYTHING


def _worded(words: Catalogue, asked: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """What these texts are, and how the language writes numbers and dates, each with its digest."""
    known = {**(words.fallback.texts if words.fallback else {}), **words.texts}
    for key in asked:
        if key == wording.RULES:
            continue
        if key.endswith(_ANYTHING):
            begun = {one: text for one, text in known.items() if one.startswith(key[:-1])}
            yield f"the texts {key}", digest(_ENCODER.encode(sorted(begun.items(), key=itemgetter(0))))
        else:
            yield f"the text {key}", digest(_ENCODER.encode(known.get(key)))
    if asked:
        yield "the language's own rules", digest(_ENCODER.encode((words.lang, words.facts)))


def _fields(tree: nodes.Template) -> set[str]:
    """The fields of `site` that a template asks for; all where it does something else with it."""
    asked: dict[int, str] = {id(one.node): one.attr for one in tree.find_all(nodes.Getattr)}
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and isinstance(item.arg.value, str):
            asked[id(item.node)] = item.arg.value
    names = list(tree.find_all(nodes.Name))
    told = metadata.FIELDS if any(one.name == _METADATA for one in names) else ()
    return {*told, *(asked.get(id(one), _ANYTHING) for one in names if one.name == "site")}


LABELS: Final = {
    "title": "title in briefgen.toml",
    "description": "description in briefgen.toml",
    "lang": "language in briefgen.toml",
    "base_url": "base_url in briefgen.toml",
    "search": "search in briefgen.toml",
    "options": "[theme] in briefgen.toml",
    "desk": "desk in briefgen.toml",
    "noindex": "noindex in briefgen.toml",
    "canonical": "canonical in briefgen.toml",
    "feeds": "[feeds] in briefgen.toml",
    "feed_lists": "[feeds] in briefgen.toml, lists",
}
_ENCODER: Final = msgspec.msgpack.Encoder()
_CLOSURE: Final = msgspec.msgpack.Decoder(Closure)
