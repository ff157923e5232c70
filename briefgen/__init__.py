"""briefgen turns a pile of scraped news into a searchable static briefing archive with a page for every event."""

__version__ = "0.1.0"
