"""The values that pages are made of: a page holds, by value, exactly what it shows.

These classes are the contract with themes: a template receives one of them as `page`. Every `url` and `path` is relative to the
site's root (`events/slug.html`); templates turn it into a link with `href(url)`. Dates are ISO 8601, as precise as is known.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

from msgspec import Struct

from briefgen.model import Plain


class Link(Struct, frozen=True, gc=False):
    """A title that leads somewhere."""

    title: str
    url: str


class Cite(Struct, frozen=True, gc=False):
    """An article as the source of something that is quoted from it."""

    title: str
    url: str
    outlet: str
    date: str


class Version(Struct, frozen=True, gc=False):
    """Another text of the same article."""

    url: str
    date: str
    changes: str
    """Address of the page that shows what changed; '' where the texts may not be shown."""


class Card(Struct, frozen=True, gc=False):
    """An article as lists show it."""

    title: str
    url: str
    date: str = ""
    outlet: Link | None = None
    authors: tuple[Link, ...] = ()
    summary: str = ""
    """Plain text: what the front matter says, or else the body's beginning."""
    event: Link | None = None
    copy: bool = False
    """Whether this is a copy of another article (wire copy, reprint, paraphrase)."""
    news: str = ""
    """On an event's page the sentence that says what is new in it; '' elsewhere, and where nothing is."""
    also: tuple[Link, ...] = ()
    """Its copies, when they are folded into it: each by the name of its outlet, or of whom it came through."""
    versions: tuple[Version, ...] = ()
    """Its later versions, when they are folded into it."""
    first: bool = False
    """Whether this is the first report of the event whose page it is on."""


class EventCard(Struct, frozen=True, gc=False):
    """An event as lists show it."""

    title: str
    url: str
    summary: str
    first: str
    """Date of its first article; '' when no article has a date."""
    last: str
    articles: int
    """Copies and later versions not counted."""
    outlets: int
    """That reported it on their own."""
    carried: int
    """That reported it or carried a copy."""
    chart: str = ""
    """A small SVG of its articles over time, safe to show as it stands; '' when all are of one day."""


class Tally(Struct, frozen=True, gc=False):
    """Somebody or something of which there are so many."""

    title: str
    url: str
    number: int


class Spot(Struct, frozen=True, gc=False):
    """Where an article stands among the reports of an event."""

    event: EventCard
    number: int
    """Among the event's dated articles of their own, the oldest being 1; 0 for a copy, a later version, and what has no date."""
    of: int
    """How many of these there are."""
    older: Link | None
    newer: Link | None


class Picture(Struct, frozen=True, gc=False):
    """A picture of the archive's own."""

    url: str
    width: int
    """In pixels; 0 where the file does not say, as an SVG may."""
    height: int
    alt: str
    """What it shows, in words; '' where nobody said."""
    caption: str


class Heading(Struct, frozen=True, gc=False):
    """A heading of an article's text."""

    title: str
    id: str
    """Its place on the page: `#id` leads there."""
    level: int
    """2 to 6."""


class Origin(Struct, frozen=True, gc=False):
    """Where a field of an article's record was read."""

    field: str
    """'title', 'date', 'author' or 'outlet'."""
    rule: str
    """The name of the rule that read it there, as `briefgen explain` has it."""
    line: int
    """Of the seed, from 1; 0 where it was in no line (a page's declared metadata, the file's name, another article)."""
    words: str
    """What stands there, shortened; '' where nothing does."""


class Run(Struct, frozen=True, gc=False):
    """A piece of a citation."""

    text: str
    italic: bool = False


class Citation(Struct, frozen=True, gc=False):
    """How to cite an article, in one style."""

    style: str
    """'apa', 'chicago', 'mla' or 'bibtex'."""
    runs: tuple[Run, ...]
    """Its text, in pieces; BibTeX is one run with line ends in it."""


class Size(Struct, frozen=True, gc=False):
    """How much there is in the archive, and from when to when."""

    articles: int
    """Copies and later versions not counted."""
    copies: int
    """Copies and later versions."""
    events: int
    outlets: int
    authors: int
    first: str
    """Date of the first article; '' when none has a date."""
    last: str


class Coverage(Struct, frozen=True, gc=False):
    """What an outlet or an author reported of one event."""

    event: Link
    articles: int
    """By this outlet or author, copies too."""
    of: int
    """All there are of the event, copies too."""
    first: bool
    """Whether the event's first report is among them."""
    last: str
    """Date of the last one by this outlet or author."""


