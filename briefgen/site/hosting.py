"""The files that hosts and browsers look for at a site's root: headers, redirects, whom to tell of a weakness, the web manifest and its icons.

`_headers` and `_redirects` are in the form that Netlify and Cloudflare Pages share. Hosts put one path's rules together: a header that two of
them name is sent with both values, so each is named by one rule alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

import msgspec

from briefgen import content
from briefgen.keys import exporting, security
from briefgen.keys.security import Security
from briefgen.pages.site import SiteInfo
from briefgen.site import feeds, mirror
from briefgen.site.planned import Planned
from briefgen.site.render import policyhash

HEADERS: Final = "_headers"
REDIRECTS: Final = "_redirects"
MANIFEST: Final = "manifest.webmanifest"
FAVICON: Final = "favicon.ico"
NAMES: Final = (HEADERS, REDIRECTS, MANIFEST, FAVICON, security.PATH)
"""Addresses that nothing else may have."""

LONGEST_REDIRECT: Final = 1_000
"""So many characters of a rule Cloudflare Pages reads."""
BESIDE: Final[Mapping[str, Sequence[str]]] = {
    f"{content.EVENTS}/": (*feeds.ENDINGS.values(), *(f".{ending}" for ending in exporting.ENDINGS.values()), ".dossier.html"),
    f"{content.ARTICLES}/": (mirror.ENDING, ".changes.html"),
}
"""What may stand beside the pages of events and of articles, by the folder of these."""

KEPT_FOR_EVER: Final = "public, max-age=31536000, immutable"
TYPES: Final[Mapping[str, str]] = {
    ".atom.xml": "application/atom+xml; charset=utf-8",
    ".rss.xml": "application/rss+xml; charset=utf-8",
    ".feed.json": "application/feed+json; charset=utf-8",
    ".csl.json": "application/vnd.citationstyles.csl+json; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    "feed.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
"""Kinds of files that hosts take for something else, or whose characters they do not name: those with a stop begin anything's ending, the others
are files at the root."""

POLICY: Final = (
    ("default-src", "'none'"),
    ("style-src", "'self'"),
    ("script-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("media-src", "'self'"),
    ("connect-src", "'self'"),
    ("manifest-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
    ("frame-ancestors", "'self'"),
)
"""The most that any page may do (W3C, Content Security Policy Level 3). What a theme's pages say of themselves may be less."""
ALWAYS: Final = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)


def planned(
    site: SiteInfo,
    contact: Security | None,
    statics: Mapping[str, Planned],
    pages: Iterable[Planned],
    others: Iterable[str],
    styles: Sequence[str],
    own: Iterable[str] = (),
) -> Iterator[Planned]:
    """All of them. `statics` are the theme's files by the paths that templates name them by, `others` the paths of what is no page, `styles`
    the digests of those styles that stand in a page, as the policy names them, `own` the paths of the archive's own files."""
    base = urlsplit(site.base_url).path if site.base_url else "/"
    yield Planned(HEADERS, "", headers_file, (base, tuple(styles), _shards(others), _endings(others), site.noindex))
    yield Planned(REDIRECTS, "", redirects_file, (base, redirects(pages, others, own)))
    icons = tuple((statics[name].path, *about) for name, about in ICONS.items() if name in statics)
    yield Planned(MANIFEST, "", web_manifest, (site.title, site.description, site.lang, icons))
    if FAVICON in statics:
        yield statics[FAVICON]._replace(path=FAVICON)
    if contact:
        yield Planned(security.PATH, "", security_file, (contact, site.base_url))


# _headers


def headers_file(_: Path, base: str, styles: tuple[str, ...], shards: tuple[str, ...], endings: tuple[str, ...], is_hidden: bool) -> bytes:
    """`_headers`, of a site whose root has the path `base` on its host."""
    rules = [
        (f"{_pattern(base)}*", (("Content-Security-Policy", policy(styles)), *ALWAYS, *([("X-Robots-Tag", "noindex")] if is_hidden else []))),
        *((f"{_pattern(base)}{folder}*", (("Cache-Control", KEPT_FOR_EVER),)) for folder in ("static/", *shards)),
        *((f"{_pattern(base)}{'*' * ending.startswith('.')}{ending}", (("Content-Type", TYPES[ending]),)) for ending in endings),
    ]
    lines = [line for path, headers in rules for line in (path, *(f"  {name}: {value}" for name, value in headers))]
    return ("\n".join(lines) + "\n").encode()


