"""Builds an app of the corpus with its own command, as its developers would, so that what runs is what its bundler or compiler makes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from electron.harness import REPOSITORY, unavailable

TOOLS = REPOSITORY / "tests" / "bundlers" / "node_modules"
BUILD_SECONDS = 300


def build(app_dir: Path, command: str) -> None:
    """Runs `command` in a copy of an app, which is given the bundlers of tests/bundlers. Skips the test where they are not installed."""
    with_packages(app_dir)
    done = subprocess.run(
        command.split(), cwd=app_dir, env={**os.environ, "CI": "true"}, capture_output=True, text=True, check=False, timeout=BUILD_SECONDS
    )
    if done.returncode != 0:
        pytest.fail(f"{command} ended with {done.returncode} in {app_dir}:\n{done.stdout}{done.stderr}")


def with_packages(app_dir: Path) -> None:
    """Gives a copy of an app the packages of tests/bundlers. Skips the test where they are not installed."""
    if not TOOLS.is_dir():
        unavailable(f"no bundlers at {TOOLS}: run `make test`")
    modules = app_dir / "node_modules"
    if not modules.exists():
        modules.symlink_to(TOOLS, target_is_directory=True)
        return
    # an app with packages of its own gets those that it has not
    for package in TOOLS.iterdir():
        if not (modules / package.name).exists():
            (modules / package.name).symlink_to(package, target_is_directory=True)
