"""report.html of an app with a baseline, and with its history in git."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from cli_fakes import Run

BASELINE = ".electron-migrate-baseline.json"


def commit(root: Path, day: str) -> None:
    environment = {"GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "PATH": "/usr/bin:/bin:/usr/local/bin"}
    identity = ("-c", "user.name=n", "-c", "user.email=e@example.org")
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    subprocess.run(["git", *identity, "commit", "-qm", "x"], cwd=root, check=True, env=environment)


def test_without_a_baseline_there_is_none(real: Path, run: Run) -> None:
    assert 'id="burn-down"' not in run("scan", "--format", "html").stdout


def test_a_baseline_alone_gives_numbers(real: Path, run: Run) -> None:
    run("check", "--write-baseline")
    (real / "page.js").write_text((real / "page.js").read_text().replace("ipcRenderer.send('tick')\n", ""))
    total = len(json.loads((real / BASELINE).read_text())["findings"])
    for command in (("scan",), ("plan",), ("check",)):
        page = run(*command, "--format", "html").stdout
        assert f"<b>{total - 1}</b> of {total} left" in page
        assert "<polyline" not in page


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("below", ["", "packages/desktop"])
def test_its_history_is_a_curve(real: Path, run: Run, tmp_path: Path, below: str, monkeypatch: pytest.MonkeyPatch) -> None:
    top = real
    if below:
        top = tmp_path / "top"
        (top / below).parent.mkdir(parents=True)
        real = real.rename(top / below)
        monkeypatch.chdir(real)
    subprocess.run(["git", "init", "-q"], cwd=top, check=True)
    run("check", "--write-baseline")
    total = len(json.loads((real / BASELINE).read_text())["findings"])
    commit(top, "2026-01-01")
    (real / "page.js").write_text("")
    run("check", "--prune")
    left = len(json.loads((real / BASELINE).read_text())["findings"])
    commit(top, "2026-02-01")
    page = run("plan", "--format", "html").stdout
    assert f"2026-01-01: {total} left" in page
    assert f"2026-02-01: {left} left" in page
    assert 0 < left < total


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_textconv_of_the_repository_never_runs(real: Path, run: Run) -> None:
    subprocess.run(["git", "init", "-q"], cwd=real, check=True)
    run("check", "--write-baseline")
    commit(real, "2026-01-01")
    (real / ".gitattributes").write_text("* diff=evil\n")
    subprocess.run(["git", "config", "diff.evil.textconv", f"touch {real}/ran;cat"], cwd=real, check=True)
    assert "2026-01-01" in run("scan", "--format", "html").stdout
    assert not (real / "ran").exists()
