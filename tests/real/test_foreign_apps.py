"""Whole apps that nobody here wrote do the same in a real Electron after their migration, and what is said of their windows is so.

They were written for Electron 1 and 3 (see `asElectron4` of the driver) and run in 9 with the packages that they name. Each is fetched once, against its checksum.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from electron.harness import REPOSITORY, differences, run, unavailable

sys.path.insert(0, str(REPOSITORY / "scripts"))

from foreign import API_DEMOS, MARKDOWNIFY, VMD, ForeignApp, give_packages, unpack

pytestmark = [pytest.mark.electron, pytest.mark.slow, pytest.mark.node]


@dataclass(frozen=True, slots=True)
class Expected:
    """`held`: the pages that are shown by windows that stay as they are. `isolated`: the others. `prints`: beginnings of what pages print that went elsewhere."""

    app: ForeignApp
    held: frozenset[str]
    isolated: frozenset[str] = frozenset()
    prints: tuple[str, ...] = ()


APPS = (
    # Node's console printed it to the terminal
    Expected(MARKDOWNIFY, held=frozenset({"index.html"}), prints=("Toggle scroll", "Code scroll", "Preview scroll")),
    Expected(VMD, held=frozenset({"vmd.html"})),
    Expected(API_DEMOS, held=frozenset({"index.html"}), isolated=frozenset({"modal.html", "manage-modal.html"})),
)
each_app = pytest.mark.parametrize("expected", APPS, ids=lambda expected: expected.app.name)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Callable[[ForeignApp], Path]:
    """`before(app)` is its folder as it was published, with what it needs to run."""

    @cache
    def published(app: ForeignApp) -> Path:
        try:
            folder = unpack(app, tmp_path_factory.mktemp(app.name))
            give_packages(app, folder)
        except (subprocess.CalledProcessError, OSError, SystemExit) as error:
            unavailable(f"{app.name} cannot be fetched: {error}")
        return folder

    return published


@pytest.fixture(scope="module")
def after(before: Callable[[ForeignApp], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[ForeignApp], Path]:
    """`after(app)` is the folder of a copy that went all the way."""

    @cache
    def migrated(app: ForeignApp) -> Path:
        copy = tmp_path_factory.mktemp(f"{app.name}-after") / "package"
        shutil.copytree(before(app), copy, ignore=shutil.ignore_patterns("node_modules"))
        give_packages(app, copy)
        done = _tool("apply", "--level", "review", copy)
        assert done.returncode == 1, f"raising Electron is left to a person:\n{done.stdout}{done.stderr}"
        return copy

    return migrated


@each_app
def test_the_app_does_the_same_and_what_is_said_of_its_windows_is_so(
    expected: Expected, before: Callable[[ForeignApp], Path], after: Callable[[ForeignApp], Path]
) -> None:
    actions = expected.app.folder / "actions.js"
    was = run(before(expected.app), actions)
    assert not [name for name, seen in was.steps.items() if str(seen).startswith("THROWN ")], was.steps
    now = run(after(expected.app), actions, modern=True)
    known = set(map(_without_places, was.console))
    assert [line for line in now.console if _without_places(line) not in known and not line.startswith(expected.prints)] == []
    # an error that the new Electron brought, and that the bridge solves, may be gone
    assert differences(was, replace(now, console=was.console)) == []
    assert {page.name for page in now.insecure} == expected.held
    assert {page.name for page in now.pages} == expected.held | expected.isolated


@each_app
def test_what_holds_a_window_is_listed_with_a_reason(expected: Expected, after: Callable[[ForeignApp], Path]) -> None:
    scan: dict[str, Any] = json.loads(_tool("scan", "--format", "json", after(expected.app)).stdout)
    findings = {finding["id"]: finding for finding in scan["findings"]}
    pages = {Path(page).name: window for window in scan["windows"] for page in window["pages"]}
    for name in expected.held:
        assert not pages[name]["ready"]
        assert pages[name]["blockers"]
        for blocker in pages[name]["blockers"]:
            assert len(findings[blocker]["reason"].split()) > 3, findings[blocker]
    for name in expected.isolated:
        assert pages[name]["ready"]


def _without_places(line: str) -> str:
    """A line of the console without the lines and columns of scripts, which the migration moves."""
    return re.sub(r":\d+:\d+\)", ")", line)


def _tool(command: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "electron_migrate", command, "--electron", "9", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"}, check=False)
