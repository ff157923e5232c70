"""An article's page, of the article itself and of what the archive has beside it."""

from __future__ import annotations

from html import escape
from typing import Final, NamedTuple

from briefgen import origins
from briefgen.archive import SEEDS
from briefgen.library.heads import Head
from briefgen.library.rights import shown_text
from briefgen.markdown import plain
from briefgen.model import Article
from briefgen.pages.article import ArticlePage, Gone, Origin, Spot
from briefgen.pages.links import Cite, Heading, Version
from briefgen.site import citing
from briefgen.site.listed import author_links, outlet_link, tag_links
from briefgen.site.setting import Setting, headings, html, picture

LONG: Final = 900
"""Words, with which a text has a table of contents,"""
MANY_HEADINGS: Final = 4
"""if it has so many headings too."""


class Around(NamedTuple):
    """What the archive has beside an article, as its page says it."""

    events: tuple[Spot, ...]
    lineage: tuple[Cite, ...]
    copies: tuple[Cite, ...]
    version_of: Version | None
    versions: tuple[Version, ...]
    same_day: tuple[Cite, ...]
    gone: Gone | None = None
    unnamed: tuple[str, ...] = ()
    """Seeds and slugs of articles that are not shown, which its origins are not to name."""


def article_page(found: Article, head: Head, around: Around, setting: Setting) -> ArticlePage:
    """An article's page; what it shows of the article's text is as much as its rights allow."""
    is_full = found.rights == "full"
    return ArticlePage(
        path=head.url,
        title=found.title,
        description=head.summary,
        date=found.date,
        authors=author_links(found.authors),
        outlet=outlet_link(found.outlet),
        via=found.via,
        source=found.source,
        gone=around.gone,
        credit=found.credit,
        correction=found.correction,
        summary=found.summary,
        lang=found.lang,
        tags=tag_links(found.tags),
        rights=found.rights,
        review=found.review,
        lineage=around.lineage,
        copies=around.copies,
        version_of=around.version_of,
        versions=around.versions,
        events=around.events,
        same_day=around.same_day,
        captions=found.captions if is_full else (),
        image=picture(setting, found.image_alt, found.image_caption) if is_full else None,
        contents=contents(found.body, setting) if is_full and head.words >= LONG else (),
        seed=f"{SEEDS}/{found.seed.file}" if found.seed and found.seed.file else "",
        origins=_origins(found, around.unnamed),
        edited=head.edited,
        citations=citing.citations(found),
        words=head.words,
        extra=dict(found.extra),
        noindex=head.noindex,
        draft=found.draft,
        publish_on=found.publish_on,
    )


def body(found: Article, head: Head, setting: Setting, excerpt: int = 0) -> str:
    """As much of an article's text as its rights let a site show, as HTML. `excerpt` is as `Policy.excerpt` has it."""
    if found.rights == "full":
        return html(found.body, head.url, setting)
    part = shown_text(found, plain(found.body, setting.dialect), excerpt) if found.rights == "excerpt" else ""
    return f"<p>{escape(part)}</p>\n" if part else ""


def contents(text: str, setting: Setting) -> tuple[Heading, ...]:
    """The headings of a long piece; none where they are too few to be worth a list."""
    found = headings(text, setting)
    return found if len(found) >= MANY_HEADINGS else ()


def _origins(found: Article, unnamed: tuple[str, ...]) -> tuple[Origin, ...]:
    """Where the fields were read whose values are still those that were. The words that stand there are the article's: they are shown
    only with its text."""
    is_full = found.rights == "full"
    rules = ((one, origins.unnamed(one.rule, unnamed)) for one in origins.standing(found))
    return tuple(Origin(one.field, rule, one.line, one.words if is_full else "") for one, rule in rules)