class Comparison(Struct, frozen=True, gc=False):
    """One measure of an outlet beside that of all outlets. Of an event only that others reported too says who was first, and how late."""

    kind: str
    """'share' (per cent of all articles whose outlet is known), 'words' (median of an article of its own), 'first' (per cent of its events
    that it reported first), 'delay' (median of the days after the first report) or 'copied' (per cent of its articles that are copies)."""
    own: float
    """With two significant digits, as `all`."""
    all: float
    """Of all outlets together; for 'share' what each would have if all had the same."""


class CalendarDay(Struct, frozen=True, gc=False):
    """A day of a calendar."""

    date: str
    articles: int
    level: int
    """0 (nothing) to 4 (most), as strong as it is to be coloured."""
    url: str
    """Of the page of that day; '' when nothing is of it."""


class CalendarMonth(Struct, frozen=True, gc=False):
    """A month of a calendar."""

    month: str
    """'2024-03'."""
    url: str
    """Of the month's page; '' when nothing is of it."""
    articles: int
    level: int
    """0 to 4 beside the other months of its year; 0 on the pages of months and days, where it stands alone."""
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    """Seven days each, Monday first; None for days of other months. Empty where only months are shown."""


class YearEntry(Struct, frozen=True, gc=False):
    """A year of the archive."""

    year: str
    url: str
    articles: int
    months: tuple[CalendarMonth, ...]
    """All twelve, without their weeks."""


class NameEntry(Struct, frozen=True, gc=False):
    """Somebody or something that the archive mentions."""

    name: str
    kind: str
    """'person', 'place', 'organization' or ''."""
    articles: int
    """Of events; one that is of two events which both mention it is counted twice."""
    events: tuple[Link, ...]
    """Where it is mentioned most, at most five."""
    more: int
    """How many events more."""
    url: str
    """A search for it."""


class ToReview(Struct, frozen=True, gc=False):
    """An article with fields that a person should confirm."""

    article: Cite
    file: str
    """Below the archive's root: 'content/articles/2024/….md'."""
    fields: tuple[str, ...]


class Day(Struct, frozen=True, gc=False):
    """The articles of one day, in order; `date` is '' for those without a date."""

    date: str
    cards: tuple[Card, ...]
    more: tuple[Card, ...] = ()
    """Those that are named only, on a day with very many."""


class OutletShare(Struct, frozen=True, gc=False):
    """What one outlet reported of an event; without an outlet those of which it is unknown, or all the others together."""

    outlet: Link | None
    others: int
    """How many outlets this line is of, when they are too many for one each; 0 otherwise."""
    articles: int
    copies: int
    first: str
    last: str
    chart: str
    """An SVG of its articles over time, on the same scale for all outlets; '' when all are of one day."""


class Quoted(Struct, frozen=True, gc=False):
    """Words of an article."""

    text: str
    """A line for each paragraph."""
    cite: Cite


class Mentioned(Struct, frozen=True, gc=False):
    """Somebody or something that an event's articles mention."""

    name: str
    kind: str
    """'person', 'place', 'organization' or '' when that is not known."""
    articles: int
    """How many articles of the event do."""
    url: str
    """A search for it."""


class Happened(Struct, frozen=True, gc=False):
    """Something that happened on a day, as an article says it."""

    sentence: str
    cite: Cite
    also: tuple[Cite, ...]
    """Others that say it too."""


class HappenedDay(Struct, frozen=True, gc=False):
    """What happened on a day."""

    date: str
    entries: tuple[Happened, ...]


class Collected(Struct, frozen=True, gc=False):
    """What articles have under the same head: 'Why it matters'."""

    kind: str
    passages: tuple[Quoted, ...]


class Saying(Struct, frozen=True, gc=False):
    """How one article puts what others put otherwise."""

    shown: str
    sentence: str
    cite: Cite


class Difference(Struct, frozen=True, gc=False):
    """A figure or a quotation that articles give differently."""

    subject: str
    kind: str
    """'figure' or 'quote'."""
    sayings: tuple[Saying, ...]


class Neighbour(Struct, frozen=True, gc=False):
    """An event before or after another one."""

    title: str
    url: str
    first: str
    last: str


