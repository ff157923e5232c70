"""What every page knows of the site."""

from __future__ import annotations

from msgspec import Struct

from briefgen.model import Plain


class SiteInfo(Struct, frozen=True, gc=False):
    """What every page knows of the site: `site` in templates. Small, since a change of it changes every page."""

    title: str
    description: str
    lang: str
    base_url: str
    """'https://host/path/' or ''."""
    options: dict[str, Plain]
    """The theme's options: what `[theme]` in briefgen.toml says, and the defaults of all others."""
    search: bool = True
    """Whether the site can be searched."""
    desk: bool = False
    """Whether the site has the maintainers' pages (`desk/wanted.html`, `desk/review.html`)."""
    noindex: bool = False
    """Whether search engines are to leave the site out."""
    canonical: str = "self"
    """What is said to be an article's own address: 'self' for its page here, or 'source' for its publisher's."""
    feeds: tuple[str, ...] = ()
    """What the site's feeds are written in: 'atom', 'rss', 'json'; empty where it has none."""
    feed_lists: tuple[str, ...] = ()
    """Which lists have feeds of their own: 'events', 'outlets', 'authors', 'tags'."""
    exports: tuple[str, ...] = ()
    """What the site's exports are written in: 'csl', 'bibtex', 'ris', 'csv', 'jsonl'; empty where it has none."""
    export_lists: tuple[str, ...] = ()
    """Which lists have exports of their own: 'events', 'outlets', 'authors'."""
    mirror: bool = False
    """Whether each article has a Markdown file beside its page."""
    dossiers: bool = False
    """Whether each event of several articles has a page with all of them."""
    llms: bool = False
    """Whether there is an llms.txt."""
    changelog: bool = False
    """Whether there is a change log (`changes.html`)."""
    edition: str = ""
    """The name of the edition; '' in the public one."""
