"""What the preview adds to each page on its way to the browser, and the pages that it has of its own."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from briefgen.problem import Problem

OWN: Final = "__briefgen__"
"""Below this folder are the preview's own addresses; no page can have one, since no slug begins so."""

_POLICY: Final = re.compile(
    rb"(?P<before><meta\s[^>]*http-equiv\s*=\s*[\"']?content-security-policy[\"']?[^>]*\scontent\s*=\s*)(?P<quote>[\"'])(?P<policy>.*?)(?P=quote)",
    re.IGNORECASE | re.DOTALL,
)
_NEEDED: Final = ("script-src", "connect-src")


def with_script(page: bytes, version: str, status: int) -> bytes:
    """The page with the script that keeps it fresh, before its `</body>` or at its end; a page whose policy forbids that is allowed it."""
    page = _POLICY.sub(_allowing, page)
    tag = f'<script src="/{OWN}/page.js" data-version="{version}" data-status="{status}" defer></script>'.encode()
    end = page.lower().rfind(b"</body>")
    return page[:end] + tag + page[end:] if end >= 0 else page + tag


def allowed(policy: str) -> str:
    """A page's Content Security Policy, with what the preview needs beside it: scripts and connections of its own host."""
    directives = {name.lower(): sources for name, *sources in (part.split() for part in policy.split(";") if part.strip())}
    for name in (*_NEEDED, *(["script-src-elem"] if "script-src-elem" in directives else [])):
        sources = directives.get(name, directives.get("default-src"))
        if sources is not None and not {"'self'", "*"} & set(sources):
            directives[name] = ["'self'", *(source for source in sources if source.lower() != "'none'")]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _allowing(found: re.Match[bytes]) -> bytes:
    policy = allowed(found["policy"].decode("utf-8", "replace")).encode()
    return found["before"] + found["quote"] + policy + found["quote"]


def not_found() -> bytes:
    """The page for an address with nothing at it, in a site that has no 404.html."""
    return _page("Not found", "<p>There is nothing at this address. <a href='/'>To the front page</a></p>")


def not_built(problems: tuple[Problem, ...], is_tried: bool) -> bytes:
    """The page for a site of which there is nothing yet: either it is being built, or it could not be, and why."""
    if not is_tried:
        return _page("Being built", "<p>The site is being built for the first time. It appears here by itself.</p>")
    listed = "".join(f"<li><pre>{escape(str(problem))}</pre></li>" for problem in problems)
    said = "<p>Nothing could be built. Once this is mended, the site appears here by itself.</p>"
    return _page("Not built", f"{said}<ul>{listed}</ul>" if listed else "<p>Nothing was built: the archive makes no front page.</p>")


def _page(title: str, body: str) -> bytes:
    head = f"<meta charset=utf-8><meta name=viewport content='width=device-width'><meta name=color-scheme content='light dark'><title>{title}</title>"
    return f"<!doctype html><html lang=en><head>{head}</head><body><main><h1>{title}</h1>{body}</main></body></html>\n".encode("utf-8", "replace")
