"""The day: the one place where the clock is read, and only where nobody says which day it is."""

from __future__ import annotations

import time


def today() -> str:
    """The day that it is on this machine, as YYYY-MM-DD."""
    return time.strftime("%Y-%m-%d")
