"""security.txt: whom to tell of a weakness (RFC 9116), as briefgen.toml's table `security` says it."""

from __future__ import annotations

import datetime
import re
from typing import Final, NamedTuple

from briefgen import toml
from briefgen.keys import given

PATH: Final = ".well-known/security.txt"


class Security(NamedTuple):
    """What the file says. No dataclass, as in `config`."""

    contact: tuple[str, ...] = ()
    """Addresses, the preferred one first: 'https:', 'mailto:' or 'tel:'."""
    expires: str = ""
    """Until when it holds, in UTC: '2027-01-01T00:00:00Z'."""
    encryption: tuple[str, ...] = ()
    acknowledgments: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    hiring: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """Those that reports may be written in."""


def read(value: object) -> Security:
    """The table `security`. Raises ValueError."""
    links = dict.fromkeys(("encryption", "acknowledgments", "policy", "hiring"), _links)
    readers = {"contact": _contacts, "expires": _moment, **links, "languages": _languages}
    return Security(**given.table(value, readers, _CONTACT, _NEEDED))  # type: ignore[arg-type]  # each gives its field's type


_CONTACT: Final = 'contact = "mailto:security@example.org"'
_NEEDED: Final = {
    "contact": ("it names no contact", f"add a line like {_CONTACT}"),
    "expires": ("it does not say until when it holds", "add a line like expires = 2027-01-01, less than a year ahead"),
}


def has_expired(security: Security, day: str) -> bool:
    """Whether what it says does not hold any more on a day, YYYY-MM-DD."""
    return bool(day) and security.expires[:10] <= day


def text(security: Security, base_url: str = "") -> str:
    """The file."""
    fields = [
        ("Contact", security.contact),
        ("Expires", (security.expires,)),
        ("Encryption", security.encryption),
        ("Acknowledgments", security.acknowledgments),
        ("Preferred-Languages", (", ".join(security.languages),) if security.languages else ()),
        ("Canonical", (f"{base_url}{PATH}",) if base_url.startswith("https:") else ()),
        ("Policy", security.policy),
        ("Hiring", security.hiring),
    ]
    return "".join(f"{name}: {value}\n" for name, values in fields for value in values)


def _listed(value: object) -> tuple[str, ...]:
    return given.texts([value] if isinstance(value, str) else value)


def _contacts(value: object) -> tuple[str, ...]:
    found = _listed(value)
    for one in found:
        if not re.fullmatch(r"(https://|mailto:|tel:)[^\s<>\"\x00-\x1f\x7f]+", one):
            like = f"mailto:{one}" if re.fullmatch(r"[^\s:/@]+@[^\s:/@]+", one) else "https://example.org/contact"
            raise ValueError(f"{one!r} is no address to write to", f"write it like {like!r}")
    return found


def _links(value: object) -> tuple[str, ...]:
    found = _listed(value)
    for one in found:
        if not re.fullmatch(r"(https://|dns:|openpgp4fpr:)[^\s<>\"\x00-\x1f\x7f]+", one):
            raise ValueError(f"{one!r} is no address", "write it like 'https://example.org/security.html'")
    return found


def _languages(value: object) -> tuple[str, ...]:
    found = _listed(value)
    for one in found:
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", one):
            raise ValueError(f"{one!r} is not a language", "write tags like 'en' or 'pt-BR'")
    return found


def _moment(value: object) -> str:
    written = value.isoformat() if isinstance(value, datetime.date) else value
    try:
        found = datetime.datetime.fromisoformat(written if isinstance(written, str) else "")
        aware = found if found.tzinfo else found.replace(tzinfo=datetime.UTC)
        return aware.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        raise ValueError(f"{toml.shown(value)} is no moment", "write it like expires = 2027-01-01") from None
