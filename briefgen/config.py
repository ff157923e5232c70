"""briefgen.toml: what an archive's owner decides, as a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefgen import files, toml
from briefgen.dialect import USUAL, Dialect
from briefgen.keys import exporting, given, policy, syndication
from briefgen.keys.exporting import Exports
from briefgen.keys.policy import PUBLIC, USUAL_EDITIONS, Edition, Policy, Rights
from briefgen.keys.syndication import Feeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from briefgen.keys.policy import Noindex
    from briefgen.keys.security import Security
    from briefgen.keys.targets import Target
    from briefgen.problem import Problem, Unreadable

NAME = "briefgen.toml"


class Extend(NamedTuple):
    """Functions in the archive's folder `extensions/`, from `[extend]`: each is named 'NAME:function', of NAME.py."""

    readers: tuple[tuple[str, str], ...] = ()
    """With the endings of the seeds that they read."""
    rules: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    """With the names that templates give them."""
    pages: tuple[str, ...] = ()


class Config(NamedTuple):
    """The keys of briefgen.toml, with their defaults. No dataclass: every command reads it first, and `dataclasses` is slow to import."""

    title: str = "Briefing archive"
    description: str = ""
    base_url: str = ""
    """'https://host/path/' (it always ends in '/'), or '' when the site's address is not known or does not matter."""
    language: str = "en"
    theme: str = "briefing"
    per_page: int = 50
    search: bool = True
    """Whether the site has a search page and its index."""
    facts: bool = True
    """Whether events' pages tell what is read out of the articles: names, figures, quotations, what happened."""
    executor: str = ""
    """'package.module:name' of a function that returns a `concurrent.futures.Executor`, over which work is mapped; '' for processes
    of this machine."""
    outlets: tuple[tuple[str, str], ...] = ()
    """Host names and the outlets whose they are, from `[outlets]`."""
    markdown: Dialect = USUAL
    """What is markup beside CommonMark's, from `[markdown]`."""
    desk: bool = False
    """Whether the site has the maintainers' pages."""
    compress: bool = False
    """Whether texts lie there in compressed forms too, for hosts that send what they find."""
    extend: Extend = Extend()
    """The archive's own code."""
    safe: bool = False
    """Whether no code of the archive's may run. No key, but the option of that name."""
    rights: Rights = Rights()
    """How much of articles is shown that say nothing of it themselves."""
    editions: tuple[Edition, ...] = USUAL_EDITIONS
    """The sites that the archive yields, from `[editions]`,"""
    edition: str = PUBLIC
    """the name of the one that is built,"""
    site: str = "site"
    """and the folder that it is built into."""
    policy: Policy = Policy()
    """What may be shown of whose articles, from `rights`, `noindex` and the edition."""
    noindex: bool = False
    """Whether search engines are to leave the archive out."""
    canonical: str = "self"
    """What is said to be an article's own address: 'self' for its page here, or 'source' for its publisher's."""
    archived: str = ""
    """Where others may keep copies of sources that are gone, as a pattern of addresses; '' for nowhere."""
    security: Security | None = None
    """What `.well-known/security.txt` says, from `[security]`; without it there is no such file."""
    exports: Exports = Exports()
    """What is given to other programs, from `[exports]`."""
    feeds: Feeds = Feeds()
    """Which feeds there are, and what is in them."""
    deploy: tuple[Target, ...] = ()
    """Where the site is deployed to, from `[deploy.NAME]`, by name."""
    options: tuple[tuple[str, object], ...] = ()
    """The theme's options, as `[theme]` gives them: what it may say only the theme knows."""


