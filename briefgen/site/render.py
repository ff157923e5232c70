"""Pages to bytes: a page's value, the site's and a theme's templates in, HTML out."""

from __future__ import annotations

import posixpath
import traceback
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateSyntaxError
from markupsafe import Markup

from briefgen import dates
from briefgen.problem import Problem, Unreadable
from briefgen.site import pages
from briefgen.site.pages import Page, SiteInfo

TEMPLATE_OF: Mapping[type, str] = {
    pages.Home: "home.html",
    pages.ArticlePage: "article.html",
    pages.ChangesPage: "changes.html",
    pages.EventPage: "event.html",
    pages.ListPage: "list.html",
    pages.EventsPage: "events.html",
    pages.DirectoryPage: "directory.html",
    pages.SearchPage: "search.html",
    pages.NotFoundPage: "404.html",
    pages.RedirectPage: "redirect.html",
}


def environment(templates: tuple[tuple[str, str], ...]) -> Environment:
    """A Jinja environment over a theme's templates: everything is escaped, and an unknown name is an error."""
    sources = dict(templates)

    def find(name: str) -> tuple[str, str, None] | None:
        return (sources[name], _FOLDER + name, None) if name in sources else None

    made = Environment(
        loader=FunctionLoader(find),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters.update(longdate=dates.long, shortdate=dates.short, day=dates.day, month=dates.month_name, host=host, count=count)
    return made


def render(made: Environment, page: Page, site: SiteInfo, body: str = "") -> bytes:
    """The page as UTF-8. `body` is HTML that is safe to show as it stands. Raises Unreadable when its template cannot be rendered."""
    name = TEMPLATE_OF[type(page)]

    def href(url: str) -> str:
        return absolute(url, site.base_url) if isinstance(page, pages.NotFoundPage) else relative(url, page.path)

    try:
        text = made.get_template(name).render(page=page, site=site, body=Markup(body), href=href)  # noqa: S704 - made by markdown.html, which lets no markup through
    except TemplateSyntaxError as error:
        raise Unreadable(Problem(_FOLDER + (error.name or name), error.lineno, str(error.message), "mend the template")) from error
    except Exception as error:  # a template is a program, and so may fail in any way
        place, line = _place(error, _FOLDER + name)
        raise Unreadable(Problem(place, line, f"{type(error).__name__}: {error} (for {page.path})", "mend the template")) from error
    return text.encode()


_FOLDER: Final = "templates/"


def _place(error: Exception, page_template: str) -> tuple[str, int]:
    """The template and the line that an error comes from: the innermost of those that were being rendered."""
    steps = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    return next((step for step in reversed(steps) if step[0].startswith(_FOLDER)), (page_template, 0))


def relative(url: str, page: str) -> str:
    """The link from `page` to `url`, both paths below the site's root: `../events/slug.html` from `articles/2022/x.html`.

    An address with a scheme stays as it is; a fragment or query is kept.
    """
    if urlsplit(url).scheme:
        return url
    path, mark, rest = _split_tail(url)
    found = posixpath.relpath(path, posixpath.dirname(page) or ".") if path else ""
    return quote(found, safe="/") + mark + rest


def absolute(url: str, base_url: str) -> str:
    """The link from anywhere: below `base_url`, or below the host's root when there is none."""
    path, mark, rest = _split_tail(url)
    return (base_url or "/") + quote(path, safe="/") + mark + rest


def _split_tail(url: str) -> tuple[str, str, str]:
    cut = min((url.index(mark) for mark in "?#" if mark in url), default=len(url))
    return url[:cut], url[cut : cut + 1], url[cut + 1 :]


def host(url: str) -> str:
    """The host of an address, without 'www.'; '' for what is no address."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def count(number: int, one: str, many: str = "") -> str:
    """'1 article', '2 articles', '1,204 articles'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
