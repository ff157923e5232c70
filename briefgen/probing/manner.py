"""How hosts are asked: how often, how long, under which name, and which of them not at all."""

from __future__ import annotations

from typing import Final, NamedTuple

from briefgen import __version__

TOKEN: Final = "briefgen"  # noqa: S105 - no secret, but the name by which robots.txt speaks of us
TOGETHER: Final = 8
"""So many hosts are asked at a time; each of them one thing at a time."""
MOST_HOPS: Final = 10
"""So many redirects are followed."""
LONGEST_PAUSE: Final = 60.0
"""Seconds; a host that wants longer ones gets these."""


class Manner(NamedTuple):
    """How hosts are asked."""

    pause: float = 1.0
    """Seconds after whatever was asked of a host before anything else is asked of it."""
    timeout: float = 15.0
    """Seconds without a sign of a host after which it is given up,"""
    limit: float = 30.0
    """and after which it is given up though it gives signs."""
    private: bool = False
    """Whether also hosts are asked that the internet does not reach: this machine and its neighbours; and whatever port."""
    agent: str = f"{TOKEN}/{__version__}"
    """What we call ourselves."""


def agent_of(base_url: str) -> str:
    """What we call ourselves, with the address of the archive, so that whoever is asked can see for whom."""
    return f"{Manner().agent} (checks links; +{base_url})" if base_url.isascii() and base_url else f"{Manner().agent} (checks links)"
