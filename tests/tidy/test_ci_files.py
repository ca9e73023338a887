"""What others' CI reads of this repository: the action, the pre-commit hook, and the workflow that `init` writes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from jsonschema import Draft7Validator

from electron_migrate.cli import main
from electron_migrate.cli.setup_files import workflow_proposal

REPOSITORY = Path(__file__).resolve().parents[2]
ACTION: Any = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))
HOOKS: Any = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
STEPS: Any = ACTION["runs"]["steps"]


def published(name: str) -> Any:
    """A schema of GitHub's files, out of a package that is there for tests only."""
    try:
        return json.loads(files("check_jsonschema.builtin_schemas.vendor").joinpath(name).read_text("utf-8"))
    except ModuleNotFoundError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("check-jsonschema is not installed: make setup")


def options(command: str) -> set[str]:
    return {option for parameter in main.commands[command].params if isinstance(parameter, click.Option) for option in parameter.opts}


def test_the_action_is_one() -> None:
    Draft7Validator(published("github-actions.json")).validate(ACTION)


@pytest.mark.parametrize("app", ["", "packages/desk top/"])
def test_the_workflow_is_one(app: str) -> None:
    workflow = yaml.safe_load(workflow_proposal(lambda _: None, app, "pipx install x").after)
    # YAML 1.1 reads the key `on` as true
    workflow["on"] = workflow.pop(True)
    Draft7Validator(published("github-workflows.json")).validate(workflow)


def test_every_input_is_used_and_nothing_else() -> None:
    text = json.dumps(STEPS) + json.dumps(ACTION["outputs"])
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])
    assert set(re.findall(r"steps\.(\w+)\.", text)) <= {step.get("id") for step in STEPS}


def test_no_input_is_text_of_a_script() -> None:
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        for name in step.get("env", {}):
            assert f"${name}" in step["run"] or f'"${name}"' in step["run"]


def test_every_option_that_the_files_use_exists() -> None:
    used = set(re.findall(r"(--[a-z][\w-]+)", STEPS[-1]["run"]))
    assert used <= options("check")
    assert used - {"--baseline"} <= options("scan")
    for text in (HOOKS[0]["entry"], workflow_proposal(lambda _: None, "", "x").after.decode()):
        assert set(re.findall(r"(--[a-z][\w-]+)", text)) <= options("check")


def test_the_hook_has_what_pre_commit_wants() -> None:
    (hook,) = HOOKS
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["entry"].split()[:2] == ["electron-migrate", "check"]
    assert re.search(hook["files"], "src/a.tsx")
    assert not re.search(hook["files"], "README.md")


@pytest.fixture
def runner(tmp_path: Path) -> dict[str, str]:
    """The environment of a step, with electron-migrate where the action installs it."""
    (tmp_path / "electron-migrate" / "bin").mkdir(parents=True)
    program = tmp_path / "electron-migrate" / "bin" / "electron-migrate"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m electron_migrate "$@"\n', "utf-8")
    program.chmod(0o755)
    places = {"RUNNER_TEMP": ".", "GITHUB_OUTPUT": "output", "GITHUB_STEP_SUMMARY": "summary.md"}
    inputs = {name.upper(): one["default"] for name, one in ACTION["inputs"].items() if name != "python-version"}
    return {"PATH": os.environ["PATH"], **{name: str(tmp_path / place) for name, place in places.items()}, **inputs}


def run_step(tmp_path: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[-1]["run"]]
    return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_the_action_runs(tmp_path: Path, runner: dict[str, str]) -> None:
    shutil.copytree(REPOSITORY / "corpus" / "notes" / "before", tmp_path / "my app")
    done = run_step(tmp_path, {**runner, "APP": "my app", "ELECTRON": "9", "EXCLUDE": "lib/\nno such/", "IGNORE": "raw-ipc"})
    assert done.returncode == 1, done.stderr
    assert "::error file=" in done.stdout
    assert (tmp_path / "output").read_text("utf-8") == "exit-code=1\n"
    assert (tmp_path / "summary.md").read_text("utf-8").startswith("## ❌ ")
    assert json.loads((tmp_path / "electron-migrate.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert run_step(tmp_path, {**runner, "APP": "my app", "COMMAND": "scan"}).returncode == 1
    assert run_step(tmp_path, {**runner, "APP": "my app", "COMMAND": "undo"}).returncode == 2


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize("value", ["$(touch hacked)", "; touch hacked", "--output=json=hacked", "`touch hacked`"])
def test_an_input_is_never_run(tmp_path: Path, runner: dict[str, str], value: str) -> None:
    for name in ("APP", "SELECT", "EXCLUDE", "COMMAND", "BASELINE"):
        run_step(tmp_path, {**runner, name: value})
    assert not (tmp_path / "hacked").exists()
