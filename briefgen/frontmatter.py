"""Front matter as text: found, read with the line of each key, written, and changed by the one line that has to change."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from briefgen import plain_yaml, toml
from briefgen.model import Plain

if TYPE_CHECKING:  # loaded where they are needed: most files' front matter is read without any of them
    import yaml
    from frontmatter.default_handlers import BaseHandler

_DEEPEST: Final = 20
_HARMLESS: Final = 1000
"""As many levels as any stack can take."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key's value. Scalars are the text as it was written, since `title: 1984` is a title and not a number."""

    line: int
    """Counted from 1 at the file's first line."""
    value: Plain


class Malformed(Exception):
    """Front matter that cannot be read: what is wrong, and on which line of the file."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


@dataclass(frozen=True, slots=True)
class Form:
    """A format of front matter."""

    mark: str
    """The line above and below it."""


YAML: Final = Form("---")
TOML: Final = Form("+++")


def split(text: str) -> tuple[str, str, Form | None]:
    """Front matter, body, and the format of the former (None when there is no front matter). Raises Malformed when it has no end."""
    if not text.startswith((YAML.mark, TOML.mark)):
        return "", text, None
    end = text.find("\n---", 3)
    if text.startswith("---\n") and text.startswith("\n---\n", end):  # as ingest writes it
        return text[4 : end + 1], text[end + 5 :], YAML
    for form, handler in _handlers():
        if handler.detect(text):
            try:
                return *handler.split(text), form
            except ValueError:
                raise Malformed(1, "the front matter has no end", f"close it with a line of {form.mark!r}") from None
    return "", text, None


@cache
def _handlers() -> tuple[tuple[Form, BaseHandler], ...]:
    """YAML between lines of exactly three hyphens, where python-frontmatter also takes rules of more, and TOML as Hugo writes it."""
    from frontmatter.default_handlers import BaseHandler, YAMLHandler

    def between(mark: str) -> re.Pattern[str]:
        return re.compile(rf"^{re.escape(mark)}[ \t]*\r?$\n?", re.MULTILINE)

    return (YAML, YAMLHandler(between(YAML.mark))), (TOML, BaseHandler(between(TOML.mark), TOML.mark, TOML.mark))


def fields(text: str, form: Form | None) -> dict[str, Field]:
    """The fields of front matter, by key. Raises Malformed."""
    if form is None:
        return {}
    if form is TOML:
        return _toml_fields(text)
    entries = plain_yaml.entries(text)
    return _yaml_fields(text) if entries is None else {key: Field(line + 2, value) for key, (line, value) in entries.items()}


def places(text: str) -> dict[str, int]:
    """The line of each key of a file's front matter, for saying where something is wrong. Found by looks, since reading YAML again would
    take longer than all the rest."""
    found: dict[str, int] = {}
    lines = text.splitlines()
    if not lines or lines[0].rstrip() not in _MARKS:
        return found
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() in _MARKS:
            break
        if key := _KEY_AT_START.match(line):
            found.setdefault(key[1], number)
    return found


_MARKS: Final = (YAML.mark, TOML.mark)
_KEY_AT_START: Final = re.compile(r"[\"']?([\w-]+)[\"']?[ \t]*[:=]")


def dump(values: Mapping[str, Plain], body: str) -> str:
    """A Markdown file with this front matter, in this order, and this body."""
    return f"---\n{_yaml_lines(values)}---\n" + (f"\n{body}\n" if body else "")


def with_field(text: str, key: str, value: Plain) -> str:
    """The file with `key: value` where the key stood, or else as the last line of its front matter (in TOML the last before its
    tables); no other byte is touched. A file without front matter gets one."""
    head, _, form = split(text)
    newline = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    line = _toml_line(key, value) if form is TOML else _yaml_lines({key: value})
    line = line.replace("\n", newline)
    if form is None:
        return f"---{newline}{line}---{newline}{newline}{text}"
    start = text.index("\n") + 1
    pieces = _pieces(head)
    names = [name for name, _ in pieces]
    place = next((names.index(name) for name in (key, _TABLES) if name in names), len(names))
    before = "".join(piece for _, piece in pieces[:place])
    after = "".join(piece for name, piece in pieces[place:] if name != key)
    return text[:start] + before + line + after + text[start + len(head) :]


def with_fields(text: str, values: Mapping[str, Plain]) -> str:
    """The file with these values, each under its key, and with all others as they were. Raises Malformed where the front matter is
    written so that no line of it can be changed alone, as in braces or indented."""
    head, _, form = split(text)
    before = {key: one.value for key, one in fields(head, form).items()}
    changed = text
    for key, value in values.items():
        changed = with_field(changed, key, value)
    with contextlib.suppress(Malformed):
        head, _, form = split(changed)
        if {key: one.value for key, one in fields(head, form).items()} == {**before, **values}:
            return changed
    raise Malformed(1, f"{' and '.join(map(repr, values))} cannot be changed by a line", "write the front matter as lines of 'key: value'")


def without_field(head: str, *keys: str) -> str:
    """Front matter's text without these top-level keys, each with the lines that its value goes on for."""
    return "".join(piece for name, piece in _pieces(head) if name not in keys)


