"""electron-api-demos 2.0.1, an app that nobody here wrote: what is found agrees with an independent count, and the plan leaves a whole app.

It is Electron's own collection of examples, written for Electron 3: its pages make windows through remote and load their scripts by `require`,
so that most of it is for a person. The package is fetched once, pinned by its checksum, and never run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from electron.harness import unavailable
from electron_migrate.code.parse import regions
from electron_migrate.code.source import Source
from electron_migrate.facts.model import Process, Safety
from electron_migrate.kit.harness import Files, state_after
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, plan

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "scripts"))

from foreign import API_DEMOS, unpack  # noqa: E402 - it is no package

COUNT = REPOSITORY / "tests" / "node" / "count-uses.js"
OPTIONS = Options(electron=9)

RULES = {
    "main-module-in-page": 11,
    "node-builtin-in-page": 17,
    "node-global-in-page": 13,
    "node-module-in-page": 36,
    "node-package-in-page": 5,
    "page-code-in-string": 2,
    "raw-ipc": 20,
    "remote-use": 46,
    "reply-message": 6,
    "test-of-electron": 1,
    "unchecked-ipc-handler": 11,
    "web-contents-send": 8,
    "window-node-integration": 8,
    "window-not-isolated": 8,
    "window-not-sandboxed": 8,
    "window-remote-module": 8,
    "window-webview-tag": 8,
}
SAFETY = {"safe": 36, "review": 78, "manual": 87, "note": 15}

pytestmark = [pytest.mark.slow, pytest.mark.node]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked app, in a folder of its own."""
    folder = tmp_path_factory.mktemp("demos")
    try:
        return unpack(API_DEMOS, folder)
    except (subprocess.CalledProcessError, OSError, SystemExit) as error:
        unavailable(f"electron-api-demos cannot be fetched: {error}")


@pytest.fixture(scope="module")
def planned(app: Path) -> PlanResult:
    return plan(app, OPTIONS, Safety.REVIEW)


@pytest.fixture(scope="module")
def after(app: Path, planned: PlanResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The app with every step applied."""
    folder = tmp_path_factory.mktemp("demos-after") / "app"
    shutil.copytree(app, folder)
    for path, data in state_after({}, planned).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def test_every_use_that_an_independent_count_sees_is_found_and_no_other(app: Path, planned: PlanResult) -> None:
    pages = sorted(fact.path for fact in planned.scan.files if fact.process is Process.RENDERER)
    done = subprocess.run(["node", str(COUNT), str(app), *pages], capture_output=True, text=True, check=True)
    counted: dict[str, list[str]] = json.loads(done.stdout)
    found: dict[str, list[str]] = {rule: [] for rule in counted}
    for finding in planned.scan.findings:
        if finding.process is Process.RENDERER and finding.rule in found:
            line = planned.scan.sources[finding.place.path].position(finding.place.span.start).line
            found[finding.rule].append(f"{finding.place.path}:{line}")
    assert {rule: sorted(places) for rule, places in found.items()} == {rule: sorted(places) for rule, places in counted.items()}
    assert {rule: len(places) for rule, places in counted.items()} == {
        rule: RULES[rule]
        for rule in ("main-module-in-page", "node-builtin-in-page", "node-global-in-page", "node-module-in-page", "node-package-in-page", "raw-ipc", "remote-use")
    }


def test_all_scripts_of_pages_are_known_as_such(app: Path, planned: PlanResult) -> None:
    renderer = {fact.path for fact in planned.scan.files if fact.process is Process.RENDERER}
    on_disk = {
        path.relative_to(app).as_posix() for folder in ("renderer-process", "assets", "sections") for path in (app / folder).rglob("*")
    }
    assert {path for path in on_disk if path.endswith((".js", ".html"))} <= renderer


def test_the_numbers_are_those_on_record(planned: PlanResult) -> None:
    scan = planned.scan
    assert dict(Counter(finding.rule for finding in scan.findings)) == RULES
    assert dict(Counter("note" if finding.safety is None else finding.safety.word for finding in scan.findings)) == SAFETY
    assert (len(scan.windows), sum(window.ready for window in scan.windows)) == (8, 0)
    assert scan.problems == ()


def test_what_is_left_to_a_person_comes_with_a_reason_and_a_hint(planned: PlanResult) -> None:
    for finding in planned.scan.findings:
        if finding.safety is Safety.MANUAL:
            reason, _, hint = finding.reason.partition(". ")
            assert len(reason.split()) > 1, finding.id
            assert len(hint.split()) > 1 or finding.rule.startswith("window-"), finding.id


def test_steps_are_planned_and_windows_that_cannot_be_isolated_are_held_with_the_reason(planned: PlanResult) -> None:
    assert planned.steps
    assert all(group.held.split()[1:] for group in planned.held)
    assert not any(step.group.id.startswith(("isolate", "sandbox")) for step in planned.steps)


def test_every_script_can_be_read_afterwards(after: Path, tmp_path: Path) -> None:
    scripts = _scripts(after)
    assert len(scripts) > 60
    names = []
    for number, (name, data) in enumerate(scripts.items()):
        file = tmp_path / f"{number}.js"
        file.write_bytes(data)
        names.append(name)
        done = subprocess.run(["node", "--check", str(file)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{name}\n{done.stderr}"


def test_a_second_plan_proposes_nothing(after: Path) -> None:
    assert [step.group.id for step in plan(after, OPTIONS, Safety.REVIEW).steps] == []


def test_each_patch_applies_with_git(app: Path, planned: PlanResult, after: Path, tmp_path: Path) -> None:
    copy = tmp_path / "app"
    shutil.copytree(app, copy)
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    for step in planned.steps:
        (tmp_path / "step.patch").write_bytes(step.patch)
        subprocess.run(["git", "apply", str(tmp_path / "step.patch")], cwd=copy, check=True, env=environment)
    assert _files(copy) == _files(after)


def _scripts(folder: Path) -> dict[str, bytes]:
    """Script files and the inline scripts of pages, the app's own tests and tools included."""
    found: dict[str, bytes] = {}
    for path, data in _files(folder).items():
        if path.endswith(".js"):
            found[path] = data
        elif path.endswith(".html"):
            source = Source.of(path, data)
            inline = [region for region in regions(source) if region.kind == "inline-script"]
            found |= {f"{path} {number}": source.data[region.span.start : region.span.end] for number, region in enumerate(inline)}
    return found


def _files(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
