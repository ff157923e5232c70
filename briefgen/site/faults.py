"""What went wrong in a template, as problems: where, among which lines, on which pages, and what may have been meant."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, cast

from jinja2 import StrictUndefined, TemplateNotFound, TemplatesNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import TemplateAssertionError, TemplateRuntimeError
from jinja2.utils import missing
from msgspec import Struct

from briefgen.catalogue import Catalogue, NoText, NotGiven
from briefgen.pages.site import SiteInfo
from briefgen.problem import Problem
from briefgen.site import syntax
from briefgen.site.kit import Choice, Kit
from briefgen.theme import found_at

_AROUND: Final = 2
"""So many lines before and after that which is wrong."""
_WIDEST: Final = 140
_MOST_NAMED: Final = 24


class Fault(NamedTuple):
    """A problem that a page met."""

    problem: Problem
    page: str
    """'content/articles/2024/a.md', or for a page without a file 'site/events/index.html'."""
    is_extra: bool = False
    """Whether a function of the archive's own planned the page."""


def gathered(faults: Iterable[Fault], *, more: bool = False) -> list[Problem]:
    """The problems, each once, with a page that met it and how many others did: at least so many if there are `more` pages."""
    found: dict[Problem, list[str]] = {}
    for fault in faults:
        found.setdefault(fault.problem, []).append(fault.page)
    return sorted(replace(problem, message=f"{problem.message} (for {_shown(pages, more=more)})") for problem, pages in found.items())


def _shown(pages: Sequence[str], *, more: bool) -> str:
    first, others = min(pages), len(pages) - 1
    if not others:
        return first
    return f"{first} and {'at least ' if more else ''}{others:,} other page{'s' if others > 1 else ''}"


# what was asked for in vain


class InVain(UndefinedError):
    """Raised where a template uses what is not there."""

    def __init__(self, owner: object, name: object, message: str) -> None:
        super().__init__(message)
        self.owner = owner
        """Of which it was asked; `missing` where a name stands alone."""
        self.asked = name


class Asked(StrictUndefined):
    """What is not there: whatever is done with it but asking whether it is raises InVain."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: object = missing, name: str | None = None, exc: type[TemplateRuntimeError] = UndefinedError
    ) -> None:
        def in_vain(message: str | None = None) -> TemplateRuntimeError:
            return exc(message) if hint else InVain(obj, name, message or "")

        super().__init__(hint, obj, name, cast(type[TemplateRuntimeError], in_vain))


class Unknown(Exception):
    """Raised where a template asks for something by a name that nothing has; `known` are the names that there are."""

    def __init__(self, message: str, name: str, known: Iterable[str], called: str) -> None:
        super().__init__(message)
        self.name = name
        self.known = known
        self.called = called
        """What the names are of: 'the files'."""


class Names(NamedTuple):
    """All that a template can name."""

    globals: Iterable[str]
    filters: Iterable[str]
    tests: Iterable[str]
    options: object
    """The theme's, with their values."""


def problem_of(error: Exception, name: str, kit: Kit, choice: Choice, names: Names) -> Problem:
    """What is wrong when rendering the template `name` raises this."""
    file, line = _place(error, choice, name)
    template = choice.at(file)
    if isinstance(error, TemplateSyntaxError) and template and not isinstance(error, TemplateAssertionError):
        message, hint, line = syntax.told(str(error.message).strip().rstrip("."), line, template.source)
    else:
        message, hint = _told(error, kit, choice, names)
    if not template:
        return Problem(file, line, message, hint)
    file = found_at(file)
    if isinstance(error, InVain) and error.owner is missing and re.search(rf"\{{%-?\s*set\b[^=%]*\b{re.escape(str(error.asked))}\b", template.source):
        hint = "a block knows only what is set outside of all blocks: set it there, or write {% block … scoped %}"
    return Problem(file, line, message, hint, around(template.source, line))


