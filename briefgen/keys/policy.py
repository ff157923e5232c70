"""What may be shown of whose articles, and when: rights, editions, embargoes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen import toml
from briefgen.keys import given

if TYPE_CHECKING:
    from collections.abc import Callable

RIGHTS = ("full", "excerpt", "metadata")
"""How much of an article is shown, the most first."""
PUBLIC = "public"
"""The edition that is built where none is named, into the folder `site/`."""
SUMMARY = -1
"""In place of an excerpt's words: nothing but the summary that a person wrote."""
LONGEST_EXCERPT = 10_000


class Chosen(NamedTuple):
    """Articles by what their front matter says of them: names as `fold` gives them, and slugs of events."""

    outlets: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


class Policy(NamedTuple):
    """What may be shown of whose articles, and when. No dataclass, as in `config`."""

    rights: str = "full"
    """Of an article that says nothing of its own, and whose outlet has no line."""
    outlets: tuple[tuple[str, str], ...] = ()
    """Outlets, as `fold` gives their names, each with the rights of its articles; sorted."""
    excerpt: int = 0
    """How many words an excerpt has at most; 0 for a beginning of the usual length, or SUMMARY."""
    noindex: bool = False
    """Whether search engines are to leave the archive out,"""
    noindexed: tuple[str, ...] = ()
    """or just these outlets, as `fold` gives their names."""
    is_lifted: bool = False
    """Whether everything is shown in full, whatever its rights."""
    drafts: bool = False
    """Whether drafts are shown, and what is not to be published yet."""
    without: Chosen = Chosen()
    """What is left out."""
    date: str = ""
    """The day, as YYYY-MM-DD, on which it is built: what is to be published later is not shown. Without one nothing that waits for its day is."""


class Edition(NamedTuple):
    """One of the sites that an archive yields."""

    name: str = PUBLIC
    title: str | None = None
    """In place of the archive's, and so is the next."""
    description: str | None = None
    base_url: str | None = None
    """Where it is to be: the archive's own address is the public edition's, and no two sites are at one."""
    is_lifted: bool = False
    desk: bool | None = None
    drafts: bool = False
    noindex: bool = False
    without: Chosen = Chosen()


USUAL_EDITIONS = (Edition("internal", is_lifted=True, desk=True, drafts=True, noindex=True), Edition())
"""Those that every archive has; `[editions]` may say otherwise of them."""


def folder_of(edition: str, site: str) -> str:
    """The folder that an edition is built into: `site` itself for the public one."""
    return site if edition in ("", PUBLIC) else f"{site}-{edition}"


# what briefgen.toml says


class Rights(NamedTuple):
    """What the key `rights` says."""

    default: str = "full"
    outlets: tuple[tuple[str, str], ...] = ()
    excerpt: int = 0


class Noindex(NamedTuple):
    """What the key `noindex` says."""

    whole: bool = False
    outlets: tuple[str, ...] = ()


def of(told: Rights, noindex: Noindex, edition: Edition, date: str) -> Policy:
    """The policy of an edition, on a day."""
    return Policy(
        rights=told.default,
        outlets=told.outlets,
        excerpt=told.excerpt,
        noindex=noindex.whole or edition.noindex,
        noindexed=noindex.outlets,
        is_lifted=edition.is_lifted,
        drafts=edition.drafts,
        without=edition.without,
        date=date,
    )


def rights(value: object) -> Rights:
    """The key `rights`: a value for the whole archive, or a table. Raises ValueError."""
    if not isinstance(value, dict):
        return Rights(_right(value))
    readers: dict[str, Callable[[object], object]] = {"default": _right, "outlets": _outlets, "excerpt": _words}
    return Rights(**given.table(value, readers, 'rights = { default = "excerpt" }'))  # type: ignore[arg-type]  # each gives its field's type


def noindex(value: object) -> Noindex:
    """The key `noindex`: whether, or a list of outlets. Raises ValueError."""
    if isinstance(value, bool):
        return Noindex(value)
    if not isinstance(value, list):
        raise ValueError(f"{toml.shown(value)} is neither true nor false, nor a list of outlets", 'write true, or a list like ["The Example"]')
    return Noindex(outlets=_names(value))


def editions(value: object) -> tuple[Edition, ...]:
    """The table `editions`: every edition that there is, with what the table says of it. Raises ValueError."""
    if not isinstance(value, dict):
        raise ValueError("write it as tables: [editions.partners] and below it lines like desk = false")
    found = {edition.name: edition for edition in USUAL_EDITIONS}
    for name, fields in given.each(value, _edition).items():
        found[name] = found.get(name, Edition(name))._replace(**fields)
    return tuple(sorted(found.values()))


def _edition(name: str, value: object) -> dict[str, Any]:
    """What a table says of an edition, as its fields."""
    if not _is_name(name):
        raise given.Unknown(f"{name!r} cannot be an edition's name", "write small letters, digits and hyphens")
    fields = given.table(value, _EDITION, "desk = false")
    if "rights" in fields:
        fields["is_lifted"] = fields.pop("rights")
    return fields


def _is_name(name: str) -> bool:
    return 0 < len(name) <= 40 and all(sign in "abcdefghijklmnopqrstuvwxyz0123456789-" for sign in name) and name.strip("-") == name


def _right(value: object) -> str:
    if value not in RIGHTS:
        raise ValueError(f"{toml.shown(value)} is none of {', '.join(RIGHTS)}", 'write it like rights = "excerpt"')
    return str(value)


def _outlets(value: object) -> tuple[tuple[str, str], ...]:
    from briefgen.text import fold

    if not isinstance(value, dict):
        raise ValueError(f"{toml.shown(value)} is no table", 'write it like outlets = { "The Example" = "excerpt" }')
    return tuple(sorted((fold(name), right) for name, right in given.each(value, _right_of).items()))


def _right_of(outlet: str, value: object) -> str:
    if value not in RIGHTS:
        raise ValueError(f"{toml.shown(value)} is none of {', '.join(RIGHTS)}", f'write it like {toml.written(outlet)} = "excerpt"')
    return str(value)


def _words(value: object) -> int:
    if value == "summary":
        return SUMMARY
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LONGEST_EXCERPT:
        raise ValueError(f"{toml.shown(value)} is not a number of words", f'write a whole number from 1 to {LONGEST_EXCERPT}, or "summary"')
    return value


def _names(value: object) -> tuple[str, ...]:
    from briefgen.text import fold

    return tuple(sorted({fold(name) for name in given.texts(value)}))


def _chosen(value: object) -> Chosen:
    fields = given.table(value, {"outlets": _names, "tags": _names, "events": given.texts}, '{ tags = ["internal"] }')
    return Chosen(**fields)  # type: ignore[arg-type]  # each gives its field's type


def _shown_rights(value: object) -> bool:
    if value not in ("kept", "lifted"):
        hint = 'write "kept" to show what rights allow, "lifted" to show everything'
        raise ValueError(f'{toml.shown(value)} is neither "kept" nor "lifted"', hint)
    return value == "lifted"


_EDITION: dict[str, Callable[[object], object]] = {
    "title": given.text,
    "description": given.text,
    "base_url": given.address,
    "rights": _shown_rights,
    "desk": given.whether,
    "drafts": given.whether,
    "noindex": given.whether,
    "without": _chosen,
}