class Missing(Struct, frozen=True, gc=False):
    """An article that others name and the archive has not."""

    title: str
    author: str
    outlet: str
    date: str
    named_by: Link
    """On `desk/wanted.html` without an address where that article is not there any more."""


class Entry(Struct, frozen=True, gc=False):
    """A line of a directory: an outlet, an author, a month."""

    title: str
    url: str
    articles: int
    first: str
    last: str


class Pager(Struct, frozen=True, gc=False):
    """Where a page stands in a paginated list. Numbers count from the oldest page, so that they never shift."""

    number: int
    total: int
    """How many pages there are; 0 on all but the newest page, since an older one must not change when pages are added."""
    newer: str
    """Address of the next newer page; '' on the newest."""
    older: str


class Home(Struct, frozen=True, gc=False):
    """index.html: template `home.html`."""

    path: str
    title: str
    description: str
    size: Size
    following: tuple[EventCard, ...]
    """Events of several reports, the last of them in the three weeks before the archive's newest article; latest first, at most six."""
    events: tuple[EventCard, ...]
    """The latest of the others, latest first, at most eight."""
    days: tuple[Day, ...]
    """The latest twenty articles, latest first; copies and later versions are folded into their originals."""
    chart: str
    """An SVG of articles over the whole time, safe to show as it stands; '' when all are of one day. Its bars lead to days, months or years."""
    chart_ends: tuple[str, ...]
    """The first and the last day of the chart; empty when there is none."""


class ArticlePage(Struct, frozen=True, gc=False):
    """articles/YYYY/slug.html: template `article.html`; `body` is the article's rendered text."""

    path: str
    title: str
    description: str
    date: str
    authors: tuple[Link, ...]
    outlet: Link | None
    via: str
    source: str
    """An http(s) address, or ''."""
    credit: str
    correction: str
    """The outlet's own note on what it corrected, or ''."""
    summary: str
    """The line under the headline, or what a person wrote; '' often."""
    lang: str
    tags: tuple[Link, ...]
    rights: str
    review: tuple[str, ...]
    lineage: tuple[Cite, ...]
    """From the original by way of whom it came to this one, which is the last; empty when it copies none."""
    copies: tuple[Cite, ...]
    version_of: Version | None
    """The earlier text of this article."""
    versions: tuple[Version, ...]
    """Its later texts."""
    events: tuple[Spot, ...]
    same_day: tuple[Cite, ...]
    """Other articles of the same day, at most six: those of its events first."""
    image: Picture | None
    """The front matter's picture, where it is the archive's own."""
    captions: tuple[str, ...]
    """What stood under pictures, kept apart from the text."""
    contents: tuple[Heading, ...]
    """Of a long piece; empty otherwise."""
    seed: str
    """The seed that it was read from, below the archive's root; '' when a person wrote it."""
    origins: tuple[Origin, ...]
    """Where title, date, author and outlet were read."""
    edited: bool
    """Whether a person has changed what ingest wrote."""
    citations: tuple[Citation, ...]
    words: int
    extra: dict[str, Plain]


class EventPage(Struct, frozen=True, gc=False):
    """events/slug.html: template `event.html`; `body` is what a person wrote about it, rendered; often empty."""

    path: str
    title: str
    description: str
    summary: str
    """What a person wrote; '' often."""
    sentences: tuple[Quoted, ...]
    """Where nobody wrote a summary, two or three sentences of its articles."""
    first: str
    last: str
    articles: int
    """Copies and later versions not counted."""
    copies: int
    versions: int
    """Later texts of articles that are here too."""
    reported: int
    """How many outlets reported it on their own,"""
    carried: int
    """and how many carried it."""
    days: tuple[Day, ...]
    """Oldest first; copies and versions are folded into their originals."""
    outlets: tuple[OutletShare, ...]
    """Most articles first."""
    chart: str
    """An SVG of articles per day, safe to show as it stands; '' when all are of one day."""
    chart_ends: tuple[str, ...]
    """The first and the last day of all charts; empty when there are none."""
    happened: tuple[HappenedDay, ...]
    """Oldest first."""
    sections: tuple[Collected, ...]
    differences: tuple[Difference, ...]
    mentioned: tuple[Mentioned, ...]
    """Most mentioned first."""
    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]
    wanted: tuple[Missing, ...]
    extra: dict[str, Plain]


