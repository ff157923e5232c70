"""One address asked for: what its host says, and what that means."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from briefgen.probing import wire
from briefgen.probing.ask import Answer, ask
from briefgen.probing.hosts import Hosts
from briefgen.probing.manner import Manner, agent_of
from tests.probing.hosts import QUICKLY, Answers, Said, bytewise, host

PATHS: Final[dict[str, Said]] = {
    "/": 200,
    "/there": 200,
    "/gone": 410,
    "/missing": 404,
    "/forbidden": 403,
    "/broken": 500,
    "/busy": 503,
    "/strange": 999,
    "/b%C3%BC?q=%E6%B8%A1": 200,
    "/found": (302, "/there"),
    "/moved": (301, "/there"),
    "/moved-far": (308, "/moved"),
    "/moved-then-found": (301, "/found"),
    "/found-then-moved": (302, "/moved"),
    "/moved-away": (301, "/missing"),
    "/front": (301, "/"),
    "/circle": (302, "/circle-too"),
    "/circle-too": (302, "/circle"),
    "/nowhere": (301, "http://[::"),
    "/script": (302, "javascript:alert(1)"),
    "/no-location": (301, ""),
    "/umlaut": (302, "/b%C3%BC?q=渡".encode().decode("latin-1")),
    **{f"/far-{number}": (302, f"/far-{number + 1}") for number in range(20)},
}


@pytest.fixture
def site() -> Iterator[Answers]:
    with host(Answers(PATHS, heads={"/shy": 405, "/unheard": 501, "/rude": 0, "/lying": 404})) as answers:
        yield answers


def asked(address: str, manner: Manner = QUICKLY) -> Answer:
    return ask(address, Hosts(manner))


@pytest.mark.parametrize(
    ("path", "kind", "detail"),
    [
        ("/there", "there", ""),
        ("/gone", "gone", "410"),
        ("/missing", "gone", "404"),
        ("/forbidden", "trouble", "403"),
        ("/broken", "trouble", "500"),
        ("/busy", "trouble", "503"),
        ("/strange", "trouble", "999"),
        ("/bü?q=渡", "there", ""),
        ("/found", "there", ""),
        ("/found-then-moved", "there", ""),
        ("/moved-away", "gone", "404"),
        ("/circle", "trouble", "redirects in a circle"),
        ("/far-0", "trouble", "redirects too often"),
        ("/front", "trouble", "leads to the front page of 127.0.0.1"),
        ("/nowhere", "trouble", "redirects to what is no http address"),
        ("/script", "trouble", "redirects to what is no http address"),
        ("/no-location", "trouble", "301"),
        ("/umlaut", "there", ""),
    ],
)
def test_what_a_host_says_of_an_address(site: Answers, path: str, kind: str, detail: str) -> None:
    answer = asked(site.address(path))
    assert (answer.kind, answer.detail, answer.heard) == (kind, detail, True)


@pytest.mark.parametrize(("path", "to"), [("/moved", "/there"), ("/moved-far", "/there"), ("/moved-then-found", "/found")])
def test_what_has_moved_for_good_is_where_it_was_moved_to(site: Answers, path: str, to: str) -> None:
    """And not where a redirect of the day leads from there."""
    assert asked(site.address(path)) == Answer(site.address(path), "moved", site.address(to))


def test_head_is_tried_first_and_a_body_is_asked_for_only_where_head_does_not_tell(site: Answers) -> None:
    site.paths = {**PATHS, "/shy": 200, "/unheard": 200, "/rude": 200, "/lying": 200}
    for path in ("/there", "/shy", "/unheard", "/rude", "/lying", "/missing"):
        kind = asked(site.address(path)).kind
        assert kind == ("gone" if path == "/missing" else "there"), path
    assert [one for one in site.asked if "/there" in one] == ["HEAD /there"]
    for path in ("/shy", "/unheard", "/rude", "/lying", "/missing"):
        assert [one for one in site.asked if one.endswith(path)] == [f"HEAD {path}", f"GET {path}"]


def test_we_say_who_we_are(site: Answers) -> None:
    """And for which archive, where that has an address."""
    asked(site.address("/there"), QUICKLY._replace(agent=agent_of("https://example.org/briefings/")))
    (agent,) = site.agents
    assert agent.startswith("briefgen/")
    assert "+https://example.org/briefings/" in agent
    assert "\n" not in agent_of("https://exämple.org/")


def test_what_robots_txt_forbids_is_not_asked_for(site: Answers) -> None:
    """By the rules for us where there are such, with wildcards, whatever it says of others."""
    site.robots = "User-agent: *\nDisallow: /\n\nUser-agent: briefgen\nDisallow: /private\nDisallow: /*.pdf$\n"
    hosts = Hosts(QUICKLY)
    assert ask(site.address("/there"), hosts).kind == "there"
    for path in ("/private/a", "/private", "/a/b.pdf"):
        assert ask(site.address(path), hosts) == Answer(site.address(path), "trouble", "robots.txt asks not to", heard=False)
    assert site.asked == ["HEAD /there"]
    assert site.robots_asked == 1


def test_a_redirect_leads_to_nothing_that_robots_txt_forbids(site: Answers) -> None:
    site.robots = "User-agent: *\nDisallow: /there\n"
    assert asked(site.address("/found")).detail == "robots.txt asks not to at 127.0.0.1"
    assert site.asked == ["HEAD /found"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_robots_txt_cannot_be_had_nothing_is_asked_for(site: Answers, status: int) -> None:
    """As RFC 9309 has it."""
    site.robots = status
    assert asked(site.address("/there")).detail == f"its robots.txt cannot be had ({status})"
    assert site.asked == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_a_robots_txt_everything_may_be_asked_for(site: Answers, status: int) -> None:
    site.robots = status
    assert asked(site.address("/there")).kind == "there"


def test_hostile_rules_do_no_harm(site: Answers) -> None:
    """Neither much of them nor nonsense."""
    for robots in (
        "User-agent: *\nDisallow: /" + "*a" * 2000 + "$\nCrawl-delay: -1",
        "\x00\xff" * 1000,
        "Crawl-delay: nan\n" * 10_000,
        "x" * 2_000_000,
    ):
        site.robots = robots
        assert asked(site.address("/there")).kind == "there"
    site.robots = "User-agent: briefgen\nCrawl-delay: nan"
    assert asked(site.address("/there")).kind == "there"


def test_who_says_that_it_is_too_much_is_asked_nothing_more(site: Answers) -> None:
    site.paths = {**PATHS, "/much": 429}
    hosts = Hosts(QUICKLY)
    assert ask(site.address("/much"), hosts).detail == "429"
    assert ask(site.address("/there"), hosts) == Answer(site.address("/there"), "left", "was left alone", heard=False)
    assert site.asked == ["HEAD /much"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f.1:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
    ],
)
def test_nothing_of_this_machine_or_its_neighbours_is_asked(site: Answers, address: str) -> None:
    """However it is written; a seed may name what only we can reach."""
    answer = asked(address.format(port=site.port), QUICKLY._replace(private=False))
    assert (answer.kind, answer.detail) == ("trouble", "is not on the internet")
    assert site.asked == []
    assert site.robots_asked == 0


@pytest.mark.parametrize("port", [22, 25, 465, 1023])
def test_ports_that_are_none_of_sites_are_not_asked(port: int) -> None:
    assert asked(f"http://127.0.0.1:{port}/", QUICKLY._replace(private=False)).detail == "names a port that no site has"


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://[::",
            "http://",
            "http:///path",
            "http://a b/",
            "http://example.org:99999/",
            "http://example.org:port/",
            "ftp://127.0.0.1/",
            "https://...",
        ),
        *(f"http://{'a' * 64}.example/", "http://%00/", "http://exa%6dple.org/", "javascript:alert(1)", ""),
    ],
)
def test_what_is_no_address_is_not_asked_for(address: str) -> None:
    assert asked(address).kind == "trouble"
    assert not asked(address).heard


def test_a_host_that_there_is_not_is_absent_and_asked_once() -> None:
    """The name is one of those that never are (RFC 6761)."""
    hosts = Hosts(QUICKLY)
    first = ask("http://nobody.invalid/a", hosts)
    if first.detail == "the host's name cannot be looked up":
        pytest.skip("this machine has nobody to ask for names")
    assert (first.kind, first.detail, first.heard) == ("absent", "no such host", False)
    assert ask("http://nobody.invalid/b", hosts).kind == "absent"


def test_a_host_that_refuses_is_absent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert asked(f"http://127.0.0.1:{port}/") == Answer(f"http://127.0.0.1:{port}/", "absent", "refuses the connection", heard=False)


def test_a_host_that_does_not_answer_is_given_up() -> None:
    over = threading.Event()
    with bytewise(lambda _: (over.wait(30), None)[1]) as port:
        assert asked(f"http://127.0.0.1:{port}/", QUICKLY._replace(timeout=0.05)).detail == "does not answer in time"
        over.set()


def test_a_host_that_answers_a_byte_at_a_time_is_given_up() -> None:
    """Though it never pauses for long."""
    over = threading.Event()

    def drip(one: socket.socket) -> None:
        one.sendall(b"HTTP/1.1 200 OK\r\n")
        while not over.wait(0.01):
            one.sendall(b"X: 1\r\n"[:1])

    with bytewise(drip) as port:
        assert asked(f"http://127.0.0.1:{port}/", QUICKLY._replace(limit=0.2)).detail == "does not answer in time"
        over.set()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 banana\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X" * 70_000,
    ],
)
def test_what_is_no_answer_is_trouble(data: bytes) -> None:
    def talk(one: socket.socket) -> None:
        one.recv(1000)
        one.sendall(data)
        one.shutdown(socket.SHUT_RDWR)

    with bytewise(talk) as port:
        assert asked(f"http://127.0.0.1:{port}/").kind == "trouble"


def test_no_secret_word_is_given_to_a_host_that_knows_none(site: Answers) -> None:
    """That the other side is not who it should be says nothing of the address."""
    answer = asked(f"https://127.0.0.1:{site.port}/there")
    assert (answer.kind, answer.detail) == ("trouble", "cannot be talked to in private")


@pytest.mark.skipif(not shutil.which("openssl"), reason="there is no openssl to make a certificate with")
def test_whom_we_talk_to_is_who_the_address_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a certificate of that name from somebody whom we trust."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
    ]
    subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    with host(Answers(PATHS), secret=(str(certificate), str(key))) as site:
        address = site.address("/there", "localhost").replace("http:", "https:")
        assert asked(address).detail == "has no valid certificate"
        trusting = ssl.create_default_context(cafile=str(certificate))
        monkeypatch.setattr(wire, "_context", lambda: trusting)
        assert asked(address).kind == "there"
        assert asked(address.replace("localhost", "127.0.0.1")).detail == "has no valid certificate"


def test_names_and_passwords_in_addresses_are_not_sent(site: Answers) -> None:
    assert asked(f"http://name:word@127.0.0.1:{site.port}/there").kind == "there"
    assert site.asked == ["HEAD /there"]
