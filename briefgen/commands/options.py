"""What every command takes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


class Options:
    """The options of every command. Not a dataclass: importing `dataclasses` takes longer than showing a command's help."""

    __slots__ = ("folder", "json", "quiet", "safe", "strict", "verbose")

    def __init__(
        self, folder: str = "", *, quiet: bool = False, verbose: bool = False, json: bool = False, strict: bool = False, safe: bool = False
    ) -> None:
        self.folder = folder
        self.quiet = quiet
        self.verbose = verbose
        self.json = json
        self.strict = strict
        self.safe = safe

    @property
    def here(self) -> Path:
        """The folder that -C names, or the current one."""
        from pathlib import Path

        return Path(self.folder)

    @property
    def root(self) -> Path:
        """The archive: this folder, or the nearest above it that has a briefgen.toml."""
        from briefgen import config

        return config.find(self.here.absolute()) or self.here