def find(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds a briefgen.toml."""
    return next((folder for folder in files.folders_above(start) if files.exists(folder / NAME)), None)


def load(root: Path, *, safe: bool = False, edition: str = "", date: str = "") -> Config:
    """The archive's configuration, as it is for an edition, the public one where none is named, on a day, YYYY-MM-DD; if it is to be `safe`, with
    nothing that runs the archive's code. Raises Unreadable with all that is wrong with it, one problem after the other."""
    data = files.read_or_none(root / NAME)
    if data is None:
        hint = "run 'briefgen new DIR' to make an archive, or name one with -C DIR"
        raise _unreadable(_problem(0, f"there is no {NAME} in this folder or above it", hint))
    found = parse(data, edition, date)
    return found._replace(extend=Extend(), executor="", safe=True) if safe else found


def parse(data: bytes, edition: str = "", date: str = "") -> Config:
    """See `load`."""
    source, table = toml.read(data, NAME)
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for key, value in table.items():
        line = toml.place_of(source, key)
        if key in _GONE:
            problems.append(_problem(line, f"there is no key {key!r} any more", _GONE[key], toml.line(source, line)))
            continue
        if key not in _READERS:
            problems.append(_problem(line, f"unknown key {key!r}", toml.known(key, _READERS), toml.line(source, line)))
            continue
        try:
            values[key] = _READERS[key](value)
        except ValueError as error:
            problems += [_at(source, (key, *keys), f"{key}: {message}", hint) for message, hint, keys in given.faults(error)]
    problems += _misled(table, source)
    if problems:
        raise _unreadable(*sorted(problems))
    theme = values.pop("theme", None)
    if isinstance(theme, Dress):
        values |= theme._asdict()
    noindex = values.pop("noindex", policy.Noindex())
    config = Config(**values)  # type: ignore[arg-type]  # each reader returns its field's type
    return _edited(config, edition or PUBLIC, date, noindex) if isinstance(noindex, policy.Noindex) else config


def _misled(table: Mapping[str, object], source: str) -> Iterator[Problem]:
    """Targets of an edition that there is not, be the rest of them well or not."""
    editions, targets = (found if isinstance(found := table.get(key), dict) else {} for key in ("editions", "deploy"))
    names = sorted({*editions, *(one.name for one in USUAL_EDITIONS)})
    for name, target in targets.items():
        edition = target.get("edition") if isinstance(target, dict) else None
        if edition and isinstance(edition, str) and edition not in names:
            message = f"deploy: {name}: edition: there is no edition {edition!r}"
            yield _at(source, ("deploy", name, "edition"), message, toml.known(edition, names, "the editions"))


def _edited(config: Config, name: str, date: str, noindex: Noindex) -> Config:
    """The configuration as it is for an edition, on a day."""
    edition = next((one for one in config.editions if one.name == name), None)
    if edition is None:
        names = [one.name for one in config.editions]
        raise _unreadable(_problem(0, f"there is no edition {name!r}", toml.known(name, names, "the editions")))
    is_hidden = noindex.whole or edition.noindex
    return config._replace(
        title=config.title if edition.title is None else edition.title,
        description=config.description if edition.description is None else edition.description,
        base_url=config.base_url if edition.base_url is None and name == PUBLIC else edition.base_url or "",
        desk=config.desk if edition.desk is None else edition.desk,
        noindex=is_hidden,
        edition=name,
        site=policy.folder_of(name, "site"),
        policy=policy.of(config.rights, noindex, edition, date),
    )


def place_of(root: Path, *keys: str, holding: str = "") -> Problem:
    """Where these keys stand in the archive's briefgen.toml, as the beginning of a problem; of a value of several lines the one that holds
    this."""
    source = (files.read_or_none(root / NAME) or b"").decode("utf-8-sig", "replace")
    line = toml.place_of(source, *keys)
    lines = source.splitlines()
    line = next((number for number in range(max(line, 1), len(lines) + 1) if holding in lines[number - 1]), line) if holding else line
    return _problem(line, "", quote=toml.line(source, line))


class Dress(NamedTuple):
    """What the key `theme` says."""

    theme: str
    options: tuple[tuple[str, object], ...]


def _at(source: str, keys: tuple[str, ...], message: str, hint: str) -> Problem:
    line = toml.place_of(source, *keys)
    return _problem(line, message, hint, toml.line(source, line))


def _problem(line: int, message: str, hint: str = "", quote: str = "") -> Problem:
    from briefgen.problem import Problem

    return Problem(NAME, line, message, hint, quote)


def _unreadable(*problems: Problem) -> Unreadable:
    from briefgen.problem import Unreadable

    return Unreadable(*problems)


def _language(value: object) -> str:
    text = given.text(value)
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise ValueError(f"{text!r} is not a language; write a tag like 'en' or 'pt-BR'")
    return text


def _page_size(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1000:
        raise ValueError(f"{toml.shown(value)} is not a whole number from 1 to 1000", "write it like per_page = 50")
    return value


def _factory(value: object) -> str:
    text = given.text(value)
    module, colon, name = text.partition(":")
    if text and not (colon and all(part.isidentifier() for part in (*module.split("."), name))):
        raise ValueError(f"{text!r} names no function; write it like 'package.module:name'")
    return text


def _outlets(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ValueError('write it as a table: [outlets] and below it lines like "example.org" = "The Example"')
    return tuple(sorted((host.lower().removeprefix("www."), name) for host, name in given.each(value, _outlet).items()))


def _outlet(host: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{toml.shown(value)} is no outlet's name", f'write it like {toml.written(host)} = "The Example"')
    return value


def _theme(value: object) -> Dress:
    if isinstance(value, str):
        return Dress(value, ())
    if not isinstance(value, dict):
        raise ValueError(f'{toml.shown(value)} is neither a theme\'s name nor a table; write it as [theme] and below it name = "briefing"')
    name = value.get("name", Config().theme)
    if not isinstance(name, str):
        raise given.Faulty(given.Fault(f"its name {toml.shown(name)} is not text; put it in quotes", keys=("name",)))
    return Dress(name, tuple(sorted((str(key), item) for key, item in value.items() if key != "name")))


def _dialect(value: object) -> Dialect:
    if not isinstance(value, dict):
        raise ValueError('write it as a table: [markdown] and below it lines like "footnotes = true"')
    return Dialect(**given.table(value, dict.fromkeys(Dialect._fields, given.whether), "footnotes = true"))  # type: ignore[arg-type]  # switches


def _extend(value: object) -> Extend:
    if not isinstance(value, dict):
        raise ValueError('write it as a table: [extend] and below it lines like rules = ["ours:advertisements"]')
    return Extend(**given.table(value, _EXTEND, 'rules = ["ours:advertisements"]'))  # type: ignore[arg-type]  # each gives its field's type


def _functions(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError('write it as a list: ["ours:name"]')
    return tuple(_function(one) for one in value)


def _readers(value: object) -> tuple[tuple[str, str], ...]:
    return _named_functions(value, r"\.[a-z0-9]{1,12}", '{ ".eml" = "mail:read" }')


def _filters(value: object) -> tuple[tuple[str, str], ...]:
    return _named_functions(value, r"[A-Za-z_][A-Za-z0-9_]*", '{ initials = "ours:initials" }')


def _named_functions(value: object, names: str, example: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ValueError(f"write it as a table: {example}")

    def read(name: str, function: object) -> str:
        if not re.fullmatch(names, name):
            raise given.Unknown(f"{name!r} cannot be; write it like {example}")
        return _function(function)

    return tuple(sorted(given.each(value, read).items()))


def _function(value: object) -> str:
    text = _factory(value)
    if not text:
        raise ValueError("'' names no function; write it like 'ours:name', for a function in extensions/ours.py")
    return text


_EXTEND: dict[str, Callable[[object], object]] = {"readers": _readers, "rules": _functions, "filters": _filters, "pages": _functions}


def _canonical(value: object) -> str:
    if value not in ("self", "source"):
        raise ValueError(f"{toml.shown(value)} is neither 'self' nor 'source'", 'write it like canonical = "source"')
    return str(value)


def _archived(value: object) -> str:
    from briefgen.keys import archived

    return archived.pattern(value)


def _security(value: object) -> Security | None:
    from briefgen.keys import security

    return None if value == {} else security.read(value)


def _deploy(value: object) -> tuple[Target, ...]:
    from briefgen.keys import targets

    return targets.read(value)


_READERS: dict[str, Callable[[object], object]] = {
    "title": given.text,
    "description": given.text,
    "base_url": given.address,
    "language": _language,
    "theme": _theme,
    "per_page": _page_size,
    "search": given.whether,
    "facts": given.whether,
    "executor": _factory,
    "outlets": _outlets,
    "markdown": _dialect,
    "extend": _extend,
    "desk": given.whether,
    "compress": given.whether,
    "exports": exporting.exports,
    "feeds": syndication.feeds,
    "rights": policy.rights,
    "noindex": policy.noindex,
    "editions": policy.editions,
    "canonical": _canonical,
    "archived": _archived,
    "security": _security,
    "deploy": _deploy,
}

_GONE: dict[str, str] = {
    "theme_options": 'write the options below [theme], beside name = "briefing"',
}
"""Keys of earlier versions, with what to write in their place."""

KEYS = tuple(_READERS)
