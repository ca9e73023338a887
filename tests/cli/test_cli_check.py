"""check on a real small app: write a baseline, move, add, solve, prune; exit codes; what is refused."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from cli_fakes import FakePipeline, Run
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from report_sample import BROKEN, CLEAN

SCHEMAS = {
    name: json.loads(files("electron_migrate.report.schema").joinpath(f"{name}.json").read_text("utf-8"))
    for name in ("scan-1", "check-1", "baseline-1")
}
REGISTRY: Registry[Any] = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values())
BASELINE = ".electron-migrate-baseline.json"


def valid(document: Any) -> Any:
    Draft202012Validator(SCHEMAS[document["schema"]], registry=REGISTRY).validate(document)
    return document


def report(run: Run, *arguments: str) -> Any:
    return valid(json.loads(run("check", "--format", "json", *arguments).stdout))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_without_a_baseline_everything_is_new(real: Path, run: Run) -> None:
    result = run("check")
    assert result.exit_code == 1
    assert "Next  electron-migrate check --write-baseline\n" in result.stdout
    assert report(run)["baseline"] == {"path": None, "entries": 0, "stale": [], "staleWindows": []}


def test_write_then_pass_then_new_then_stale_then_prune(real: Path, run: Run) -> None:
    written = run("check", "--write-baseline", "-q")
    assert (written.exit_code, written.stderr) == (0, f"{BASELINE}: 6 findings, 6 added, 0 removed\n")
    valid(json.loads((real / BASELINE).read_text("utf-8")))
    assert run("check", "-q").exit_code == 0

    edit(real / "page.js", "\n\nipc", "\n// moved\n\n\nipc")
    assert run("check", "-q").exit_code == 0, "lines above do not count"

    edit(real / "page.js", "ipcRenderer.send('tick')", "ipcRenderer.send('tick')\nipcRenderer.send('more')")
    result = run("check")
    assert result.exit_code == 1
    assert "New  1 finding: not in the baseline\n  page.js:7:1  raw-ipc" in result.stdout
    assert result.stdout.endswith("Failed: 1 new (6 in the baseline).\n")
    before = (real / BASELINE).read_bytes()
    assert run("check", "--prune", "-q").exit_code == 1
    assert (real / BASELINE).read_bytes() == before, "prune accepts nothing"

    edit(real / "page.js", "ipcRenderer.send('tick')\nipcRenderer.send('more')\n", "")
    result = run("check")
    assert result.exit_code == 1
    assert "  electron-migrate check --prune\n  page.js  raw-ipc\n    ipcRenderer.send('tick')\n" in result.stdout
    assert run("check", "--prune", "-q").exit_code == 0
    after = (real / BASELINE).read_bytes()
    assert len(before.splitlines()) - len(after.splitlines()) == 1
    found = report(run)
    assert found["passed"]
    assert found["left"]["rules"]["raw-ipc"] == {"now": 1, "start": 2}


def test_a_comment_accepts_and_says_why(real: Path, run: Run) -> None:
    run("check", "--write-baseline")
    edit(real / "page.js", "ipcRenderer.send('tick')", "ipcRenderer.send('tick')\n// electron-migrate-ignore raw-ipc: goes with 3.0\nipcRenderer.send('more')")
    assert run("check", "-q").exit_code == 0
    assert [(one["standing"], one["suppression"]) for one in report(run)["findings"] if one["suppression"]] == [("suppressed", "goes with 3.0")]
    assert "goes with 3.0" in run("check", "-v").stdout
    edit(real / "page.js", "ipcRenderer.send('more')\n", "")
    assert "nothing of raw-ipc stands here" in run("check").stdout


def test_checks_can_be_tuned(real: Path, run: Run) -> None:
    run("check", "--write-baseline")
    edit(real / "page.js", "\n\nipc", "\n// TODO(electron-migrate:validate) a path\nipc")
    assert run("check", "-q").exit_code == 1
    (real / "electron-migrate.toml").write_text('[check]\nvalidation-todo = "off"\n', "utf-8")
    assert run("check", "-q").exit_code == 0
    assert run("check", "-q", "--no-config").exit_code == 1


def test_the_baseline_may_be_elsewhere(real: Path, run: Run) -> None:
    assert run("check", "--baseline", "../debt.json", "--write-baseline", "-q").exit_code == 0
    assert run("check", "--baseline", "../debt.json", "-q").exit_code == 0
    assert not (real / BASELINE).exists()
    (real / "electron-migrate.toml").write_text('[check]\nbaseline = "ci/debt.json"\n', "utf-8")
    assert run("check", "--write-baseline", "-q").exit_code == 0
    assert (real / "ci" / "debt.json").exists()
    assert run("check", "-q").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--baseline", "nope.json"], "error[EM131]: nope.json does not exist\n"),
        (["--prune"], f"error[EM131]: {BASELINE} does not exist\n"),
        (["--baseline", "page.js"], "error[EM131]: page.js: not JSON: "),
        (["--baseline", "."], "error[EM131]: .: "),
    ],
)
def test_a_baseline_that_cannot_be_used(real: Path, run: Run, arguments: list[str], message: str) -> None:
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(message)


def test_a_link_in_its_place_is_not_followed(real: Path, run: Run) -> None:
    (real.parent / "victim").write_text("{}", "utf-8")
    (real / BASELINE).symlink_to("../victim")
    assert run("check").exit_code == 2
    assert run("check", "--write-baseline").exit_code == 2
    assert (real.parent / "victim").read_text("utf-8") == "{}"


@pytest.mark.parametrize("arguments", [["--prune", "--write-baseline"], ["--prune", "--window", "w1"], ["--write-baseline", "--window", "w1"]])
def test_what_does_not_go_together(real: Path, run: Run, arguments: list[str]) -> None:
    assert run("check", *arguments).exit_code == 2
    assert not (real / BASELINE).exists()


def test_selection_narrows_what_is_judged(real: Path, run: Run) -> None:
    run("check", "--write-baseline")
    edit(real / "page.js", "ipcRenderer.send('tick')\n", "")
    assert run("check", "-q").exit_code == 1
    assert run("check", "-q", "--select", "window-*").exit_code == 0
    assert run("check", "-q", "--ignore", "raw-ipc").exit_code == 0
    assert report(run, "--exclude", "page.js")["baseline"]["stale"] == []
    assert run("check", "-q", "--window", "w1").exit_code == 0


@pytest.mark.parametrize(("scanned", "code"), [(CLEAN, 0), (BROKEN, 3)])
def test_exit_codes(fake: FakePipeline, app: Path, run: Run, scanned: Any, code: int) -> None:
    fake.scanned = scanned
    assert run("check").exit_code == code
    assert run("check", "-q").exit_code == code


def test_check_writes_nothing_unless_told(real: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in real.rglob("*")}
    run("check")
    assert {path: path.read_bytes() for path in real.rglob("*")} == before


def test_more_reports_of_one_run(real: Path, run: Run) -> None:
    files = {name: f"../{name} out" for name in ("sarif", "gitlab", "junit", "markdown", "json", "github")}
    result = run("check", *(word for name, file in files.items() for word in ("--output", f"{name}={file}")))
    assert result.stdout.endswith("Failed: 6 new.\n")
    assert json.loads((real.parent / "sarif out").read_text("utf-8"))["version"] == "2.1.0"
    assert len(json.loads((real.parent / "gitlab out").read_text("utf-8"))) == 6
    assert valid(json.loads((real.parent / "json out").read_text("utf-8")))["passed"] is False
    assert (real.parent / "junit out").read_bytes().startswith(b"<?xml ")
    assert (real.parent / "github out").read_text("utf-8").startswith("::error file=")
    assert run("scan", "-o", "html=../page.html").exit_code == 1
    assert (real.parent / "page.html").read_text("utf-8").lower().startswith("<!doctype html>")


@pytest.mark.parametrize("value", ["x.sarif", "xml=x", "sarif=", "=x", "text=x"])
def test_an_output_that_cannot_be_meant(real: Path, run: Run, value: str) -> None:
    result = run("check", "--output", value)
    assert result.exit_code == 2
    assert "is not FORMAT=FILE with one of json, markdown, html, sarif, github, gitlab, junit" in result.stderr


def test_an_output_that_cannot_be_written(real: Path, run: Run) -> None:
    assert "error[EM110]" in run("check", "-o", "json=nope/x.json").stderr
    assert run("check", "-o", "json=.").exit_code == 2


def test_paths_are_those_of_the_repository(real: Path, run: Run) -> None:
    (real.parent / ".git").mkdir()
    run("check", "--write-baseline", "--baseline", "../debt.json")
    edit(real / "page.js", "ipcRenderer.send('tick')\n", "")
    for arguments, baseline in ((["--baseline", "../debt.json"], "debt.json"), (["--baseline", "./x.json"], "real/x.json")):
        (real / "x.json").write_bytes((real.parent / "debt.json").read_bytes())
        lines = run("check", "--format", "github", *arguments).stdout.splitlines()
        assert lines[0].startswith(f"::warning file={baseline},line=1,")
    assert "`real/main.js:3:15`" in run("check", "--format", "markdown").stdout


def test_sarif_of_a_scan_and_a_check_have_the_same_fingerprints(real: Path, run: Run) -> None:
    found = [json.loads(run(command, "--format", "sarif").stdout)["runs"][0]["results"] for command in ("scan", "check")]
    prints = [{result["partialFingerprints"]["electronMigrate/v1"] for result in results if result["level"] != "note"} for results in found]
    assert prints[0] == prints[1] != set()
