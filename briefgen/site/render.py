"""Pages to bytes: a page's value, the site's and a theme's templates in, HTML out."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache, partial
from hashlib import sha256
from types import CodeType
from typing import Final
from urllib.parse import quote, urlsplit

from jinja2 import FunctionLoader
from jinja2.runtime import Macro
from markupsafe import Markup

from briefgen import dates, extensions
from briefgen.catalogue import Catalogue
from briefgen.pages.kinds import TEMPLATES, Page
from briefgen.pages.signposts import NotFoundPage
from briefgen.pages.site import SiteInfo
from briefgen.pages.written import ExtraPage
from briefgen.problem import Unreadable
from briefgen.shelf import digest
from briefgen.site import metadata, wording
from briefgen.site.engine import Templates, compiled_in, kind
from briefgen.site.faults import Asked, Names, Unknown, problem_of
from briefgen.site.kit import Choice, Kit


class Here:
    """The page that is being rendered, as templates and the macros that they import ask about it."""

    def __init__(self, words: Catalogue, statics: Iterable[tuple[str, str]] = ()) -> None:
        self.site: SiteInfo | None = None
        self._words = words
        self._statics = dict(statics)
        self._up = ""
        self._is_everywhere = False
        self._kept: dict[tuple[object, ...], Markup] = {}

    def begin(self, page: Page, site: SiteInfo) -> bool:
        """From now on it is this page; whether it is another site's than the last one."""
        is_new = self.site != site
        if is_new:
            self.site = site
            self._kept.clear()
        self._is_everywhere = isinstance(page, NotFoundPage)
        self._up = "/" if self._is_everywhere else upwards(page.path)
        return is_new

    def href(self, url: str) -> str:
        """The link from the page to an address of the site."""
        if self._is_everywhere:
            return absolute(url, self.site.base_url if self.site else "")
        return relative(url, self._up)

    def static(self, path: str) -> str:
        """The link from the page to one of the theme's static files, by its path below `static/`. Raises Unknown."""
        if path not in self._statics:
            raise Unknown(f"there is no static file {path!r}", path, self._statics, "the files are")
        return self.href(self._statics[path])

    def metadata(self, page: Page) -> Markup:
        """What a page says of itself to machines, for its `<head>`: whether it is for search engines, its own address, and all that is told in
        Open Graph, Highwire's tags, Dublin Core and JSON-LD."""
        return metadata.told(page, self.site, self._words, self._address) if self.site else Markup("")

    def _address(self, url: str) -> str:
        """That of a path of the site, absolute where it can be."""
        base = self.site.base_url if self.site else ""
        return base + rooted(url) if base else self.href(url)

    def once(self, macro: Macro, *given: object) -> Markup:
        """What a macro makes of this, made once for all pages of the same depth. It must look at nothing but what it is given, `site` and
        `href`."""
        key = (id(_code_of(macro)), self._up, *map(type, given), *given)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[key] = Markup(macro(*given))  # noqa: S704 - a macro's, which escapes what it is given
        return found


def _code_of(macro: Macro) -> CodeType:
    """What tells a macro from every other, also from one of its name, and is the same on all pages."""
    code: CodeType = macro._func.__code__  # Jinja has no other name for it
    return code


_MOST_KEPT: Final = 20_000
_HERE: Final = "here"


def environment(kit: Kit, cache: str = "") -> Templates:
    """A Jinja environment over a theme's templates: everything is escaped, and an unknown name is an error. What they are compiled to
    is kept in the folder `cache`, if that can be: it is code, so the folder must be the user's own.

    `site`, `href`, `static`, `once` and what `wording` gives are globals, so that macros know them however they are imported. Only one
    page at a time may be rendered.
    """
    choice = Choice(kit)

    def find(name: str) -> tuple[str, str, None] | None:
        found = choice.of(name)
        return (found.source, found.file, None) if found else None

    made = kind(sandboxed=kit.sandboxed)(
        loader=FunctionLoader(find),
        autoescape=True,
        undefined=Asked,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=compiled_in(cache + _apart(kit)) if cache else None,
    )
    made.kit, made.choice = kit, choice
    made.filters.update(day=dates.day, host=host, policyhash=policyhash)
    made.filters.update({name: partial(extensions.called, one, "") for name, one in kit.filters})
    wording.give(made, kit.words)
    here = Here(kit.words, kit.statics)
    made.extend(**{_HERE: here})
    made.globals.update(href=here.href, static=here.static, once=here.once, metadata=here.metadata)
    return made


def _apart(kit: Kit) -> str:
    """What tells the folder of compiled templates from others of this version: what a filter makes of a constant is worked out in them."""
    filters = digest(repr(kit.filters).encode()).hex() if kit.filters else ""
    return ("-safe" if kit.sandboxed else "") + (f"-{filters}" if filters else "")


def render(made: Templates, page: Page, site: SiteInfo, body: str = "") -> bytes:
    """The page as UTF-8. `body` is HTML that is safe to show as it stands. Raises Unreadable when its template cannot be rendered."""
    name = page.template if isinstance(page, ExtraPage) else TEMPLATES[type(page)]
    here: Here = getattr(made, _HERE)
    if here.begin(page, site):
        made.globals["site"] = site
        if made.cache is not None:
            made.cache.clear()  # the macros in it know the site before
    try:
        text = made.get_template(made.join_path(name, "")).render(page=page, body=Markup(body))  # noqa: S704 - made by markdown.html, which lets no markup through
    except Unreadable:  # a filter of the archive's own, which says itself what failed
        raise
    except Exception as error:  # a template is a program, and so may fail in any way
        raise Unreadable(problem_of(error, name, made.kit, made.choice, Names(made.globals, made.filters, made.tests, site.options))) from error
    return text.encode()


def relative(url: str, up: str) -> str:
    """The link to `url`, a path below the site's root, from a page from which `up` leads there: `../events/slug.html` from
    `outlets/x.html`. It goes up to the root and down from there, so that it is the same on all pages of one depth.

    An address with a scheme stays as it is; a fragment or query is kept.
    """
    return up + rooted(url) if _leads_up(url) else rooted(url)


def upwards(page: str) -> str:
    """The way from a page to the site's root: '../' for each folder that it is in."""
    return "../" * page.count("/")


@lru_cache(maxsize=100_000)
def rooted(url: str) -> str:
    """The link from the site's root."""
    if urlsplit(url).scheme:
        return url
    path, mark, rest = _split_tail(url)
    return quote(path, safe="/") + mark + rest


@lru_cache(maxsize=100_000)
def _leads_up(url: str) -> bool:
    """Whether an address is one of the site's, and not a place on the same page."""
    return not urlsplit(url).scheme and url[:1] not in ("", "#", "?")


def absolute(url: str, base_url: str) -> str:
    """The link from anywhere: below `base_url`, or below the host's root when there is none."""
    path, mark, rest = _split_tail(url)
    return (base_url or "/") + quote(path, safe="/") + mark + rest


def _split_tail(url: str) -> tuple[str, str, str]:
    cut = min((url.index(mark) for mark in "?#" if mark in url), default=len(url))
    return url[:cut], url[cut : cut + 1], url[cut + 1 :]


def policyhash(element: str) -> Markup:
    """What a Content-Security-Policy names a style or a script by that stands in the page, given its element: `'sha256-…'` of the text in it."""
    text = element.partition(">")[2].rpartition("</")[0]
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Markup(f"'sha256-{digest}'")  # noqa: S704 - nothing but letters, digits and signs that mean nothing


def host(url: str) -> str:
    """The host of an address, without 'www.'; '' for what is no address."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