def _place(error: Exception, choice: Choice, name: str) -> tuple[str, int]:
    """The template and the line that an error comes from: the innermost of those that were being rendered."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or error.name or name, error.lineno
    steps = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    found = choice.of(name)
    return next((step for step in reversed(steps) if choice.at(step[0])), (found.file if found else name, 0))


def around(source: str, line: int) -> str:
    """A line of a text among those before and after it, with their numbers; '' when there is no such line."""
    lines = source.splitlines()
    if not 0 < line <= len(lines):
        return ""
    first, last = max(1, line - _AROUND), min(len(lines), line + _AROUND)
    width = len(str(last))
    return "\n".join(f"{'>' if one == line else ' '} {one:{width}} | {_cut(lines[one - 1])}".rstrip() for one in range(first, last + 1))


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _told(error: Exception, kit: Kit, choice: Choice, names: Names) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    match error:
        case InVain():
            return _in_vain(error, names)
        case Unknown():
            return str(error), meant(error.name, error.known, error.called)
        case TemplatesNotFound():
            return f"there is no template {' nor '.join(repr(name) for name in error.templates)}", ""
        case TemplateNotFound():
            asked = str(error.name)
            return f"there is no template {asked!r}", meant(asked, choice.names(), "the templates are")
        case TemplateSyntaxError() | TemplateRuntimeError():
            return _syntax(str(error.message), names)
        case NoText():
            return str(error), meant(error.key, _texts(kit.words), "the texts are")
        case NotGiven():
            return str(error), error.hint
        case LookupError() | UndefinedError():
            return str(error.args[0]) if error.args else type(error).__name__, ""
        case RecursionError():
            return "it includes or calls itself without end", "let it end somewhere"
    return f"{type(error).__name__}: {error}", ""


def _syntax(message: str, names: Names) -> tuple[str, str]:
    """Jinja's own words, with a hint where they name a filter or a test that there is not."""
    message = message.strip().rstrip(".")
    for kind, known in (("filter", names.filters), ("test", names.tests)):
        if message.startswith(f"No {kind} named "):
            name = message.removeprefix(f"No {kind} named ").split("'")[1]
            return f"there is no {kind} {name!r}", meant(name, known, f"the {kind}s are")
    return message[:1].lower() + message[1:], "" if "You probably" in message else "mend the template"


def _in_vain(error: InVain, names: Names) -> tuple[str, str]:
    name = str(error.asked)
    owner = error.owner
    if owner is missing:
        return f"there is no {name!r}", meant(name, ["page", "site", "body", *names.globals], "a template has")
    if owner is None:
        return f"{name!r} is asked of what is not there", "ask first whether it is: {% if … %}"
    if isinstance(owner, SiteInfo):
        return f"`site` has no {name!r}", meant(name, owner.__struct_fields__, "it has")
    if isinstance(owner, Struct):
        return f"{_kind(owner)} has no {name!r}", meant(name, owner.__struct_fields__, "it has")
    if owner is names.options and isinstance(owner, dict):
        return f"the theme has no option {name!r}", meant(name, owner, "its options are") or "it has none"
    if isinstance(owner, dict):
        return f"there is no {name!r} in these values", meant(name, map(str, owner), "they are") if owner else "there are none"
    return f"{_NAMES.get(type(owner), type(owner).__name__)} has no {name!r}", ""


def _kind(owner: Struct) -> str:
    """How themes know a value: 'an ArticlePage'."""
    name = type(owner).__name__
    return f"{'an' if name[0] in 'AEIO' else 'a'} {name}"


_NAMES: Final = {str: "a text", int: "a number", float: "a number", bool: "a switch", tuple: "a list", list: "a list"}


def _texts(words: Catalogue) -> list[str]:
    return sorted({*words.texts, *(words.fallback.texts if words.fallback else ())})


def meant(name: str, known: Iterable[str], called: str) -> str:
    """A hint at the name that was meant, or at all that there are, if they are not too many."""
    names = sorted({one for one in known if not one.startswith("_")})
    close = difflib.get_close_matches(name, names, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"{called} {', '.join(names[:_MOST_NAMED])}{' …' if len(names) > _MOST_NAMED else ''}" if names else ""
