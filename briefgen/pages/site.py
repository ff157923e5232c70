"""What every page knows of the site."""

from __future__ import annotations

from msgspec import Struct

from briefgen.model import Plain


class SiteInfo(Struct, frozen=True, gc=False):
    """What every page knows of the site: `site` in templates. Small, since a change of it changes every page."""

    title: str
    description: str
    lang: str
    base_url: str
    """'https://host/path/' or ''."""
    options: dict[str, Plain]
    """The theme's options: what `[theme]` in briefgen.toml says, and the defaults of all others."""
    search: bool = True
    """Whether the site can be searched."""
    desk: bool = False
    """Whether the site has the maintainers' pages (`desk/wanted.html`, `desk/review.html`)."""
