"""What a request names, and who may ask."""

from __future__ import annotations

import pytest

from briefgen.preview.asked import is_for, is_from_elsewhere, is_local, is_plain, path_in


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", ""),
        ("/a/b.html?q=1#x", "a/b.html"),
        ("/a%20b%c3%bc.html", "a bü.html"),
        ("/b\xc3\xbc.html", "bü.html"),  # bytes that are not encoded, as http.server hands them on
        ("//events", "events"),
        ("/%3Fq", "?q"),
        ("/%2e%2e/x", "../x"),
        ("/%ff", None),
        ("/\xff", None),
    ],
)
def test_a_target_names_a_path(target: str, path: str | None) -> None:
    """Decoded once, without its query; what is no text names nothing."""
    assert path_in(target) == path


@pytest.mark.parametrize("path", ["index.html", "a/b.html", "a b/ü.html", ".well-known/security.txt", "a..b.html", "x/con.html", "aux", "name."])
def test_plain_paths_are_looked_for(path: str) -> None:
    """What a host with a plain file system serves."""
    assert is_plain(path, windows=False)


ODD = [
    *("", "/etc/passwd", "a//b", "../x", "a/../b", "a/./b", ".git/config", "a/.hidden", "..", "a/", "\0", "a\0.html", "a\nb"),
    *("..\\x", "a\\b", "C:/x", "C:x", "c:", "a.html::$DATA", "\\\\host\\share", "//host/share", "\\\\?\\C:\\x"),
]


@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize("path", ODD)
def test_odd_paths_are_not_looked_for(path: str, windows: bool) -> None:
    """What leads up, out or to another drive, what is hidden, what is a file's other stream: on every system, whether it could or not."""
    assert not is_plain(path, windows)


@pytest.mark.parametrize(
    "path", ["con", "CON.html", "tags/aux.html", "nul", "com1.txt", "LPT9", "com¹", "conin$", "prn .html", "a/index.html.", "index.html ", "dir./x"]
)
def test_windows_names_that_are_no_files_are_not_looked_for(path: str) -> None:
    """Devices stand in every folder there, and a dot or space at the end is dropped."""
    assert not is_plain(path, windows=True)


@pytest.mark.parametrize("path", ["console.html", "com10.html", "auxiliary/nulls.html", "a.con", "lpt.html"])
def test_names_like_devices_are_files(path: str) -> None:
    """Only the very names are devices."""
    assert is_plain(path, windows=True)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000", "LOCALHOST", "127.0.0.2", "localhost."])
@pytest.mark.parametrize("bound", ["127.0.0.1", "localhost", "::1", "0.0.0.0", "192.168.0.7", "box.lan"])
def test_this_machine_s_names_are_answered(host: str, bound: str) -> None:
    """Under whatever port it was forwarded to."""
    assert is_for(host, bound)


STRANGE = [
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example:8000",
    "evil.example:localhost",
    "",
    "a b",
    "localhost:8000@evil.example",
]


@pytest.mark.parametrize("bound", ["127.0.0.1", "0.0.0.0", "box.lan"])
@pytest.mark.parametrize("host", [*STRANGE, "localhost/x", "[::1", "::1", "[evil]", "127.1", "0x7f000001"])
def test_other_names_are_refused(host: str, bound: str) -> None:
    """A page elsewhere that has its own name point to this machine cannot read the archive, wherever the server listens."""
    assert not is_for(host, bound)


def test_a_server_for_others_answers_to_addresses_and_its_own_name() -> None:
    """Nobody can have an address in figures lead elsewhere; a server of this machine alone has no use for it."""
    assert is_for("192.168.0.7:8000", "0.0.0.0")
    assert is_for("[fe80::1]:8000", "::")
    assert is_for("Box.LAN:8000", "box.lan")
    assert not is_for("box.lan", "0.0.0.0")
    assert not is_for("192.168.0.7:8000", "127.0.0.1")
    assert not is_for("0.0.0.0", "127.0.0.1")


@pytest.mark.parametrize(
    ("bound", "local"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False), ("box.lan", False)]
)
def test_where_a_server_is_reached_from(bound: str, local: bool) -> None:
    assert is_local(bound) is local


OWN = {"Host": "localhost:8000"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost:8000"},
        {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
        {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    ],
)
def test_own_pages_and_links_from_elsewhere_may_ask(headers: dict[str, str]) -> None:
    """A link in a mail leads here, an editor's window may frame the preview."""
    assert not is_from_elsewhere(OWN | headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost:3000"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "object"},
    ],
)
def test_pages_of_other_sites_read_nothing(headers: dict[str, str]) -> None:
    """Not the search index, which is scripts; nor from another port of this machine."""
    assert is_from_elsewhere(OWN | headers)
