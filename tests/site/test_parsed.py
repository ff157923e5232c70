"""Templates are parsed once, whoever asks something of them."""

from __future__ import annotations

from collections import Counter

import pytest
from jinja2 import Environment, nodes

from briefgen.site import blocks, parsed
from briefgen.site.frames import closure_of
from briefgen.site.kit import Choice
from briefgen.site.render import environment
from tests.kits import kit

TEMPLATES = {
    "base.html": "{% block once_parsed_main %}{{ site.title }}{% endblock %}",
    "page.html": "{% extends 'base.html' %}{% block once_parsed_main %}1{% endblock %}",
    "list.html": "{% extends 'base.html' %}{% block once_parsed_mian %}2{% endblock %}",
}


def test_a_template_is_parsed_once_for_all_that_is_asked_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What pages depend on, and which blocks override nothing, though one template stands below all others."""
    asked: Counter[str] = Counter()
    parse = Environment.parse

    def counted(self: Environment, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        asked[source] += 1
        return parse(self, source, name, filename)

    monkeypatch.setattr(Environment, "parse", counted)
    parsed.parsed.cache_clear()
    theme = kit(TEMPLATES)
    for name in TEMPLATES:
        closure_of(name, environment(theme))
    assert [problem.path for problem in blocks.problems_of(theme, Choice(theme))] == ["themes/mine/templates/list.html"]
    assert asked == Counter(TEMPLATES.values())


def test_what_cannot_be_parsed_is_nothing() -> None:
    """Whoever renders it says what is wrong with it."""
    assert parsed.parsed("{% if %}") is None
