"""The tables of docs/themes.md, made from the code: `python -m tests.contract` writes them into it."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Final, get_args, get_origin, get_type_hints

from jinja2 import Environment, nodes
from markupsafe import Markup

from briefgen import dates, theme
from briefgen.pages.kinds import TEMPLATES
from briefgen.pages.site import SiteInfo
from briefgen.pages.written import ExtraPage
from briefgen.site import wording
from briefgen.site.render import Here, environment, host, policyhash
from tests.kits import kit

MODULES: Final = (
    "links",
    "cards",
    "article",
    "event",
    "dossier",
    "calendar",
    "lists",
    "sources",
    "front",
    "desk",
    "changelog",
    "written",
    "signposts",
    "site",
)
"""Of `briefgen.pages`: whose classes the tables tell of, in this order."""

DOCUMENT: Final = Path(__file__).parent.parent / "docs" / "themes.md"
_BEGIN, _END = "<!-- made by python -m tests.contract: {} -->", "<!-- end -->"

_OF_ALL: Final = ("path", "title", "description")
"""Fields that every page has, which the text tells of."""

_FUNCTIONS: Final = {"href": Here.href, "metadata": Here.metadata, "static": Here.static, "once": Here.once}
_TOLD: Final = {
    "t": (
        "t(key, name=value, …)",
        (
            "A text of the catalogue as HTML, with the values in the places of its `{names}`; `n=` is the number that chooses a plural form. "
            "Text and values are escaped, but for values that are markup. See [languages](languages.md)."
        ),
    ),
    "span": ("span(first, last)", "From one day to another, each a `time` element: `7–18 January 2022`, or as much as is known."),
    "ui_lang": ("ui_lang", "The language of the interface, as a tag: that of the site where there is a catalogue for it, or else `en`."),
    "ui_dir": ("ui_dir", "The direction in which it is written: `ltr` or `rtl`."),
    "weekdays": ("weekdays", "Seven pairs from Monday on: a day's name, and its short one."),
}
"""What has no docstring that says it to those who write templates."""


def made() -> dict[str, str]:
    """Each part of the document that is made, by its name."""
    return {
        "pages": "\n\n".join(_section(f"`{template}`", _about(kind), kind, but=_OF_ALL) for kind, template in TEMPLATES.items()),
        "values": "\n\n".join(_section(kind.__name__, _documented()[kind][0], kind) for kind in values()),
        "blocks": "\n".join(("| template | extends | blocks |", "|---|---|---|", *blocks())),
        "site": _table(SiteInfo),
        "functions": "\n".join(("| name | gives |", "|---|---|", *functions())),
        "filters": "\n".join(("| filter | gives |", "|---|---|", *filters())),
    }


def written(document: str) -> str:
    """The document with its made parts as the code has them."""
    for name, text in made().items():
        begin = _BEGIN.format(name)
        before, found, rest = document.partition(begin)
        _, ended, after = rest.partition(_END)
        if not found or not ended:
            raise ValueError(f"docs/themes.md has no part between {begin!r} and {_END!r}")
        document = f"{before}{begin}\n\n{text}\n\n{_END}{after}"
    return document


def values() -> list[type]:
    """What pages hold: the classes of `briefgen.pages` but for the pages themselves, in the order in which they stand there."""
    others = (*TEMPLATES, SiteInfo, ExtraPage)
    return [kind for kind in _documented() if kind not in others]


def blocks() -> list[str]:
    """The default theme's templates that have blocks, each with those that stand in it; in brackets what stands within one."""
    found = []
    for template in theme.load(Path(), theme.DEFAULT).templates:
        tree = Environment().parse(template.source)
        if named := _blocks_in(tree):
            above = tree.find(nodes.Extends)
            told = f"`{above.template.value}`" if above and isinstance(above.template, nodes.Const) else ""
            found.append(f"| `{template.name}` | {told} | {named} |")
    return sorted(found, key=lambda row: row.split("|")[2].strip() != "")  # what others extend comes first


