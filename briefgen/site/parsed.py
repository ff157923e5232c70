"""Templates as Jinja's syntax trees: each is parsed once for all that is asked of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from jinja2 import Environment, TemplateSyntaxError, nodes

_PARSER: Final = Environment()  # noqa: S701 - it renders nothing


@lru_cache(maxsize=128)  # a tree takes a hundred times as much as its text, and a theme has some thirty
def parsed(source: str) -> nodes.Template | None:
    """The tree of a template's text; None where it cannot be parsed, which whoever renders it says. Nobody may change it."""
    try:
        return _PARSER.parse(source)
    except TemplateSyntaxError:
        return None
