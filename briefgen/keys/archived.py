"""The key `archived` of briefgen.toml: where others may keep copies of sources, as a pattern of addresses."""

from __future__ import annotations

import re

from briefgen.keys import given

PLACES = ("date", "url", "url_escaped")
"""What a pattern may have between braces: the article's date in digits, its source, and that as a part of an address."""


def pattern(value: object) -> str:
    """A pattern, or ''. Raises ValueError."""
    text = given.text(value).strip()
    if not text:
        return ""
    if not re.fullmatch(r"https?://[^\s/?#\"<>\\{}]+/[^\s\"<>\\\x00-\x1f\x7f]*", text):
        raise ValueError(f"{text!r} is not a pattern of addresses", _EXAMPLE)
    named = re.findall(r"\{([^{}]*)\}", text)
    if wrong := [name for name in named if name not in PLACES]:
        raise ValueError(f"there is no {{{wrong[0]}}}", f"it may have {', '.join(f'{{{name}}}' for name in PLACES)}")
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", text)):
        raise ValueError(f"{text!r} has a brace that no other one closes", _EXAMPLE)
    if not {"url", "url_escaped"} & set(named):
        raise ValueError(f"{text!r} does not say where the source's address goes", _EXAMPLE)
    return text


def filled(pattern: str, source: str, date: str) -> str:
    """The address at which there may be a copy of a source from a day, YYYY-MM-DD or less of it; '' without a pattern."""
    from urllib.parse import quote

    if not pattern:
        return ""
    values = {"date": date[:10].replace("-", ""), "url": quote(source, safe=_AS_IT_IS), "url_escaped": quote(source, safe="")}
    return re.sub(r"\{([^{}]*)\}", lambda found: values[found[1]], pattern)


_AS_IT_IS = "%/:=&?~+!$,;'@()*[]#|"
_EXAMPLE = "write it like 'https://web.archive.org/web/{date}/{url}'"