_TABLES: Final = "["
_LINES: Final = re.compile(r"[^\n]*\n|[^\n]+")
_KEY_LINE: Final = re.compile(r"[\"']?([\w-]+)[\"']?[ \t]*[:=](.*)", re.DOTALL)
_QUOTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")


def _pieces(head: str) -> list[tuple[str, str]]:
    """Front matter's text in pieces, each with its top-level key: '' for comments and blank lines, '[' for all of TOML's tables."""
    pieces: list[tuple[str, str]] = []
    blank, unclosed = "", 0
    lines = _LINES.findall(head)
    for number, line in enumerate(lines):
        found = None if unclosed else _KEY_LINE.match(line)
        if not unclosed and line.startswith("["):
            return [*pieces, ("", blank), (_TABLES, "".join(lines[number:]))]
        if found:
            pieces += [("", blank), (found[1], line)]
            unclosed = _unclosed(found[2]) if found[2].lstrip().startswith(("[", "{")) else 0
        elif not unclosed and (not line.strip() or line.startswith("#")):
            blank += line  # part of the value only if that goes on below it
            continue
        elif pieces and (unclosed or line[0] in " \t-"):
            pieces.append((pieces[-1][0], blank + line))
            unclosed = max(0, unclosed + _unclosed(line)) if unclosed else 0
        else:
            pieces.append(("", blank + line))
        blank = ""
    return [*pieces, ("", blank)]


def _unclosed(text: str) -> int:
    """How many more brackets are opened than closed outside quotes."""
    bare = _QUOTED.sub("", text)
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")


class _Bare(str):
    """A date, which YAML writes without quotes."""


