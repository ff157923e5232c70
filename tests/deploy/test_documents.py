"""The workflows and servers in docs/deploy.md: that they can be read, and do what they say."""

from __future__ import annotations

import shlex

import pytest
import yaml

from briefgen import config
from tests.test_docs import blocks_of, command_of, options_of

WORKFLOWS = [yaml.safe_load(block) for block in blocks_of("docs/deploy.md", "yaml")]


def scripts() -> list[str]:
    """What the workflows' steps run."""
    steps = [step for flow in WORKFLOWS for job in flow.get("jobs", {}).values() for step in job["steps"]]
    return [*(step["run"] for step in steps if "run" in step), *(line for flow in WORKFLOWS for line in flow.get("pages", {}).get("script", ()))]


def test_there_is_a_workflow_for_each_host() -> None:
    """Two for GitHub, one for GitLab; each is YAML."""
    assert [set(flow) & {"jobs", "pages"} for flow in WORKFLOWS] == [{"jobs"}, {"jobs"}, {"pages"}]


@pytest.mark.parametrize("line", [line for line in scripts() if line.startswith("briefgen")])
def test_a_workflow_s_step_is_a_command(line: str) -> None:
    """With options that it has."""
    _, *words = shlex.split(line)
    known = {way for ways in options_of(command_of(words)).values() for way in ways}
    assert [word for word in words if word.startswith("-") and word not in known] == []


@pytest.mark.parametrize("block", blocks_of("docs/deploy.md", "toml"))
def test_an_example_of_a_target_is_valid(block: str) -> None:
    """Each on its own."""
    assert config.parse(block.encode()).deploy
