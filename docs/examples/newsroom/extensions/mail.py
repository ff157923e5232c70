"""Newsletters, saved from a mail program as .eml files."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re

from briefgen.extending import Scrape

_LINE_END = re.compile(r"(?<=\S)[ ]*\n(?=\S)")
"""Within a paragraph: mail programs wrap lines."""


def read(_path: str, data: bytes) -> Scrape:
    """The newsletter's text, and what its head states: subject, day, sender."""
    mail = email.message_from_bytes(data, policy=email.policy.default)
    part = mail.get_body(preferencelist=("html", "plain"))
    if part is None:
        raise ValueError("the mail has no text")
    sender, _ = email.utils.parseaddr(str(mail["from"] or ""))
    sent = mail["date"].datetime if mail["date"] else None
    is_html = part.get_content_subtype() == "html"
    text = part.get_content()
    return Scrape(
        text=text if is_html else _LINE_END.sub(" ", text.replace("\r\n", "\n")),
        kind="html" if is_html else "text",
        title=str(mail["subject"] or ""),
        date=sent.date().isoformat() if sent else "",
        outlet=sender,
    )
