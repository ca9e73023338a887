"""scan and plan: formats, options, exit codes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from cli_fakes import FakePipeline, Run
from report_sample import BROKEN, CLEAN, DEFAULT, PLAN, SCAN

from electron_migrate.facts.model import Safety
from electron_migrate.options import Options


@pytest.mark.parametrize(
    ("scanned", "code"),
    [
        (CLEAN, 0),
        (replace(CLEAN, findings=(DEFAULT,)), 0),
        (SCAN, 1),
        (BROKEN, 3),
        (replace(CLEAN, problems=BROKEN.problems), 3),
    ],
    ids=["clean", "only a note", "findings", "findings and unread", "unread"],
)
@pytest.mark.parametrize("format_", ["text", "json", "markdown"])
def test_scan_exit_code(fake: FakePipeline, app: Path, run: Run, scanned: object, code: int, format_: str) -> None:
    fake.scanned = scanned  # type: ignore[assignment]
    assert run("scan", "--format", format_).exit_code == code


@pytest.mark.parametrize(("unread", "code"), [(False, 0), (True, 3)])
def test_plan_exit_code(fake: FakePipeline, app: Path, run: Run, unread: bool, code: int) -> None:  # noqa: FBT001 (a parameter of the test)
    fake.planned = lambda options, level: replace(PLAN, scan=BROKEN) if unread else PLAN
    assert run("plan").exit_code == code


def test_json_goes_to_stdout_alone(fake: FakePipeline, app: Path, run: Run) -> None:
    assert json.loads(run("scan", "--format", "json").stdout)["schema"] == "scan-1"
    result = run("plan", "--format", "json", "-o", "../out")
    assert json.loads(result.stdout)["schema"] == "plan-1"
    assert "wrote ../out" in result.stderr


def test_markdown(fake: FakePipeline, app: Path, run: Run) -> None:
    assert run("scan", "--format", "markdown").stdout.startswith("# Renderer isolation of `notes`\n")
    assert run("plan", "--format", "markdown").stdout.startswith("# Migration plan for `notes`\n")


def test_options_reach_the_pipeline(fake: FakePipeline, app: Path, run: Run) -> None:
    arguments = ["--electron", "28", "--select", "raw-ipc,remote-use", "--select", "window-not-*", "--exclude", "x,y/*.js", "--window", "main"]
    run("scan", *arguments, "--ignore", "window-not-isolated", "--api-name", "notes")
    root, options = fake.calls[0]
    assert root == app.resolve()
    assert options == Options(
        28,
        ("raw-ipc", "remote-use", "window-not-isolated", "window-not-sandboxed"),
        ("window-not-isolated",),
        ("x,y/*.js",),
        ("main",),
        "notes",
    )


@pytest.mark.parametrize(("arguments", "level"), [([], Safety.REVIEW), (["--level", "safe"], Safety.SAFE)])
def test_plan_goes_the_whole_road_by_default(fake: FakePipeline, app: Path, run: Run, arguments: list[str], level: Safety) -> None:
    run("plan", *arguments)
    assert fake.levels == [level]


def test_places_and_commands_fit_the_working_folder(fake: FakePipeline, app: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(app.parent)
    text = run("scan", "notes", "--electron", "28", "--exclude", "a b").stdout
    assert "\n  notes/main.js:4:15  main\n" in text
    assert "electron-migrate plan notes --electron 28 --exclude 'a b'\n" in text


def test_the_app_may_be_named_by_its_package_json(fake: FakePipeline, app: Path, run: Run) -> None:
    (app / "package.json").write_text("{}")
    run("scan", "package.json")
    assert fake.calls[0][0] == app.resolve()


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ([], True),
        (["--no-diff"], False),
        (["-q"], False),
        (["-q", "--diff"], True),
        (["-o", "../out"], False),
        (["-o", "../out", "--diff"], True),
    ],
)
def test_when_plan_shows_the_diff(fake: FakePipeline, app: Path, run: Run, arguments: list[str], shown: bool) -> None:  # noqa: FBT001
    result = run("plan", *arguments)
    assert result.stdout_bytes.endswith(b"\n" + PLAN.migration_patch) is shown


def test_the_diff_in_a_pipe_is_exact(fake: FakePipeline, app: Path, run: Run) -> None:
    patch = b"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-\xff\r\n+\x1b\r\n"
    fake.planned = lambda options, level: replace(PLAN, migration_patch=patch)
    assert run("plan").stdout_bytes.endswith(patch)


def test_plan_says_where_it_is_and_how_to_apply_it(fake: FakePipeline, app: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(app.parent)
    result = run("plan", "notes", "-o", "my plan")
    assert "apply with: electron-migrate apply notes --plan 'my plan/plan.json'" in result.stderr
    assert (app.parent / "my plan" / "plan.json").exists()


def test_plan_refuses_a_foreign_folder_before_it_works(fake: FakePipeline, app: Path, run: Run) -> None:
    result = run("plan", "-o", ".")
    assert result.exit_code == 2
    assert "error[EM107]" in result.stderr
    assert fake.calls == []


def test_plan_writes_nothing_into_the_app(fake: FakePipeline, app: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in app.rglob("*")}
    run("plan")
    run("scan")
    assert {path: path.read_bytes() for path in app.rglob("*")} == before
