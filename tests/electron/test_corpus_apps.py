"""Every app of the corpus does the same after its migration, and its pages no longer reach Node."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from electron.building import build, with_packages
from electron.harness import REPOSITORY, RunResult, differences, run

CORPUS = REPOSITORY / "corpus"
WAYS: dict[str, dict[str, bool]] = {
    "at once": {},
    "through a symlink, after Back": {"through_symlink": True, "back": True},
    "in a second window, after a reload": {"second_window": True, "reload": True},
}

pytestmark = pytest.mark.electron


@dataclass(frozen=True, slots=True)
class App:
    """One app of the corpus. `held`: the pages of windows that stay as they are. `build`: the command that makes what runs; empty where sources run.

    `by_hand`: a group is left to a person, such as the raise of Electron. `packages`: it runs with those of tests/bundlers, and is not built.
    """

    name: str
    runnable: bool
    held: tuple[str, ...]
    build: str
    by_hand: bool
    packages: bool

    @property
    def before(self) -> Path:
        return CORPUS / self.name / "before"

    @property
    def actions(self) -> Path:
        return CORPUS / self.name / "actions.js"


def _app(folder: Path) -> App:
    expect: dict[str, Any] = tomllib.loads((folder / "expect.toml").read_text("utf-8"))
    return App(folder.name, expect["runnable"], tuple(expect["windows"].get("held", ())), expect.get("build", ""), bool(expect["plan"]["held"]),
               bool(expect.get("packages")))  # fmt: skip


APPS = [app for app in map(_app, sorted(path.parent for path in CORPUS.glob("*/expect.toml"))) if app.runnable]
each_app = pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
each_way = pytest.mark.parametrize("way", WAYS)


@pytest.fixture(scope="module")
def migrate(tmp_path_factory: pytest.TempPathFactory) -> Callable[[App], Path]:
    """`migrate(app)` is the folder of a copy that went all the way; one for all tests."""

    @cache
    def migrated(app: App) -> Path:
        copy = tmp_path_factory.mktemp(app.name) / "app"
        shutil.copytree(app.before, copy)
        _apply(app, copy)
        return _runnable(app, copy)

    return migrated


def _apply(app: App, copy: Path, *options: str) -> None:
    command = [sys.executable, "-m", "electron_migrate", "apply", "--level", "review", *options, str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"}, check=False)
    assert done.returncode == (1 if app.held or app.by_hand else 0), f"apply ended with {done.returncode}:\n{done.stdout}{done.stderr}"


def _runnable(app: App, copy: Path) -> Path:
    """The folder of a copy, once it is built where it has to be."""
    if app.build:
        build(copy, app.build)
    elif app.packages:
        with_packages(copy)
    return copy


@cache
def _before(app: App) -> Path:
    """A folder that holds the app as it was, ready to run."""
    if not app.build and not app.packages:
        return app.before
    folder = Path(tempfile.mkdtemp(prefix=f"{app.name}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return _runnable(app, Path(shutil.copytree(app.before, folder / "app")))


@cache
def _as_it_was(app: App, way: str) -> RunResult:
    result = run(_before(app), app.actions, **WAYS[way])
    assert result.failures() == [], "the app as it was, or its actions, are broken"
    return result


@each_way
@each_app
def test_the_migrated_app_does_the_same_and_only_held_pages_reach_node(app: App, way: str, migrate: Callable[[App], Path]) -> None:
    after = run(migrate(app), app.actions, modern=True, **WAYS[way])
    assert differences(_as_it_was(app, way), after) == []
    assert {page.name for page in after.insecure} == set(app.held)


@cache
def _planned(app: App) -> Path:
    """The folder with the plan of an app, as `plan -o` writes it."""
    folder = Path(tempfile.mkdtemp(prefix=f"{app.name}-plan-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "electron_migrate", "plan", "-o", str(folder), str(app.before)], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("stage", ["bridge", "call-sites", "page-modules", "isolate"])
@each_app
def test_the_app_does_the_same_after_every_stage(app: App, stage: str, tmp_path: Path) -> None:
    copy, plan = tmp_path / "app", _planned(app)
    shutil.copytree(app.before, copy)
    groups = [group for group in json.loads((plan / "plan.json").read_text("utf-8"))["groups"] if group["patch"]]
    stages = [group["stage"] for group in groups]
    if stage not in stages:
        # pages of a bundler's, or without local modules, have none to become ES modules
        assert stage == "page-modules" or not groups or app.held, "only an app with nothing to do, or held windows, has no such stage"
        return
    done = len(stages) - stages[::-1].index(stage)
    if done == len(groups):
        return  # nothing comes after this stage: that is the migrated app, which runs in all ways
    for group in groups[:done]:
        subprocess.run(["git", "apply", str(plan / "patches" / group["patch"])], cwd=copy, check=True, capture_output=True)
    half_way = run(_runnable(app, copy), app.actions)
    assert half_way.failures() == []
    assert differences(_as_it_was(app, "at once"), half_way) == []


@pytest.mark.parametrize("name", ["main-objects", "remote-basics"])
def test_an_app_whose_arguments_are_checked_by_zod_does_the_same(name: str, tmp_path: Path) -> None:
    (app,) = (one for one in APPS if one.name == name)
    copy = Path(shutil.copytree(app.before, tmp_path / "app"))
    manifest = json.loads((copy / "package.json").read_text("utf-8"))
    manifest.setdefault("dependencies", {})["zod"] = "^3.23.8"
    (copy / "package.json").write_text(json.dumps(manifest), "utf-8")
    with_packages(copy)
    _apply(app, copy, "--validator", "zod")
    assert any("require('zod')" in path.read_text("utf-8") for path in copy.rglob("ipc-handlers.js"))
    after = run(copy, app.actions, modern=True)
    assert differences(_as_it_was(app, "at once"), after) == []
    assert {page.name for page in after.insecure} == set(app.held)
