"""The commands over a pipeline that is made up: what they get, print and exit with is tested here, not what is found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from electron_migrate import pipeline
from electron_migrate.cli import main

# The sample app of the report tests is also ours
sys.path.insert(0, str(Path(__file__).parent.parent / "unit" / "report"))

from cli_fakes import FakePipeline, Run
from report_sample import SOURCES


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakePipeline:
    pipe = FakePipeline()
    monkeypatch.setattr(pipeline, "scan", pipe.scan, raising=False)
    monkeypatch.setattr(pipeline, "check", pipe.check, raising=False)
    monkeypatch.setattr(pipeline, "plan", pipe.plan, raising=False)
    return pipe


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample app on disk, as the working folder; outside of any git work tree."""
    root = tmp_path / "notes"
    root.mkdir()
    for path, source in SOURCES.items():
        (root / path).write_bytes(source.raw)
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    return root


REAL = {
    "package.json": '{ "name": "real", "main": "main.js", "devDependencies": { "electron": "9.4.1" } }\n',
    "main.js": (
        "const { app, BrowserWindow } = require('electron')\n"
        "app.whenReady().then(() => {\n"
        "  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })\n"
        "  win.loadFile('index.html')\n"
        "})\n"
    ),
    "index.html": '<!doctype html>\n<script src="page.js"></script>\n',
    "page.js": "const { ipcRenderer } = require('electron')\n\nipcRenderer.send('save', 1)\nipcRenderer.send('tick')\n",
}


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small app that the real pipeline finds debt in, as the working folder."""
    root = tmp_path / "real"
    root.mkdir()
    for path, text in REAL.items():
        (root / path).write_text(text, "utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    return root


@pytest.fixture
def run() -> Run:
    def run_command(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return run_command