class Part(Struct, frozen=True, gc=False):
    """Words that stayed, went or came."""

    kind: str
    """'same', 'gone' or 'new'."""
    text: str


class ChangesPage(Struct, frozen=True, gc=False):
    """articles/YYYY/slug.changes.html: what a later version of an article changed; template `changes.html`."""

    path: str
    title: str
    description: str
    earlier: Cite
    later: Cite
    titles: tuple[Part, ...]
    paragraphs: tuple[tuple[Part, ...], ...]
    """Those with a change, and one on either side."""
    passed_over: tuple[int, ...]
    """Before each of these, and after the last, how many paragraphs are the same in both and not shown."""


class ListPage(Struct, frozen=True, gc=False):
    """One page of the articles of a month, a day or a tag: template `list.html`."""

    path: str
    title: str
    description: str
    kind: str
    """'month', 'day' or 'tag'."""
    name: str
    """As the page names itself: a date in ISO 8601 ('' for no date), or the tag."""
    articles: int
    """In the whole list, not only on this page. On full (older) pages of a list 0, since the total changes with every article."""
    days: tuple[Day, ...]
    """Latest first."""
    pager: Pager
    above: Link | None = None
    """The year of a month, the month of a day."""
    older: Link | None = None
    """The month or day with articles before this one."""
    newer: Link | None = None
    calendar: CalendarMonth | None = None
    """Of a month, and of a day its month."""


class OutletPage(Struct, frozen=True, gc=False):
    """One page of what an outlet reported: template `outlet.html`. All but the days stands on the newest page alone."""

    path: str
    title: str
    description: str
    name: str
    articles: int
    """Copies too; 0 on older pages."""
    copies: int
    first: str
    last: str
    days: tuple[Day, ...]
    """Latest first."""
    pager: Pager
    chart: str = ""
    """An SVG of its articles over time, safe to show as it stands."""
    chart_ends: tuple[str, ...] = ()
    events: tuple[Coverage, ...] = ()
    """Latest first, at most twelve."""
    more_events: int = 0
    authors: tuple[Tally, ...] = ()
    """Who wrote for it, most articles first, at most twelve."""
    compared: tuple[Comparison, ...] = ()
    """How it compares with all outlets; empty where it is the only one."""
    copied: tuple[Tally, ...] = ()
    """Outlets whose text it carried, most first, at most twelve."""
    copied_by: tuple[Tally, ...] = ()
    """Outlets that carried its text, most first, at most twelve."""


class AuthorPage(Struct, frozen=True, gc=False):
    """One page of what an author wrote: template `author.html`. All but the days stands on the newest page alone."""

    path: str
    title: str
    description: str
    name: str
    articles: int
    first: str
    last: str
    days: tuple[Day, ...]
    pager: Pager
    chart: str = ""
    chart_ends: tuple[str, ...] = ()
    events: tuple[Coverage, ...] = ()
    """Latest first, at most twelve."""
    more_events: int = 0
    outlets: tuple[Tally, ...] = ()
    """For whom, most first, at most twelve."""
    together: tuple[Tally, ...] = ()
    """With whom, most first, at most twelve."""


class YearPage(Struct, frozen=True, gc=False):
    """years/2024.html: template `year.html`."""

    path: str
    title: str
    description: str
    year: str
    articles: int
    months: tuple[CalendarMonth, ...]
    """All twelve, with their weeks."""
    undated: int
    """Articles of which no day is known: they are on the page of their month, or on that of the articles without one."""
    events: tuple[EventCard, ...]
    """With most reports in that year, at most eight."""
    older: Link | None
    newer: Link | None


class EventsPage(Struct, frozen=True, gc=False):
    """One page of the list of all events: template `events.html`."""

    path: str
    title: str
    description: str
    events: tuple[EventCard, ...]
    """Latest first."""
    pager: Pager


class DirectoryPage(Struct, frozen=True, gc=False):
    """The list of all outlets, authors, tags or months, or its part under one letter: template `directory.html`."""

    path: str
    title: str
    description: str
    kind: str
    """'outlets', 'authors', 'tags' or 'months'."""
    entries: tuple[Entry, ...]
    """Empty for months, which are in `years`."""
    letter: str
    """The letter whose part this is; '' when the list is on one page, and on the page that only leads to the letters."""
    letters: tuple[Link, ...]
    """The parts of a long list; empty when it is on one page."""
    years: tuple[YearEntry, ...] = ()
    """Of months, latest first."""
    undated: Tally | None = None
    """Of months, the articles without one."""


