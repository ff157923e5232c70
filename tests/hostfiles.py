"""What a host makes of `_headers` and `_redirects`, as Cloudflare Pages and Netlify document it."""

from __future__ import annotations

import re

Rules = dict[str, dict[str, str]]
"""Headers by the pattern of the paths that they are sent with."""


def rules(data: bytes) -> Rules:
    """A `_headers` file."""
    found: Rules = {}
    path = ""
    for line in data.decode().splitlines():
        if not line.startswith(" "):
            path = line
            assert path not in found
            continue
        name, _, value = line.strip().partition(": ")
        found.setdefault(path, {})[name] = value
    return found


def matching(found: Rules, path: str) -> list[tuple[str, str]]:
    """All headers that are sent with a path."""
    return [pair for rule, headers in found.items() if re.fullmatch(re.escape(rule).replace(r"\*", ".*"), path) for pair in headers.items()]


def sent(found: Rules, path: str) -> dict[str, str]:
    """The same, of which none comes twice: hosts would send both values in one."""
    listed = matching(found, path)
    assert len({name.lower() for name, _ in listed}) == len(listed), path
    return dict(listed)
