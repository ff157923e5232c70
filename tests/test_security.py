"""security.txt says what briefgen.toml says, in the form of RFC 9116."""

from __future__ import annotations

import pytest

from briefgen import config
from briefgen.keys import security
from briefgen.keys.security import Security
from briefgen.problem import Unreadable


def stated(lines: str) -> Security:
    found = config.parse(f"[security]\n{lines}\n".encode()).security
    assert found is not None
    return found


def complaint(lines: str) -> str:
    with pytest.raises(Unreadable) as raised:
        config.parse(f"[security]\n{lines}\n".encode())
    return str(raised.value.problems[0])


def test_without_the_table_there_is_no_file() -> None:
    assert config.parse(b"").security is None


def test_all_fields_are_written_contacts_first() -> None:
    """In the order in which they are given, and the address of the file itself where that is known and safe."""
    found = stated("""\
contact = ["mailto:security@example.org", "https://example.org/contact"]
expires = 2027-01-01
encryption = "https://example.org/key.asc"
acknowledgments = "https://example.org/thanks"
policy = "https://example.org/policy"
hiring = "https://example.org/jobs"
languages = ["en", "de"]""")
    assert security.text(found, "https://example.org/") == (
        "Contact: mailto:security@example.org\n"
        "Contact: https://example.org/contact\n"
        "Expires: 2027-01-01T00:00:00Z\n"
        "Encryption: https://example.org/key.asc\n"
        "Acknowledgments: https://example.org/thanks\n"
        "Preferred-Languages: en, de\n"
        "Canonical: https://example.org/.well-known/security.txt\n"
        "Policy: https://example.org/policy\n"
        "Hiring: https://example.org/jobs\n"
    )
    assert "Canonical" not in security.text(found) + security.text(found, "http://example.org/")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2027-01-01", "2027-01-01T00:00:00Z"),
        ('"2027-01-01"', "2027-01-01T00:00:00Z"),
        ("2027-01-01T12:00:00+02:00", "2027-01-01T10:00:00Z"),
        ("2027-01-01T12:00:00", "2027-01-01T12:00:00Z"),
    ],
)
def test_the_end_is_a_moment_in_utc(written: str, moment: str) -> None:
    """However TOML has it; without a zone it is in UTC."""
    assert stated(f'contact = "tel:+1"\nexpires = {written}').expires == moment


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("expires = 2027-01-01", "it names no contact"),
        ('contact = "tel:+1"', "it does not say until when it holds"),
        ('contact = "security@example.org"\nexpires = 2027-01-01', "'security@example.org' is no address to write to"),
        ('contact = "https://a.example/\\nExpires: x"\nexpires = 2027-01-01', "is no address to write to"),
        ('contact = "http://a.example/"\nexpires = 2027-01-01', "is no address to write to"),
        ('contact = "tel:+1"\nexpires = "soon"', "'soon' is no moment"),
        ('contact = "tel:+1"\nexpires = 2027', "2027 is no moment"),
        ('contact = "tel:+1"\nexpires = 2027-01-01\npolicy = "javascript:x"', "'javascript:x' is no address"),
        ('contact = "tel:+1"\nexpires = 2027-01-01\nlanguages = ["e n"]', "'e n' is not a language"),
        ('contact = "tel:+1"\nexpires = 2027-01-01\nkontakt = "x"', "there is no 'kontakt' in it"),
    ],
)
def test_what_cannot_be_is_said(lines: str, said: str) -> None:
    """And nothing can put a line of its own into the file."""
    assert said in complaint(lines)


def test_a_bare_address_is_told_how_to_be_written() -> None:
    assert "mailto:security@example.org" in complaint('contact = "security@example.org"\nexpires = 2027-01-01')


@pytest.mark.parametrize(("day", "has"), [("2026-12-31", False), ("2027-01-01", True), ("2028-01-01", True), ("", False)])
def test_it_expires(day: str, has: bool) -> None:
    """On the day that it names, which is over in UTC by then; without a day nothing is said."""
    assert security.has_expired(stated('contact = "tel:+1"\nexpires = 2027-01-01'), day) is has
