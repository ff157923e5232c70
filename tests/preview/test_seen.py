"""What a build could make something else of is news; what it has seen is none."""

from __future__ import annotations

from pathlib import Path

from briefgen.preview.seen import Seen


def test_a_file_is_news_whenever_its_content_is_another(tmp_path: Path) -> None:
    """And once more when it was written and came out the same, since it may have been another for a moment."""
    path, seen = tmp_path / "a", Seen()
    path.write_text("one", encoding="utf-8")
    assert seen.is_news([path])
    assert not seen.is_news([path])
    path.write_text("two", encoding="utf-8")
    assert seen.is_news([path])
    path.write_text("two", encoding="utf-8")
    path.touch()
    path.chmod(0o600)
    assert seen.is_news([path])
    path.chmod(0o644)
    assert not seen.is_news([path])
    path.unlink()
    assert seen.is_news([path])
    assert not seen.is_news([path])


def test_what_somebody_has_read_is_not_read_again(tmp_path: Path) -> None:
    """Its digest stands for it, while the file is the one that was read."""
    asked: list[tuple[Path, tuple[int, ...]]] = []

    def known(path: Path, stamp: tuple[int, ...]) -> bytes | None:
        asked.append((path, stamp))
        return b"digest"

    seen = Seen(known)
    assert seen.is_news([tmp_path / "none"])
    assert seen.content(tmp_path / "none") == b"digest"
    assert asked == [(tmp_path / "none", ())]
    assert seen.content(tmp_path / "other") == b""
