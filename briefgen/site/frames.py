"""What a page depends on besides what it is given: its template with all that this includes, and what these ask of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from briefgen.shelf import Shelf, digest
from briefgen.site.pages import SiteInfo

STEP: Final = "frame"
_ANYTHING: Final = "*"
"""In place of fields: the site as a whole is handed on, or a template is chosen while rendering."""


def frames(wanted: Iterable[str], made: Environment, templates: Mapping[str, str], site: SiteInfo, kept: Shelf) -> dict[str, dict[str, bytes]]:
    """For each of these templates what its pages depend on, by name ('templates/base.html', 'title in briefgen.toml'), with digests."""
    sources = digest(*(part.encode() for pair in sorted(templates.items()) for part in pair))
    values: dict[str, object] = {name: getattr(site, name) for name in site.__struct_fields__}
    found: dict[str, dict[str, bytes]] = {}
    for name in wanted:
        known = kept.get(STEP, name, sources)
        if known is None:
            known = _ENCODER.encode(_closure(name, made, templates))
            kept.put(STEP, name, sources, known)
        names, fields = _CLOSURE.decode(known)
        asked = set(values) if _ANYTHING in fields else {field for field in fields if field in values}
        if name == "404.html":  # its links start there
            asked.add("base_url")
        found[name] = {f"templates/{one}": digest(templates[one].encode()) if one in templates else b"" for one in names}
        found[name] |= {_LABELS.get(field, field): digest(_ENCODER.encode(values[field])) for field in asked}
    return found


def _closure(name: str, made: Environment, templates: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The templates that one leads to, itself too, and the fields of `site` that they ask for."""
    names: dict[str, None] = {}
    fields: set[str] = set()
    wanted = [name]
    while wanted:
        one = wanted.pop()
        if one in names:
            continue
        names[one] = None
        try:
            tree = made.parse(templates.get(one, ""))
        except TemplateSyntaxError:  # whoever renders it says so
            continue
        fields |= _fields(tree)
        for other in meta.find_referenced_templates(tree):
            if other is None:
                fields.add(_ANYTHING)
                wanted += templates
            else:
                wanted.append(other)
    return sorted(names), sorted(fields)


def _fields(tree: nodes.Template) -> set[str]:
    """The fields of `site` that a template asks for; all where it does something else with it."""
    asked: dict[int, str] = {id(one.node): one.attr for one in tree.find_all(nodes.Getattr)}
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and isinstance(item.arg.value, str):
            asked[id(item.node)] = item.arg.value
    uses = [one for one in tree.find_all(nodes.Name) if one.name == "site"]
    return {asked.get(id(one), _ANYTHING) for one in uses}


_LABELS: Final = {
    "title": "title in briefgen.toml",
    "description": "description in briefgen.toml",
    "lang": "language in briefgen.toml",
    "base_url": "base_url in briefgen.toml",
    "search": "search in briefgen.toml",
    "extra": "[theme_options] in briefgen.toml",
}
_ENCODER: Final = msgspec.msgpack.Encoder()
_CLOSURE: Final = msgspec.msgpack.Decoder(tuple[list[str], list[str]])
