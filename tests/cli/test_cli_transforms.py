"""transforms list, new, check and bless, and an app's own transforms: read by everybody, run only where they are trusted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "electron_migrate")
NOTES = Path(__file__).resolve().parents[2] / "corpus" / "notes" / "before"
_OWN = '''"""Count.

## What it does
`remote.require('./lib/notebook').count()` becomes a method.

## Why
Because.

## When it stays its hand
Never.

## Safety
Review: later.
"""

from __future__ import annotations

from electron_migrate.api import ApiUse, Context, Edit, Example, Fix, Manual, Safety, Site, Transform

TRANSFORM = Transform(id="page-title", title="Count", rules=("remote-use",), origins=("remote.app.getVersion",), safety=Safety.REVIEW, contract=2)

EXAMPLES = (
    Example(
        "a version",  # kept
        before="show(require('electron').remote.app.getVersion())\\n",
        after="stale()\\n",
    ),
    Example("passed on", before="const { remote } = require('electron')\\nrun(remote.app.getVersion)\\n", after=None, why="not called"),
)


def rewrite(site: Site, context: Context) -> Fix | Manual:
    if site.last.use is not ApiUse.CALL:
        return Manual("no", "do it")
    return Fix("own()", Safety.REVIEW, "own", edits={site.unit.path: (Edit.replace(site.last.value.span, "own()"),)}, may_change="It is ours.")
'''


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "notes"
    shutil.copytree(NOTES, root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    return root


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], cwd=root, capture_output=True, text=True, check=False, env=os.environ)


def _own(root: Path, text: str = _OWN) -> Path:
    path = root / ".electron-migrate" / "transforms" / "page_title.py"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return path


def test_list_reads_and_never_imports(app: Path) -> None:
    path = _own(app, _OWN + "\nopen('ran', 'w').close()\n")
    (path.parent / "half.py").write_text("def broken(:\n", "utf-8")
    done = _run(app, "transforms", "list")
    assert done.returncode == 1
    assert "ipc-message" in done.stdout
    assert "page-title" in done.stdout
    assert "half.py:1  broken" in done.stdout
    assert not (app / "ran").exists()
    assert "Count" in _run(app, "explain", "page-title").stdout
    assert not (app / "ran").exists()


def test_an_own_transform_runs_only_where_it_is_trusted(app: Path) -> None:
    _own(app, _OWN + "\nopen('ran', 'w').close()\n")
    assert "own()" not in _run(app, "plan", "--diff").stdout
    assert not (app / "ran").exists()
    trusted = _run(app, "plan", "--diff", "--trust-local-transforms").stdout
    assert "+    document.getElementById('heading').textContent = 'Pinnwand ' + own();" in trusted
    assert (app / "ran").exists()


def test_one_that_cannot_be_imported_is_an_error_of_the_user(app: Path) -> None:
    _own(app, "1 / 0\n")
    done = _run(app, "scan", "--trust-local-transforms")
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "error[EM122]")


def test_check_says_noisy_missing_or_wrong_and_names_lines(app: Path) -> None:
    path = _own(app)
    done = _run(app, "transforms", "check", "page-title", "--trust-local-transforms")
    assert done.returncode == 1
    assert "wrong: renderer.js should be" in done.stdout
    path.write_text(_OWN.replace("## Why\n", "").replace("from electron_migrate.api", "import subprocess\nfrom electron_migrate.api", 1), "utf-8")
    done = _run(app, "transforms", "check", "--static")
    assert ".electron-migrate/transforms/page_title.py:1: contract: its docstring lacks “## Why”" in done.stdout
    assert "contract: it imports subprocess: what reaches outside of values" in done.stdout
    assert done.returncode == 1


def test_check_without_trust_runs_nothing_of_the_app(app: Path) -> None:
    _own(app, _OWN + "\nopen('ran', 'w').close()\n")
    done = _run(app, "transforms", "check")
    assert "its examples were not run" in done.stdout
    assert not (app / "ran").exists()


def test_bless_changes_stale_texts_alone(app: Path) -> None:
    path = _own(app)
    done = _run(app, "transforms", "bless", "page-title", "--trust-local-transforms")
    assert done.returncode == 0
    assert path.read_text("utf-8") == _OWN.replace('after="stale()\\n"', 'after="show(own())\\n"')
    assert '+        after="show(own())\\n",' in done.stdout
    assert _run(app, "transforms", "check", "page-title", "--trust-local-transforms").returncode == 0
    assert "Nothing is stale." in _run(app, "transforms", "bless", "page-title", "--trust-local-transforms").stdout


def test_bless_refuses_in_ci(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _own(app)
    monkeypatch.setenv("CI", "true")
    done = _run(app, "transforms", "bless", "page-title", "--trust-local-transforms")
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "error[EM124]")
    assert path.read_text("utf-8") == _OWN


def test_new_writes_a_file_that_keeps_the_contract(app: Path) -> None:
    done = _run(app, "transforms", "new", "my-logger")
    assert done.returncode == 0
    assert _run(app, "transforms", "check", "my-logger", "--static").returncode == 0
    assert "missing" in _run(app, "transforms", "check", "my-logger", "--trust-local-transforms").stdout
    again = _run(app, "transforms", "new", "my-logger")
    assert (again.returncode, again.stderr.split(":")[0]) == (2, "error[EM123]")
    assert _run(app, "transforms", "new", "../evil").returncode == 2


def test_what_ships_keeps_the_contract(app: Path) -> None:
    done = _run(app, "transforms", "check", "--static")
    assert (done.returncode, done.stdout) == (0, "No problem; nothing was run.\n")


def test_a_link_out_of_the_app_is_no_transform(app: Path, tmp_path: Path) -> None:
    evil = tmp_path / "evil.py"
    evil.write_text("open('ran', 'w').close()\n", "utf-8")
    folder = app / ".electron-migrate" / "transforms"
    folder.mkdir(parents=True)
    (folder / "evil.py").symlink_to(evil)
    assert "evil" not in _run(app, "transforms", "list").stdout
    _run(app, "scan", "--trust-local-transforms")
    assert not (app / "ran").exists()
