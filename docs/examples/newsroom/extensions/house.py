"""What this newsroom knows of its sources, and how it writes names."""

from __future__ import annotations

from briefgen.ingest.page import Sheet


def sponsors(sheet: Sheet) -> dict[int, str]:
    """Lines that the newsletters' sponsors paid for."""
    return {place: "boilerplate" for place, line in enumerate(sheet.lines) if line.text.startswith("Presented by ")}


def initials(name: str) -> str:
    """'A. E.' of 'Ada Example'."""
    return " ".join(f"{part[0]}." for part in name.split())