def _yaml_lines(values: Mapping[str, Plain]) -> str:
    import yaml

    base: type = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Dumper(base):  # type: ignore[misc]  # of its own, since representers are registered on the class
        pass

    Dumper.add_representer(_Bare, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:timestamp", str(value)))
    written = {key: _written(value) for key, value in values.items()}
    return str(yaml.dump(written, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=10**6))


def _loader() -> type:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _written(value: Plain) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d(T[\d:]+(Z|[+-]\d\d:\d\d)?)?", value, re.ASCII):
        return _Bare(value)
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    if isinstance(value, dict):
        return {key: _written(item) for key, item in value.items()}
    return value


def _toml_line(key: str, value: Plain) -> str:
    import json

    def one(item: Plain) -> str:
        if isinstance(item, bool):
            return str(item).lower()
        return json.dumps(str(item), ensure_ascii=False).replace("\x7f", "\\u007f")

    shown = "[" + ", ".join(map(one, value)) + "]" if isinstance(value, tuple) else one(value)
    return f"{key} = {shown}\n"


_UNCLOSED: Final = {
    "flow sequence": ("a list's '[' is not closed, or something in it is no text", "end the list with ']', and put text with signs in quotes"),
    "flow mapping": ("a '{' is not closed, or something in it is no text", "end it with '}', or put the text in quotes"),
    "quoted scalar": ("a quotation mark is not closed", "put the same mark at the end of the text"),
}
"""What libyaml was reading when it met something else, with what is wrong and what to do: the place is where that begins."""


def _yaml_fields(text: str) -> dict[str, Field]:
    import yaml

    try:
        _refuse_depth(text)
        root = yaml.compose(text, Loader=_loader())
    except yaml.YAMLError as error:
        what = str(getattr(error, "problem", None) or error)
        context = str(getattr(error, "context", None) or "")
        unclosed = next((told for sign, told in _UNCLOSED.items() if sign in context and ("end of stream" in what or "flow" in sign)), None)
        mark = (getattr(error, "context_mark", None) if unclosed else None) or getattr(error, "problem_mark", None)
        message, hint = unclosed or (what, "put text that has a colon or starts with a sign in quotes")
        raise Malformed(mark.line + 2 if mark else 1, f"not valid YAML: {message}", hint) from error
    except (RecursionError, ValueError) as error:
        raise Malformed(1, f"not valid YAML: {error}", "mend the front matter") from error
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise Malformed(2, "the front matter is not a list of 'key: value' lines", "write each as 'key: value'")
    found: dict[str, Field] = {}
    seen: set[int] = set()
    for key, value in root.value:
        line = key.start_mark.line + 2
        name = _key(key, seen)
        if name in found:
            raise Malformed(line, f"the key {name!r} stands twice", "keep one of them")
        found[name] = Field(line, _plain(value, seen, 0))
    return found


def _plain(node: yaml.Node, seen: set[int], depth: int) -> Plain:
    """A node's value. Anchors are refused: with them, a few lines can stand for gigabytes."""
    import yaml

    line = node.start_mark.line + 2
    if id(node) in seen:
        raise Malformed(line, "anchors ('&', '*') are not allowed in front matter", "write the value out")
    if depth > _DEEPEST:
        raise Malformed(line, "nested too deeply", "keep front matter flat")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        null = node.tag == "tag:yaml.org,2002:null"
        return "" if null else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain(item, seen, depth + 1) for item in node.value)
    return {_key(key, seen): _plain(value, seen, depth + 1) for key, value in node.value}


def _key(node: yaml.Node, seen: set[int]) -> str:
    """A key's text. A list or a mapping is none: it is what an unquoted `{{ template }}` comes to."""
    import yaml

    if not isinstance(node, yaml.ScalarNode):
        raise Malformed(node.start_mark.line + 2, "a key is not text", "put text that starts with a bracket in quotes")
    _plain(node, seen, 0)
    return str(node.value)


def _refuse_depth(text: str) -> None:
    """Raises Malformed for what is nested too deeply, before libyaml's composer gets it: at some ten thousand levels that one
    overflows the stack, and the process is gone. A level takes a sign, so that few texts need a look."""
    if sum(map(text.count, "[{-?:")) < _HARMLESS:
        return
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST + 1:
            raise Malformed(event.start_mark.line + 2 if event.start_mark else 1, "nested too deeply", "keep front matter flat")


def _toml_fields(text: str) -> dict[str, Field]:
    import tomllib

    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError is a ValueError, and so is a number of 5,000 digits
        place = re.search(r"at line (\d+)", str(error))
        raise Malformed(
            int(place[1]) + 1 if place else 1,
            f"not valid TOML: {toml.plainly(str(error))[0]}",
            toml.plainly(str(error))[1] or "mend the front matter",
        ) from error
    lines = {found[1]: number for number, line in enumerate(text.splitlines(), 2) if (found := re.match(r"\[?\s*[\"']?([\w-]+)", line))}
    return {key: Field(lines.get(key, 1), _text(value)) for key, value in table.items()}


def _text(value: object) -> Plain:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return tuple(_text(item) for item in value)
    if isinstance(value, dict):
        return {str(key): _text(item) for key, item in value.items()}
    return str(value)


def texts(value: Plain) -> Iterable[str]:
    """The text, or the texts of a list; nothing for what is empty or neither."""
    if isinstance(value, tuple):
        return tuple(item for item in value if isinstance(item, str) and item)
    return (value,) if isinstance(value, str) and value else ()
