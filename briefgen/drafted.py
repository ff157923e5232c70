"""Articles made of drafts: of new seeds, and of seeds that have changed; and what was found out of them since."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from briefgen import content, origins
from briefgen.events.copies import Found
from briefgen.ingest import provenance
from briefgen.ingest.captions import captions
from briefgen.ingest.draft import Draft
from briefgen.model import Article, Seed
from briefgen.text import fold

UNDATED: Final = "undated"
"""The folder of articles without a date."""


def article_of(one: Draft, name: str) -> Article:
    """A draft as an article of this name, which nobody has filed yet."""
    return Article(
        slug=name,
        path="",
        title=one.title,
        body=one.body,
        date=one.date,
        authors=one.authors,
        outlet=one.outlet,
        via=one.via,
        source=one.source,
        tags=one.tags,
        summary=one.summary,
        lang=one.lang,
        image=one.image,
        credit=one.credit,
        correction=one.correction,
        captions=captions(one.sheet),
        rights="",
        review=one.review,
        origins=provenance.origins(one),
        seed=Seed(one.file, one.digest, "", one.captured),
    )


def path_of(one: Draft, name: str) -> str:
    """Where its article stands, below content/."""
    return f"{content.ARTICLES}/{one.date[:4] or UNDATED}/{name}.md"


def updated(article: Article, one: Draft) -> Article:
    """The article as its changed seed has it now. What the page does not state, or states only in short, stays as it was, and so does
    whether it is still to be confirmed."""
    in_short = bool(one.outlet) and f" {fold(article.outlet)}".endswith(f" {fold(one.outlet)}")
    date = article.date if not one.date or "date" in one.review else one.date
    outlet = article.outlet if in_short or "outlet" in one.review else one.outlet
    kept = {field for field, old, own in (("date", article.date, one.date), ("outlet", article.outlet, one.outlet)) if old and old != own}
    kept &= {field for field, now, old in (("date", date, article.date), ("outlet", outlet, article.outlet)) if now == old}
    kept |= {"copy_of", "version_of"}
    doubtful = {*one.review} - kept | {*article.review} & kept
    review = tuple(field for field in (*one.review, *article.review) if field in doubtful)
    made = replace(article_of(one, article.slug), path=article.path, date=date, outlet=outlet, review=tuple(dict.fromkeys(review)))
    where = {old.field: old for old in article.origins} | {new.field: new for new in made.origins if new in origins.standing(made)}
    kept_origins = origins.standing(replace(made, origins=tuple(where[field] for field in origins.FIELDS if field in where)))
    return replace(made, origins=kept_origins, events=article.events, copy_of=article.copy_of, version_of=article.version_of)


def filed(article: Article, events: tuple[str, ...], found: Found | None) -> Article:
    """The article with what was found out; what is unsure is to be confirmed."""
    made = marked(article, found) if found else article
    doubtful = [key for key in ("copy_of", "version_of") if getattr(made, key) != getattr(article, key) and found and not found.sure]
    return replace(made, events=events, review=tuple(dict.fromkeys((*article.review, *doubtful))))


def marked(article: Article, found: Found) -> Article:
    """The article with what it copies or is a later version of, unless it says so already."""
    if article.copy_of or article.version_of:
        return article
    return replace(article, version_of=found.of) if found.kind == "version" else replace(article, copy_of=found.of)