def policy(styles: Sequence[str] = ()) -> str:
    """The Content-Security-Policy as a header; `styles` are digests of styles that stand in pages."""
    return "; ".join(" ".join((name, value, *(styles if name == "style-src" else ()))) for name, value in POLICY)


def styles_in(page: bytes) -> list[str]:
    """The digests of the styles that stand in a page, as a policy names them."""
    return [str(policyhash(style)) for style in _STYLE.findall(page.decode())]


_STYLE: Final = re.compile(r"<style\b[^>]*>.*?</style>", re.DOTALL | re.IGNORECASE)


def _pattern(base: str) -> str:
    """A path without the signs that stand for anything in a rule."""
    return base.replace("*", "%2A").replace(":", "%3A")


def _shards(others: Iterable[str]) -> tuple[str, ...]:
    """What the names of the index's parts begin with, all of which hold a digest: 'search/w-'."""
    return tuple(sorted({path[: path.index("-") + 1] for path in others if path[:7] == "search/" and "-" in path}))


def _endings(others: Iterable[str]) -> tuple[str, ...]:
    """Which of `TYPES` there are."""
    listed = "\n".join(("", *others, MANIFEST, ""))  # looked through as one text: there may be tens of thousands
    return tuple(ending for ending in TYPES if f"{'' if ending.startswith('.') else chr(10)}{ending}\n" in listed)


# _redirects


def redirects(pages: Iterable[Planned], others: Iterable[str], own: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """Old addresses, each with the one that it leads on to: those of what stands beside pages, feeds first, and then those of pages. A host that
    follows only so many rules follows the first, and pages lead on without one. None has the address of one of the archive's `own` files: some
    hosts follow rules before they look for a file."""
    listed = list(pages)
    moved = [(page.path, str(page.given[2])) for page in listed if page.template == "redirect.html"]
    if not moved:
        return ()
    there = {page.path for page in listed}.union(others)
    taken = there.union(own)
    beside = [
        (alias.removesuffix(".html") + ending, target.removesuffix(".html") + ending)
        for alias, target in moved
        for folder, endings in BESIDE.items()
        if alias.startswith(folder) and target.startswith(folder) and not alias.endswith(_of_companions(endings))
        for ending in endings
    ]
    found = [(old, new) for old, new in beside if new in there and old not in taken]
    found.sort(key=lambda pair: not pair[0].endswith(_FEEDS))
    return tuple(dict(found + moved).items())


_FEEDS: Final = tuple(feeds.ENDINGS.values())


def _of_companions(endings: Iterable[str]) -> tuple[str, ...]:
    """What the address of a page ends in that leads on from something that stood beside one: an alias 'old.csv' is 'old.csv.html'."""
    return tuple(f"{ending.removesuffix('.html')}.html" for ending in endings)


def redirects_file(_: Path, base: str, moved: tuple[tuple[str, str], ...]) -> bytes:
    """`_redirects`: for each old address a rule."""
    rules = (f"{base}{quote(alias)} {base}{quote(target)} 301" for alias, target in moved if alias != target)
    return "".join(f"{rule}\n" for rule in rules if len(rule) <= LONGEST_REDIRECT).encode()


# the rest

ICONS: Final = {
    "favicon.svg": ("any", "image/svg+xml", "any"),
    "icon-192.png": ("192x192", "image/png", "any"),
    "icon-512.png": ("512x512", "image/png", "any"),
    "icon-maskable-512.png": ("512x512", "image/png", "maskable"),
}
"""The theme's static files that are icons, each with its sizes, its type and its purpose."""


def web_manifest(_: Path, title: str, description: str, lang: str, icons: tuple[tuple[str, str, str, str], ...]) -> bytes:
    """`manifest.webmanifest` (W3C, Web Application Manifest). What it names it names from where it stands."""
    said = {
        "name": title,
        **({"description": description} if description else {}),
        "lang": lang,
        "dir": "auto",
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "icons": [{"src": quote(path), "sizes": sizes, "type": kind, "purpose": purpose} for path, sizes, kind, purpose in icons],
    }
    return msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n"


def security_file(_: Path, contact: Security, base_url: str) -> bytes:
    """`.well-known/security.txt`."""
    return security.text(contact, base_url).encode()
