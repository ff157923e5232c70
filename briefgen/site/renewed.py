"""What a page is given, with files of content/ in it as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec import Struct, structs

from briefgen.library.heads import Head
from briefgen.library.originals import ArticleFile
from briefgen.model import Event, TextPage
from briefgen.site.listed import Listed


class Renewed(NamedTuple):
    """A file below content/, read again."""

    digest: bytes
    head: Head | None = None
    event: Event | None = None
    page: TextPage | None = None


def renewed(value: Any, found: Mapping[str, Renewed]) -> Any:
    """The value with all that it holds of these files, which are named by their paths below content/, replaced by what they hold now;
    itself, where that is nothing."""
    match value:
        case Head() | ArticleFile() | Event() | TextPage():
            return _of_file(value, found)
        case Listed():
            head = renewed(value.head, found)
            return value if head is value.head else Listed(head, value.event, value.sig[len(value.head.sig) :])
        case tuple():
            parts = [renewed(part, found) for part in value]
            if all(new is old for new, old in zip(parts, value, strict=True)):
                return value
            return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
        case Struct():
            fields = {name: getattr(value, name) for name in value.__struct_fields__}
            changed = {name: new for name, old in fields.items() if (new := renewed(old, found)) is not old}
            return structs.replace(value, **changed) if changed else value
    return value


def _of_file(value: Head | ArticleFile | Event | TextPage, found: Mapping[str, Renewed]) -> Any:
    new = found.get(value.path)
    if new is None:
        return value
    match value:
        case Head():
            return new.head or value
        case ArticleFile():
            if new.head is None:
                return structs.replace(value, digest=new.digest)
            return structs.replace(value, digest=new.digest, rights=new.head.rights, noindex=new.head.noindex)
        case Event():
            return new.event or value
        case TextPage():
            return new.page or value
