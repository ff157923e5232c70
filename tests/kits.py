"""Themes for tests that render: templates given as text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from briefgen import theme, translation
from briefgen.site.kit import Kit
from briefgen.theme import Template

ENGLISH: Final = translation.load(theme.load(Path(), theme.DEFAULT).words, "en")


def kit(templates: Mapping[str, str], statics: Mapping[str, str] | None = None, chain: tuple[str, ...] = ("mine",)) -> Kit:
    """A theme with these templates: 'article.html' is the first theme's of the chain, 'briefing:article.html' the theme's that is named."""
    made = []
    for key, source in templates.items():
        theme, _, name = key.rpartition(":")
        made.append(Template(name, theme or chain[0], f"themes/{theme or chain[0]}/templates/{name}", source))
    made.sort(key=lambda one: (chain.index(one.theme), one.name))
    return Kit(tuple(made), chain, ENGLISH, tuple(sorted((statics or {}).items())))
