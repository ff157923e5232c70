"""Templates that cannot be parsed, in the words of those who write them."""

from __future__ import annotations

import pytest
from jinja2 import Environment, TemplateSyntaxError

from briefgen.site import syntax


def told(source: str) -> tuple[str, str, int]:
    with pytest.raises(TemplateSyntaxError) as caught:
        Environment().parse(source)
    return syntax.told(str(caught.value.message), caught.value.lineno, source)


@pytest.mark.parametrize(
    ("source", "message", "hint", "line"),
    [
        ("{% if a %}\n{% endfi %}", "there is no tag 'endfi'", "did you mean 'endif'?", 2),
        ("{% blok a %}", "there is no tag 'blok'", "did you mean 'block'?", 1),
        ("{% for a in b %}\n\n{% endif %}", "'endif' where 'endfor' has to come first", "close the 'for' of line 1 before it", 3),
        ("{% if a %}{% endfor %}", "'endfor' where 'endif' has to come first", "close the 'if' of line 1 before it", 1),
        ("{% endblock %}", "'endblock' without 'block' before it", "take it out, or begin what it belongs to", 1),
        ("{% elif a %}", "'elif' without 'if' before it", "take it out, or begin what it belongs to", 1),
        ("a\n{% if a %}\n{% for b in c %}\n{% endfor %}\n", "'if' is never closed", "close it with {% endif %}", 2),
        ("{% block a %}{% if a %}x{% endif %}\n{% set b = 1 %}\n", "'block' is never closed", "close it with {% endblock %}", 1),
        ("{% for a in b %}{% set c %}{% endset %}\n", "'for' is never closed", "close it with {% endfor %}", 1),
        ("{{ f(a }}", "a '(' is not closed before '}'", "close it with ')'", 1),
        ("{{ a[1 }}", "a '[' is not closed before '}'", "close it with ']'", 1),
        ("{{ 'a }}", "a text is not closed", "put the same quotation mark at its end", 1),
        ("{# a", "a comment is never closed", "close it with #}", 1),
        ("{% raw %}a", "'raw' is never closed", "close it with {% endraw %}", 1),
        ("{% if a = b %}{% endif %}", "expected token 'end of statement block', got '='", "to compare write '=='", 1),
        ("{{ a b }}", "expected token 'end of print statement', got 'b'", "end it before 'b' with }}", 1),
        ("{% for a b %}{% endfor %}", "expected token 'in', got 'b'", "write 'in' there", 1),
        ("{{ a }", "unexpected '}'", "end what is shown with }}, a tag with %}, and each bracket before that", 1),
        ("{{ f(a)) }}", "unexpected ')'", "take it out, or put a text in quotes", 1),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_what_to_do(source: str, message: str, hint: str, line: int) -> None:
    """What is open is told where it begins."""
    assert told(source) == (message, hint, line)


def test_a_tag_like_no_other_is_told_with_those_that_there_are() -> None:
    """In a sentence."""
    assert told("{% zzz %}")[1].startswith("the tags are autoescape, block, ")