class MentionedPage(Struct, frozen=True, gc=False):
    """mentioned/index.html: whom and what the archive mentions, or its part under one letter; template `mentioned.html`."""

    path: str
    title: str
    description: str
    entries: tuple[NameEntry, ...]
    letter: str
    letters: tuple[Link, ...]


class WantedPage(Struct, frozen=True, gc=False):
    """desk/wanted.html, for maintainers: what articles name and the archive has not; template `wanted.html`."""

    path: str
    title: str
    description: str
    entries: tuple[Missing, ...]
    more: int
    """How many there are beside these."""


class ReviewPage(Struct, frozen=True, gc=False):
    """desk/review.html, for maintainers: what was inferred and nobody has confirmed; template `review.html`."""

    path: str
    title: str
    description: str
    entries: tuple[ToReview, ...]
    more: int


class AboutPage(Struct, frozen=True, gc=False):
    """about.html: how the archive was made; template `about.html`. `body` is what `content/pages/about.md` says."""

    path: str
    title: str
    description: str
    size: Size
    seeds: int
    """Articles that were read from a seed."""
    written: int
    """Articles that a person wrote or imported as Markdown."""
    edited: int
    """Of those from a seed how many a person has changed since."""
    unconfirmed: int
    """Articles with a field that was inferred and nobody has confirmed."""
    undated: int
    rights: tuple[tuple[str, int], ...]
    """'full', 'excerpt' and 'metadata', with how many articles each."""
    version: str
    """Of briefgen."""
    pages: tuple[Link, ...] = ()
    """The pages that people wrote besides this one, by the names of their files."""
    lang: str = ""
    """Of what a person wrote."""
    extra: dict[str, Plain] = {}
    """Its unknown keys."""


class TextPage(Struct, frozen=True, gc=False):
    """SLUG.html, from `content/pages/SLUG.md`: template `page.html`."""

    path: str
    title: str
    description: str
    lang: str
    contents: tuple[Heading, ...]
    extra: dict[str, Plain]


class Example(NamedTuple):
    """A query that the archive can answer."""

    query: str
    meaning: str
    """What it asks for."""


class SearchPage(Struct, frozen=True, gc=False):
    """search.html: template `search.html`."""

    path: str
    title: str
    description: str
    examples: tuple[Example, ...] = ()


class NotFoundPage(Struct, frozen=True, gc=False):
    """404.html: template `404.html`. A host shows it at any depth, so it carries its own style."""

    path: str
    title: str
    description: str


class RedirectPage(Struct, frozen=True, gc=False):
    """What stands at an alias: template `redirect.html`."""

    path: str
    title: str
    description: str
    target: str


class ExtraPage(Struct, frozen=True, gc=False):
    """A page of the archive's own, which a function in its folder `extensions/` made."""

    path: str
    title: str
    description: str
    template: str
    """That it is rendered with."""
    values: dict[str, Plain]
    """All else that it shows."""


Page: TypeAlias = (
    Home
    | ArticlePage
    | ChangesPage
    | EventPage
    | ListPage
    | OutletPage
    | AuthorPage
    | YearPage
    | EventsPage
    | DirectoryPage
    | MentionedPage
    | WantedPage
    | ReviewPage
    | AboutPage
    | TextPage
    | SearchPage
    | NotFoundPage
    | RedirectPage
    | ExtraPage
)

TEMPLATES: Final[dict[type, str]] = {
    Home: "home.html",
    ArticlePage: "article.html",
    ChangesPage: "changes.html",
    EventPage: "event.html",
    ListPage: "list.html",
    OutletPage: "outlet.html",
    AuthorPage: "author.html",
    YearPage: "year.html",
    EventsPage: "events.html",
    DirectoryPage: "directory.html",
    MentionedPage: "mentioned.html",
    WantedPage: "wanted.html",
    ReviewPage: "review.html",
    AboutPage: "about.html",
    TextPage: "page.html",
    SearchPage: "search.html",
    NotFoundPage: "404.html",
    RedirectPage: "redirect.html",
}
"""The template that each kind of page is rendered with; a theme that lacks one gets that of the theme it extends."""


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
