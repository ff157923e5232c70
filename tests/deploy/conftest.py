"""Targets for tests, and nothing of this machine's own settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deploy.grounds import KINDS, Ground, need


@pytest.fixture(autouse=True)
def _nobody_s_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither git nor rclone know what somebody has set up here."""
    (tmp_path / "rclone.conf").write_text(f"[disk]\ntype = alias\nremote = {tmp_path}/there\n", encoding="utf-8")
    (tmp_path / "gitconfig").write_text("[init]\ndefaultBranch = main\n", encoding="utf-8")
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=KINDS)
def ground(request: pytest.FixtureRequest, tmp_path: Path) -> Ground:
    """A target of each kind."""
    kind = str(request.param)
    if kind != "folder":
        need(kind)
    return Ground(kind, tmp_path)
