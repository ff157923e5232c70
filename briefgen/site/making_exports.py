"""How files for other programs, and pages that hold many articles, are made of what they are given, as `making` has it."""

from __future__ import annotations

from pathlib import Path

from briefgen.dossier import dossier as dossiers
from briefgen.library import originals
from briefgen.library.heads import Head
from briefgen.library.originals import ArticleFile
from briefgen.model import Event
from briefgen.pages.cards import EventCard
from briefgen.pages.dossier import DossierPage
from briefgen.site import mirror
from briefgen.site.dossier import Part, dossier_page
from briefgen.site.setting import Setting, html


def export(_: Path, _form: str, data: bytes) -> bytes:
    """An export in this form, which was written of entries that were there."""
    return data


def markdown(root: Path, file: ArticleFile, page: str, setting: Setting, base_url: str) -> bytes:
    """The Markdown beside an article's page."""
    return mirror.text(originals.article(root, file), file, page, setting, base_url).encode()


def dossier(
    root: Path,
    path: str,
    title: str,
    one: Event,
    card: EventCard,
    members: tuple[Head, ...],
    parts: tuple[Part, ...],
    left: int,
    known: bytes,
    setting: Setting,
) -> tuple[DossierPage, str]:
    """An event's dossier. `known` is what is worked out of its articles, packed; b"" when there is nothing."""
    told = dossiers.unpacked(known) if known else dossiers.EMPTY
    page = dossier_page(path, title, one, card, members, parts, left, told, lambda file: originals.article(root, file))
    return page, html(one.body, path, setting) if one.body else ""


def llms_file(_: Path, text: str) -> bytes:
    """llms.txt, as it was written."""
    return text.encode()
