"""An address as what is connected to, and which numbers are the internet's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protego import Protego

from briefgen.probing.place import Place, Unheard, doors, is_public, joined, place_of

HERE = place_of("https://news.example/a/b?c")
_SIGNS = st.text(alphabet="ab./:@?#[]%\\ é渡\t\r\n\x00\x85\u2028-&=;1", max_size=25)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://news.example", Place("https", "news.example", 443, "/")),
        ("HTTP://News.Example.:8080/A?b=ü d", Place("http", "news.example", 8080, "/A?b=%C3%BC%20d")),
        ("https://bücher.example/ä%C3%A4", Place("https", "xn--bcher-kva.example", 443, "/%C3%A4%C3%A4")),
        ("http://[2001:db8::1]/", Place("http", "2001:db8::1", 80, "/")),
        ("http://name:word@news.example/", Place("http", "news.example", 80, "/")),
    ],
)
def test_an_address_is_taken_apart(address: str, place: Place) -> None:
    assert place_of(address) == place


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("/d", "https://news.example/d"),
        ("d#e", "https://news.example/a/d"),
        ("//other.example/d", "https://other.example/d"),
        ("?e", "https://news.example/a/b?e"),
    ],
)
def test_a_redirect_leads_on_from_where_it_is(location: str, address: str) -> None:
    assert joined(HERE, location).address == address


@settings(deadline=None, max_examples=300)
@given(_SIGNS)
def test_whatever_an_address_holds_what_is_sent_is_plain(text: str) -> None:
    """One line of ASCII without spaces, or nothing."""
    for place in _places(text):
        for part in (place.host, place.target):
            assert part.isascii()
            assert part.isprintable()
            assert " " not in part
        assert place.target.startswith("/")
        assert place_of(place.address) == place


def _places(text: str) -> Iterator[Place]:
    with suppress(Unheard):
        yield place_of(f"http://{text}")
    with suppress(Unheard):
        yield joined(HERE, text)


@pytest.mark.parametrize(
    "number",
    [
        *(
            "127.0.0.1",
            "127.8.9.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
        ),
        *("192.0.2.1", "198.18.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1", "2001:db8::1", "news.example", ""),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::1", "fec0::1"),
    ],
)
def test_a_number_that_only_some_machines_reach_is_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_number_of_the_internet_is_public(number: str) -> None:
    assert is_public(number)


def test_a_name_with_one_private_number_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name may have any numbers, and others the next time it is asked for."""
    found = [(2, 1, 6, "", (number, 80)) for number in ("93.184.215.14", "127.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: found)
    with pytest.raises(Unheard, match="is not on the internet"):
        doors(place_of("http://news.example/"), private=False)
    assert doors(place_of("http://news.example/"), private=True) == ["93.184.215.14", "127.0.0.1"]
    found.pop()
    assert doors(place_of("http://news.example/"), private=False) == ["93.184.215.14"]


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from(["User-agent", "Disallow", "Allow", "Crawl-delay", "Sitemap", "", "Request-rate", "Visit-time"]), max_size=8),
    st.text(max_size=20),
)
def test_whatever_a_robots_txt_says_it_can_be_asked(keys: list[str], value: str) -> None:
    """The library that reads it takes everything."""
    rules = Protego.parse("\n".join(f"{key}: {value}" for key in keys))
    assert rules.can_fetch("https://news.example/a%C3%A4?b", "briefgen") in (True, False)
    assert isinstance(rules.crawl_delay("briefgen"), float | None)
