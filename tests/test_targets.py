"""The tables `[deploy.NAME]` of briefgen.toml."""

from __future__ import annotations

import pytest

from briefgen import config
from briefgen.keys import hosts, targets
from briefgen.keys.targets import KINDS, Target
from briefgen.problem import Unreadable
from tests.test_docs import codes_in, rows_of, sections_of


def read(text: str) -> tuple[Target, ...]:
    return config.parse(text.encode()).deploy


def problem(text: str) -> tuple[str, str]:
    with pytest.raises(Unreadable) as found:
        read(text)
    (one,) = found.value.problems
    return one.message, one.hint


def test_targets_of_every_kind_are_read() -> None:
    """By name, each with the keys of its kind."""
    text = """
        [deploy.live]
        kind = "git"
        remote = "origin"
        branch = "gh-pages"
        folder = "/docs/"
        host = "github-pages"
        [deploy.inside]
        kind = "rsync"
        to = "me@example.org:/srv/www"
        port = 2222
        edition = "internal"
        compress = true
        [deploy.bucket]
        kind = "s3"
        to = "store:bucket/path"
        [deploy.disk]
        kind = "folder"
        to = "../out"
    """
    assert read(text) == (
        Target("bucket", "rclone", to="store:bucket/path"),
        Target("disk", "folder", to="../out"),
        Target("inside", "rsync", to="me@example.org:/srv/www", port=2222, edition="internal", compress=True),
        Target("live", "git", remote="origin", branch="gh-pages", folder="docs", host="github-pages"),
    )


@pytest.mark.parametrize(
    ("lines", "message", "hint"),
    [
        ("", "a: it has no kind", "one of 'git', 'rsync', 'rclone', 'folder', 's3'"),
        ("kind = 'ftp'", "a: kind: 'ftp' is none", "one of 'git'"),
        ("kind = ['git']", "a: kind: ['git'] is none", "one of 'git'"),
        ("kind = 'folder'", "a: it has no to", "a target of kind 'folder' needs to"),
        ("kind = 'git'\nremote = 'origin'", "a: it has no branch", "needs remote and branch"),
        ("kind = 'git'\nremote = 'origin'\nbranch = 'a'\nto = 'x'", "a: there is no 'to' in it", "remote"),
        ("kind = 'folder'\nto = 'x'\nhost = 'netlfy'", "a: host: nothing is known of a host 'netlfy'", "did you mean 'netlify'?"),
        ("kind = 'folder'\nto = 'x'\nhost = 'zzz'", "a: host: nothing is known of a host 'zzz'", "the known ones are cloudflare-pages, "),
        ("kind = 'rsync'\nto = 'x:y'\nport = 70000", "a: port: 70000 is no port", "port = 22"),
        ("kind = 'folder'\nto = 'x'\nedition = 'intern'", "deploy: a: edition: there is no edition 'intern'", "did you mean 'internal'?"),
    ],
)
def test_what_cannot_be_is_told(lines: str, message: str, hint: str) -> None:
    """With the target's name, the key, and what to write."""
    found, told = problem(f"[deploy.a]\n{lines}\n")
    assert message in found
    assert hint in told


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("folder", "to", "-rf"),
        ("folder", "to", "a\\nb"),
        ("rsync", "to", "-e sh:x"),
        ("rsync", "to", "-oProxyCommand=x:y"),
        ("rsync", "to", "me@-oProxyCommand=x:y"),
        ("rsync", "to", "a b:c"),
        ("rsync", "to", "rsync://-x/y"),
        ("rclone", "to", ":local:/etc"),
        ("rclone", "to", ":sftp,ssh='touch x':y"),
        ("rclone", "to", "store,ssh=x:y"),
        ("rclone", "to", "/etc"),
        ("rclone", "to", "--config=x:y"),
        ("git", "remote", "ext::sh -c x"),
        ("git", "remote", "--upload-pack=x"),
        ("git", "branch", "-x"),
        ("git", "branch", "a..b"),
        ("git", "branch", "a b"),
        ("git", "branch", "a:b"),
        ("git", "branch", "a.lock"),
        ("git", "branch", "a//b"),
        ("git", "branch", "@{u}"),
        ("git", "folder", "../x"),
        ("git", "folder", "a/.git"),
    ],
)
def test_what_a_program_would_take_for_something_else_is_refused(kind: str, key: str, value: str) -> None:
    """Options, other programs, other places than are written there."""
    given = {"folder": {"to": "x"}, "rsync": {"to": "x"}, "rclone": {"to": "x:y"}, "git": {"remote": "x", "branch": "x"}}[kind] | {key: value}
    lines = "\n".join(f'{name} = "{one}"' for name, one in given.items())
    assert problem(f"[deploy.a]\nkind = '{kind}'\n{lines}\n")[0].startswith(f"deploy: a: {key}: ")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(
            ("rsync", to)
            for to in ("host:path", "me@host:/a b/c", "[::1]:x", "me@[fe80::1%eth0]:x", "host::module/x", "rsync://host:873/x", "../a:b", "/x")
        ),
        *(("rclone", to) for to in ("store:", "store:bucket/a b", "my store:bucket", "a.b-c:x")),
    ],
)
def test_what_programs_write_addresses_like_is_taken(kind: str, value: str) -> None:
    """As it is."""
    (found,) = read(f'[deploy.a]\nkind = "{kind}"\nto = "{value}"\n')
    assert found.to == value


def test_two_editions_are_not_at_one_place() -> None:
    """Each would take the other's away. One edition may be brought there in two ways, and one below another's folder."""
    live = '[deploy.live]\nkind = "folder"\nto = "/srv/www"\n'
    desk = '[deploy.desk]\nkind = "folder"\nto = "/srv/www/"\n'
    message, hint = problem(f'{live}{desk}edition = "internal"\n')
    assert message == "deploy: live: this is where 'desk' goes, and they have other editions, 'internal' and 'public'"
    assert hint == "give each edition a place of its own"
    assert len(read(f'{live}{desk}edition = "public"\n')) == 2
    assert len(read(f'{live}[deploy.desk]\nkind = "folder"\nto = "/srv/www/desk"\nedition = "internal"\n')) == 2
    branch = 'kind = "git"\nremote = "origin"\nbranch = "pages"\n'
    assert "this is where 'a' goes" in problem(f'[deploy.a]\n{branch}[deploy.b]\n{branch}edition = "internal"\n')[0]


def test_every_key_and_kind_is_told() -> None:
    """And none that is not there."""
    rows = rows_of(sections_of("docs/deploy.md")["Targets"])
    assert sorted(codes_in(row[0])[0] for row in rows) == sorted(targets.KEYS)
    told = {codes_in(row[0])[0]: row[1] for row in rows}
    for key in targets.KEYS:
        kinds = [kind for kind, keys in KINDS.items() if key in keys]
        assert told[key] == (", ".join(kinds) if kinds else "all"), key


def test_every_host_is_told_with_its_limits() -> None:
    """As they are in the code."""
    rows = rows_of(sections_of("docs/deploy.md")["Hosts"])
    assert [codes_in(row[0])[0] for row in rows] == list(hosts.NAMES)
    for row, host in zip(rows, hosts.HOSTS, strict=True):
        numbers = (host.files, host.files_of_a_folder, host.path_bytes, host.redirects, host.redirect_length, host.headers, host.header_length)
        for number in numbers:
            assert not number or f"{number:,}" in " ".join(row[1:])
