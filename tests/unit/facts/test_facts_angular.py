"""Pages that the Angular CLI makes are known by their sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of, processes, sites, windows

APP = (
    '//- package.json\n{ "main": "main.js", "devDependencies": { "electron": "9.4.1", "@angular/cli": "12.0.0" } }\n'
    "//- main.js\nconst { app, BrowserWindow } = require('electron')\nconst path = require('path')\napp.whenReady().then(() => {\n"
    "  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })\n"
    "  if (process.env.SERVE) win.loadURL('http://localhost:4200')\n  else win.loadFile(path.join(__dirname, 'PAGE'))\n})\n"
    "//- src/index.html\n<app-root></app-root>\n"
    "//- src/main.ts\nimport { Page } from './page'\nnew Page().save()\n"
    "//- src/page.ts\nimport { ipcRenderer } from 'electron'\nexport class Page {\n  save () {\n    ipcRenderer.send('x') } }\n"
    "//- angular.json\n"
)
BUILDS = {
    "browser": (
        "dist/notes/index.html",
        '{ "projects": { "notes": { "architect": { "build": { "builder": "@angular-devkit/build-angular:browser", "options": {'
        ' "outputPath": "dist/notes", "index": "src/index.html", "main": "src/main.ts" } } } } } }',
    ),
    "application": (
        "dist/browser/index.html",
        '{ "projects": { "notes": { "architect": { "build": { "builder": "@angular/build:application", "options": {'
        ' "outputPath": { "base": "dist" }, "index": "src/index.html", "browser": "src/main.ts" } } } } } }',
    ),
    "application in one folder": (
        "dist/index.html",
        '{ "projects": { "notes": { "targets": { "build": { "builder": "@angular/build:application", "options": {'
        ' "outputPath": { "base": "dist", "browser": "" }, "index": { "input": "src/index.html" }, "browser": "src/main.ts" } } } } } }',
    ),
}


@pytest.mark.parametrize("build", BUILDS)
def test_a_window_shows_the_page_that_is_built(build: str, tmp_path: Path) -> None:
    page, workspace = BUILDS[build]
    facts = facts_of(tmp_path, APP.replace("PAGE", page) + workspace + "\n")

    assert windows(facts) == [("BrowserWindow", "main.js:4", "src/index.html", "-", "")]
    assert processes(facts)["src/page.ts"].startswith("renderer")
    assert "4: ipcRenderer: ipcRenderer.send()" in sites(facts, "src/page.ts")


@pytest.mark.parametrize(
    "workspace",
    ["{ broken", "[]", '{ "projects": { "a": { "architect": { "build": { "builder": "x:browser", "options": { "main": 1 } } } } } }'],
)
def test_a_workspace_that_says_nothing_leaves_the_page_open(workspace: str, tmp_path: Path) -> None:
    facts = facts_of(tmp_path, APP.replace("PAGE", "dist/index.html") + workspace + "\n")

    assert windows(facts)[0][-1] == "dist/index.html is not among the app's pages"
