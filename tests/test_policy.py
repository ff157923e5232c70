"""What briefgen.toml says of rights, editions and search engines."""

from __future__ import annotations

import pytest

from briefgen import config
from briefgen.config import Config
from briefgen.keys.policy import SUMMARY, Chosen, Policy
from briefgen.problem import Unreadable

EDITIONS = """\
title = "All"
base_url = "https://all.example/"
desk = false
[editions.partners]
title = "For partners"
base_url = "https://partners.example"
drafts = true
without = { outlets = ["The Merrow  EXAMPLE"], tags = ["Internal"], events = ["port-strike"] }
[editions.internal]
noindex = false
"""


def parsed(text: str, edition: str = "", date: str = "") -> Config:
    return config.parse(text.encode(), edition, date)


def test_rights_are_a_word_or_a_table() -> None:
    """Of the whole archive, of outlets by whatever spelling, and how long an excerpt is."""
    assert parsed('rights = "metadata"').policy.rights == "metadata"
    found = parsed('[rights]\ndefault = "excerpt"\nexcerpt = 60\noutlets = { "The  Example" = "full", "Ñame" = "metadata" }\n').policy
    assert (found.rights, found.excerpt) == ("excerpt", 60)
    assert found.outlets == (("name", "metadata"), ("the example", "full"))
    assert parsed('rights = { excerpt = "summary" }').policy.excerpt == SUMMARY
    assert parsed("").policy == Policy()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('rights = "some"', "rights: 'some' is none of full, excerpt, metadata"),
        ("rights = { excerpt = 0 }", "rights: excerpt: 0 is not a number of words"),
        ("rights = { excerpt = true }", "rights: excerpt: true is not a number of words"),
        ('rights = { outlets = { A = "all" } }', "rights: outlets: A: 'all' is none of full, excerpt, metadata"),
        ("rights = { outlets = 3 }", "rights: outlets: 3 is no table"),
        ('rights = { defualt = "full" }', "rights: there is no 'defualt' in it"),
        ("noindex = 1", "noindex: 1 is neither true nor false, nor a list of outlets"),
        ("noindex = [1]", "noindex: [1] is no list of texts"),
        ("editions = 1", "editions: write it as tables: [editions.partners] and below it lines like desk = false"),
        ("[editions.Partners]", "editions: 'Partners' cannot be an edition's name"),
        ("[editions.'../x']", "editions: '../x' cannot be an edition's name"),
        ("[editions.a]\ndesk = 1", "editions: a: desk: 1 is neither true nor false"),
        ('[editions.a]\nrights = "full"', 'editions: a: rights: \'full\' is neither "kept" nor "lifted"'),
        ("[editions.a]\nwithout = { tag = [] }", "editions: a: without: there is no 'tag' in it"),
        ('[editions.a]\nbase_url = "x"', "editions: a: base_url: 'x' is not the address of a site; write it like 'https://example.org/briefings/'"),
    ],
)
def test_what_is_wrong_is_said(text: str, message: str) -> None:
    """With the key that it stands under."""
    with pytest.raises(Unreadable) as raised:
        parsed(text)
    assert raised.value.problems[0].message == message


def test_an_archive_has_two_editions_without_saying_so() -> None:
    """One for everybody, and one that shows all to those who keep it; each has a folder of its own."""
    public, internal = parsed(""), parsed("", "internal")
    assert (public.edition, public.site, public.desk, public.noindex) == ("public", "site", False, False)
    assert (internal.edition, internal.site, internal.desk, internal.noindex) == ("internal", "site-internal", True, True)
    assert internal.policy == Policy(is_lifted=True, drafts=True, noindex=True)


def test_an_edition_may_have_its_own_title_address_and_choice() -> None:
    """What it does not say is as in the archive."""
    found = parsed(EDITIONS, "partners", "2024-03-01")
    assert (found.title, found.base_url, found.site) == ("For partners", "https://partners.example/", "site-partners")
    assert found.policy == Policy(drafts=True, without=Chosen(("the merrow example",), ("internal",), ("port-strike",)), date="2024-03-01")
    assert parsed(EDITIONS).title == "All"
    assert not parsed(EDITIONS, "internal").noindex
    assert parsed(EDITIONS, "internal").policy.is_lifted


def test_an_unknown_edition_is_told() -> None:
    """With what may have been meant."""
    with pytest.raises(Unreadable, match="there is no edition 'intern'") as raised:
        parsed("", "intern")
    assert raised.value.problems[0].hint == "did you mean 'internal'?"


def test_search_engines_are_kept_from_the_archive_or_from_outlets() -> None:
    """A switch, or a list."""
    assert parsed("noindex = true").noindex
    assert parsed("noindex = true").policy.noindex
    found = parsed('noindex = ["The Example", "the EXAMPLE"]')
    assert not found.noindex
    assert found.policy.noindexed == ("the example",)
