"""What templates name: that all of it is there, also in branches that are never taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from jinja2 import nodes

from briefgen.pages.kinds import TEMPLATES
from briefgen.pages.site import SiteInfo
from briefgen.problem import Problem
from briefgen.site import blocks
from briefgen.site.engine import Templates
from briefgen.site.faults import around, meant
from briefgen.site.frames import closure_of
from briefgen.site.kit import Kit
from briefgen.site.parsed import parsed
from briefgen.theme import Template, found_at


def problems_of(kit: Kit, made: Templates, site: SiteInfo, *, has_more_pages: bool = False) -> Iterator[Problem]:
    """What a theme's templates name that is not there, and which of its own templates no page leads to, unless the archive has pages of its
    own, of which only a build tells the templates."""
    yield from blocks.problems_of(kit, made.choice)
    led_to: dict[str, set[str]] = {}
    for page, name in TEMPLATES.items():
        for file in closure_of(name, made).files:
            led_to.setdefault(file, set()).update(page.__struct_fields__)  # type: ignore[attr-defined]  # they are Structs
    known: dict[str, tuple[str, Collection[str], str]] = {
        "option": ("the theme has no option", site.options, "its options are"),
        "site": ("`site` has no", site.__struct_fields__, "it has"),
        "static": ("there is no static file", dict(kit.statics), "the files are"),
        "text": ("there is no text", {**(kit.words.fallback.texts if kit.words.fallback else {}), **kit.words.texts}, "the texts are"),
    }
    for template in kit.templates:
        tree = parsed(template.source)
        if tree is None:
            continue
        known["page"] = ("none of its pages has", sorted(led_to.get(template.file, ())), "they have")
        for kind, name, line in _named_in(tree):
            message, names, called = known[kind]
            if name not in names and (kind != "page" or template.file in led_to):  # else nobody knows what its pages are
                yield Problem(found_at(template.file), line, f"{message} {name!r}", meant(name, names, called), around(template.source, line))
        if template.theme == kit.chain[0] and not (template.file in led_to or has_more_pages or _is_below(kit, template, led_to)):
            hint = meant(template.name, TEMPLATES.values(), "the pages' templates are")
            yield Problem(found_at(template.file), 0, "no page leads to this template", hint, severity="warning")


def _is_below(kit: Kit, template: Template, led_to: Mapping[str, object]) -> bool:
    """Whether a template of the same name stands before it."""
    return any(one.name == template.name and one.file in led_to for one in kit.templates)


def _named_in(tree: nodes.Template) -> Iterator[tuple[str, str, int]]:
    """Options, fields of the page and the site, static files and texts that a template names by constants, each with its line."""
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    for one in tree.find_all((nodes.Getattr, nodes.Getitem)):
        name = one.attr if isinstance(one, nodes.Getattr) else _constant(one.arg) if isinstance(one, nodes.Getitem) else ""
        asked = one.node if isinstance(one, (nodes.Getattr, nodes.Getitem)) else None
        if not name:
            continue
        if isinstance(asked, nodes.Name) and asked.name in ("page", "site") and asked.name not in own:
            yield asked.name, name, one.lineno
        elif isinstance(asked, nodes.Getattr) and asked.attr == "options" and isinstance(asked.node, nodes.Name) and asked.node.name == "site":
            yield "option", name, one.lineno
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("static", "t") and call.node.name not in own and call.args:
            name = _constant(call.args[0])
            if name:
                yield "static" if call.node.name == "static" else "text", name, call.lineno


def _constant(node: nodes.Node) -> str:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""
