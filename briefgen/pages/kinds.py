"""Every kind of page, and the template that each is rendered with."""

from __future__ import annotations

from typing import Final, TypeAlias

from briefgen.pages.article import ArticlePage, ChangesPage
from briefgen.pages.calendar import YearPage
from briefgen.pages.changelog import ChangeLogPage
from briefgen.pages.desk import ReviewPage, WantedPage
from briefgen.pages.dossier import DossierPage
from briefgen.pages.event import EventPage
from briefgen.pages.front import Home
from briefgen.pages.lists import DirectoryPage, EventsPage, ListPage, MentionedPage
from briefgen.pages.signposts import DataPage, NotFoundPage, RedirectPage, SearchPage, WithdrawnPage
from briefgen.pages.sources import AuthorPage, OutletPage
from briefgen.pages.written import AboutPage, ExtraPage, TextPage

Page: TypeAlias = (
    Home
    | ArticlePage
    | ChangesPage
    | EventPage
    | DossierPage
    | ListPage
    | OutletPage
    | AuthorPage
    | YearPage
    | EventsPage
    | DirectoryPage
    | MentionedPage
    | WantedPage
    | ReviewPage
    | ChangeLogPage
    | AboutPage
    | TextPage
    | SearchPage
    | DataPage
    | NotFoundPage
    | RedirectPage
    | WithdrawnPage
    | ExtraPage
)

TEMPLATES: Final[dict[type, str]] = {
    Home: "home.html",
    ArticlePage: "article.html",
    ChangesPage: "changes.html",
    EventPage: "event.html",
    DossierPage: "dossier.html",
    ListPage: "list.html",
    OutletPage: "outlet.html",
    AuthorPage: "author.html",
    YearPage: "year.html",
    EventsPage: "events.html",
    DirectoryPage: "directory.html",
    MentionedPage: "mentioned.html",
    WantedPage: "wanted.html",
    ReviewPage: "review.html",
    ChangeLogPage: "changelog.html",
    AboutPage: "about.html",
    TextPage: "page.html",
    SearchPage: "search.html",
    DataPage: "data.html",
    NotFoundPage: "404.html",
    RedirectPage: "redirect.html",
    WithdrawnPage: "withdrawn.html",
}
"""The template that each kind of page is rendered with; a theme that lacks one gets that of the theme it extends."""
