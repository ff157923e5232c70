"""Templates that cannot be parsed: what is wrong in the words of those who write them, where it begins, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from jinja2 import Environment, TemplateSyntaxError

from briefgen.toml import known

_LEXER: Final = Environment()  # noqa: S701 - it renders nothing
_ENDED: Final = ("autoescape", "block", "call", "filter", "for", "if", "macro", "set", "with")
"""Tags that go on until another one ends them; `set` does where it has no `=`."""
_OTHERS: Final = ("do", "elif", "else", "extends", "from", "import", "include")
_TAGS: Final = (*_ENDED, *_OTHERS, *(f"end{tag}" for tag in _ENDED))

_UNKNOWN: Final = re.compile(r"Encountered unknown tag '([^']*)'")
_INNERMOST: Final = re.compile(r"The innermost block that needs to be closed is '(\w+)'")
_BRACKET: Final = re.compile(r"unexpected '([^']+)', expected '([)\]}])'")
_CLOSING: Final = {")": "(", "]": "[", "}": "{"}


class _Open(NamedTuple):
    """A tag that nothing has ended yet."""

    tag: str
    line: int


def told(message: str, line: int, source: str) -> tuple[str, str, int]:
    """What is wrong, what to do, and the line, of what Jinja says of a template's syntax and of the line that it names."""
    if unknown := _UNKNOWN.match(message):
        return *_unknown(unknown[1], _open(source, line, unknown[1])), line
    if message.startswith("Unexpected end of template") and (innermost := _INNERMOST.search(message)):
        last = next((one for one in reversed(_open(source)) if one.tag == innermost[1]), _Open(innermost[1], line))
        return f"{last.tag!r} is never closed", f"close it with {{% end{last.tag} %}}", last.line
    if bracket := _BRACKET.match(message):
        return f"a {_CLOSING[bracket[2]]!r} is not closed before {bracket[1]!r}", f"close it with {bracket[2]!r}", line
    if message.startswith("unexpected char") and message.split()[2][1:2] in ("'", '"'):
        return "a text is not closed", "put the same quotation mark at its end", line
    if message.startswith("Missing end of "):
        what = message.removeprefix("Missing end of ").split()[0]
        return (
            f"{'a comment' if what == 'comment' else repr(what)} is never closed",
            f"close it with {'#}' if what == 'comment' else '{% endraw %}'}",
            line,
        )
    return message[:1].lower() + message[1:], _hint(message), line


def _hint(message: str) -> str:
    if "got '='" in message:
        return "to compare write '=='"
    if "expected an expression" in message.lower():
        return "write a value there, as a name, a text in quotes or a number"
    if end := re.search(r"expected token 'end of (print|block|statement block)[^']*', got '([^']*)'", message):
        return f"end it before {end[2]!r} with {'}}' if end[1] == 'print' else '%}'}"
    if wanted := re.search(r"expected token '([^']*)'", message):
        return f"write {'a name' if wanted[1] == 'name' else repr(wanted[1])} there"
    if message.startswith("unexpected '}'"):
        return "end what is shown with }}, a tag with %}, and each bracket before that"
    return "take it out, or put a text in quotes" if message.startswith("unexpected") else "mend the template"


def _unknown(tag: str, before: list[_Open]) -> tuple[str, str]:
    """What is wrong where a tag stands that there is not, or that ends another one than is open."""
    innermost = before[-1] if before else None
    if tag in _TAGS:
        if innermost is None:
            begun = {"else": "'if' or 'for'", "elif": "'if'"}.get(tag, repr(tag.removeprefix("end")))
            return f"{tag!r} without {begun} before it", "take it out, or begin what it belongs to"
        return f"{tag!r} where 'end{innermost.tag}' has to come first", f"close the {innermost.tag!r} of line {innermost.line} before it"
    if innermost and tag.startswith("end"):
        return f"there is no tag {tag!r}", f"did you mean 'end{innermost.tag}'?"
    return f"there is no tag {tag!r}", known(tag, _TAGS, "the tags")


def _open(source: str, until: int = 0, wrong: str = "") -> list[_Open]:
    """The tags that are open at the end of a template, or where the tag `wrong` stands on line `until`, the outermost first."""
    found: list[_Open] = []
    for line, tag, goes_on in _tags(source):
        if until and (line > until or (line == until and tag == wrong and not _fits(tag, found))):
            break
        if tag in _ENDED and goes_on:
            found.append(_Open(tag, line))
        elif found and tag == f"end{found[-1].tag}":
            found.pop()
    return found


def _fits(tag: str, before: list[_Open]) -> bool:
    """Whether a tag that belongs to another may stand where these are open."""
    innermost = before[-1].tag if before else ""
    return innermost in {"else": ("if", "for"), "elif": ("if",)}.get(tag, (tag.removeprefix("end"),))


def _tags(source: str) -> Iterator[tuple[int, str, bool]]:
    """The tags of a template as far as it can be read, each with its line, and whether another has to end it."""
    name, line, is_set_to = "", 0, False
    try:
        for number, kind, value in _LEXER.lex(source):
            if kind == "block_begin":
                name, line, is_set_to = "", number, False
            elif kind == "name" and not name and line:
                name = value
            elif kind == "operator" and value == "=":
                is_set_to = True
            elif kind == "block_end":
                yield line, name, name != "set" or not is_set_to
                line = 0
    except TemplateSyntaxError:
        return