def _blocks_in(node: nodes.Node) -> str:
    return ", ".join(dict.fromkeys(_named_blocks(node)))


def _named_blocks(node: nodes.Node) -> Iterable[str]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            within = _blocks_in(child)
            yield f"`{child.name}`" + (f" ({within})" if within else "")
        else:
            yield from _named_blocks(child)


def functions() -> list[str]:
    """Every global that Jinja has not, with what it gives."""
    plain = Environment().globals
    own = sorted(name for name in environment(kit({})).globals if name not in plain)
    rows = {name: (f"{name}({', '.join(_parameters(made))})", _first(made)) for name, made in _FUNCTIONS.items()} | _TOLD
    return [f"| `{rows[name][0]}` | {_cell(rows[name][1])} |" for name in own]


def filters() -> list[str]:
    """Every filter that Jinja has not, or has otherwise."""
    plain, ours = Environment().filters, environment(kit({})).filters
    own = sorted(name for name, one in ours.items() if plain.get(name) is not one)
    known = {"day": dates.day, "host": host, "policyhash": policyhash, **wording.FILTERS}
    return [f"| `{name}` | {_cell(_first(known[name]))} |" for name in own]


def _parameters(function: object) -> Iterable[str]:
    found = inspect.signature(function).parameters.values()  # type: ignore[arg-type]  # a function
    return [f"*{one.name}" if one.kind is one.VAR_POSITIONAL else one.name for one in found if one.name != "self"]


def _first(function: object) -> str:
    """What it says of itself, but for what it raises."""
    return re.sub(r"\s*Raises [^.]*\.", "", inspect.getdoc(function) or "")


def _about(kind: type) -> str:
    """What a page is, without its template's name."""
    return re.sub(r"[:;] template `[^`]+`", "", _documented()[kind][0])


def _section(heading: str, about: str, kind: type, but: tuple[str, ...] = ()) -> str:
    table = _table(kind, but)
    return f"### {heading}\n\n{about}" + (f"\n\n{table}" if table else "")


def _table(kind: type, but: tuple[str, ...] = ()) -> str:
    told = _documented()[kind][1]
    rows = [f"| `{name}` | {_type(hint)} | {_cell(told.get(name, ''))} |" for name, hint in get_type_hints(kind).items() if name not in but]
    return "\n".join(("| field | holds | |", "|---|---|---|", *rows)) if rows else ""


def _type(hint: object) -> str:
    """A type in words."""
    plain = {Markup: "HTML, shown as it stands", str: "text", int: "number", float: "number", bool: "true or false"}
    if isinstance(hint, type) and hint in plain:
        return plain[hint]
    arguments = get_args(hint)
    if isinstance(hint, UnionType):
        return f"{_type(arguments[0])} or none"
    if get_origin(hint) is tuple:
        return f"list of {_type(arguments[0])}" if arguments[1:] == (...,) else f"pair of {' and '.join(map(_type, arguments))}"
    if get_origin(hint) is dict:
        return "table"
    name = hint.__name__ if isinstance(hint, type) else str(hint)
    return f"[{name}](#{name.lower()})"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


@cache
def _documented() -> dict[type, tuple[str, dict[str, str]]]:
    """The classes of `briefgen.pages` in their order, each with its docstring and those of its fields."""
    found: dict[type, tuple[str, dict[str, str]]] = {}
    for module in (importlib.import_module(f"briefgen.pages.{name}") for name in MODULES):
        classes = [node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.ClassDef)]
        found |= {getattr(module, node.name): (" ".join((ast.get_docstring(node) or "").split()), _of_fields(node)) for node in classes}
    return found


def _of_fields(node: ast.ClassDef) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, below in zip(node.body, node.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            found[field.target.id] = str(ast.literal_eval(below.value))
    return found


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
