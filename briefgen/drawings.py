"""SVG files: how large they are, and whether they are drawings and nothing else.

Within a page an SVG is shown by `<img>`, where a browser runs and loads nothing of it. But it has an address of its own, and opened there
it would run what is in it, in the site's name. So one that does more than draw is not published.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from xml.parsers import expat

_ACTING: Final = frozenset({"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"})
_MOVING: Final = frozenset({"animate", "animatemotion", "animatetransform", "set"})
_LENGTH: Final = re.compile(r"\s*(\d{1,6}(?:\.\d{1,9})?)(?:px)?\s*")
_WITHIN: Final = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp)[;,])", re.IGNORECASE)
"""The only addresses that a drawing may have: places in itself, and pictures that it holds."""
_LOADS: Final = re.compile(r"@import|\\|(?:image-set|image|src|cross-fade|element)\(|url\(\s*[\"']?\s*(?!#)[^\s\"')]", re.IGNORECASE)
"""What loads something in a style, by a function or by an address that is written out: a backslash could spell the rest of it."""
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_XML: Final = "http://www.w3.org/XML/1998/namespace"


class Size(NamedTuple):
    """In pixels; 0 and 0 where the file does not say."""

    width: int
    height: int


def size(data: bytes) -> Size:
    """A drawing's size. Raises ValueError with what is wrong with it."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.ProcessingInstructionHandler = reader.instruction
    try:
        parser.Parse(data, True)  # noqa: FBT003 - it takes no name
    except expat.ExpatError as error:
        raise ValueError(f"is no SVG: {expat.errors.messages[error.code]} in line {error.lineno}") from error
    reader.close()
    return reader.size


class _Reader:
    """Looks at each element, and remembers the first one's size. Raises ValueError."""

    def __init__(self) -> None:
        self.size = Size(0, 0)
        self._depth = 0
        self._style: list[str] = []
        self._in_style = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        namespace, _, tag = name.rpartition(" ")
        tag = tag.lower()
        if namespace == _XHTML:  # a browser takes it for what it is in a page
            raise ValueError(f"has a <{tag}> of HTML in it")
        if not self._depth:
            if tag != "svg":
                raise ValueError(f"is no SVG: it begins with <{tag}>")
            self.size = _size(attributes)
        self._depth += 1
        if tag in _ACTING:
            raise ValueError(f"has a <{tag}> in it")
        if tag == "style":
            self._in_style += 1
        for key, value in attributes.items():
            space, _, local = key.rpartition(" ")
            if (space, local.lower()) == (_XML, "base"):
                raise ValueError("has the attribute xml:base in it")
            _allow(tag, local.lower(), value)

    def end(self, name: str) -> None:
        """An element ends."""
        self._depth -= 1
        if name.rpartition(" ")[2].lower() == "style":
            self._in_style -= 1

    def text(self, data: str) -> None:
        """Text, in pieces."""
        if self._in_style:
            self._style.append(data)

    def doctype(self, *_: object) -> None:
        """A declaration may define entities, which may grow without end."""
        raise ValueError("has a <!DOCTYPE> in it")

    def instruction(self, target: str, _data: str) -> None:
        """An instruction may name a style sheet, or another one that acts."""
        raise ValueError(f"has a <?{target}> in it")

    def close(self) -> None:
        """The file ends."""
        if _LOADS.search("".join(self._style)):
            raise ValueError("has a style that loads something")


def _allow(tag: str, key: str, value: str) -> None:
    """Raises ValueError for an attribute that does more than draw."""
    if key.startswith("on"):
        raise ValueError(f"has the attribute {key} in it")
    if key in ("href", "src") and not _WITHIN.match(value):
        raise ValueError(f"leads to {value[:60]!r}")
    if tag in _MOVING and key == "attributename" and value.strip().lower().rpartition(":")[2] in ("href", "style"):
        raise ValueError(f"changes {value!r} as time goes by")
    if key not in ("href", "src") and _LOADS.search(value):
        raise ValueError(f"has the attribute {key}, which loads something")


def _size(attributes: dict[str, str]) -> Size:
    found = [_LENGTH.fullmatch(attributes.get(key, "")) for key in ("width", "height")]
    if not all(found):
        box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
        found = [_LENGTH.fullmatch(part) for part in box[2:]] if len(box) == 4 else []
    numbers = [round(float(one[1])) for one in found if one]
    return Size(*numbers) if len(numbers) == 2 and all(numbers) else Size(0, 0)
