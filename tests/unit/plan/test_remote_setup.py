"""@electron/remote is taken out with its last use: the lines in main, the dependency, and npm's lock file where it is simply shorter by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from plan_app import Migrated, migrate

_MAIN = """const { app, BrowserWindow } = require('electron')
{load}
app.whenReady().then(() => {
  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })
{enable}
  win.loadFile('index.html')
})
"""
_USE = "const remote = require('@electron/remote')\nremote.getCurrentWindow().minimize()\n"
_PACKAGE = {
    "name": "example",
    "version": "1.0.0",
    "main": "main.js",
    "dependencies": {"@electron/remote": "^2.0.8", "left-pad": "^1.3.0"},
    "devDependencies": {"electron": "20.0.0"},
}


def _app(folder: Path, load: str, enable: str, script: str = _USE, more: str = "") -> Migrated:
    main = _MAIN.replace("{load}", load).replace("{enable}", enable)
    package = json.dumps(_PACKAGE, indent=2)
    return migrate(folder, f"{script}//- main.js\n{main}//- package.json\n{package}\n{more}")


@pytest.mark.parametrize(
    ("load", "enable"),
    [
        ("require('@electron/remote/main').initialize()", "  require('@electron/remote/main').enable(win.webContents)"),
        ("const remote = require('@electron/remote/main')\nremote.initialize()", "  remote.enable(win.webContents)"),
        ("const { initialize, enable: allow } = require('@electron/remote/main')\ninitialize()", "  allow(win.webContents)"),
        (
            "const remoteMain = require('@electron/remote/main')\nif (!remoteMain.isInitialized()) remoteMain.initialize()",
            "  remoteMain.enable(win.webContents)",
        ),
        (
            "require('@electron/remote/main').initialize()\n"
            "app.on('browser-window-created', (_event, one) => { require('@electron/remote/main').enable(one.webContents) })",
            "  win.center()",
        ),
    ],
    ids=["in place", "a name", "destructured", "asked first", "every window"],
)
def test_the_set_up_goes_with_the_last_use(tmp_path: Path, load: str, enable: str) -> None:
    migrated = _app(tmp_path, load, enable)
    assert migrated.held.get("remote-setup", "") == ""
    assert migrated.steps[-1] == "remote-setup"
    main = migrated.files["main.js"]
    assert "remote" not in main.replace("electronRemote", "")
    assert "browser-window-created" not in main
    assert "  win.loadFile('index.html')\n" in main
    assert json.loads(migrated.files["package.json"])["dependencies"] == {"left-pad": "^1.3.0"}
    assert migrate(tmp_path / "again", _joined(migrated)).plan.steps == ()


def _joined(migrated: Migrated) -> str:
    return "".join(f"//- {path}\n{text}" for path, text in sorted(migrated.files.items()))


@pytest.mark.parametrize(
    ("load", "enable", "script", "why"),
    [
        ("require('@electron/remote/main').initialize()", "", _USE + "remote.getCurrentWindow().loadURL(where)\n", "renderer.js:3"),
        ("const remote = require('@electron/remote/main')\nstart(remote)", "", _USE, "main.js:3"),
        ("const remote = require('@electron/remote/main')\nremote.initialize()\nexports.remote = remote", "", _USE, "main.js:4"),
        ("require('@electron/remote/main').initialize()", "", _USE + "const name = '@electron/remote'\n", "renderer.js"),
    ],
    ids=["a use is left", "handed on", "exported", "named elsewhere"],
)
def test_it_stays_as_long_as_something_may_need_it(tmp_path: Path, load: str, enable: str, script: str, why: str) -> None:
    migrated = _app(tmp_path, load, enable, script)
    assert "@electron/remote/main" in migrated.files["main.js"]
    assert "@electron/remote" in migrated.files["package.json"]
    assert why in migrated.held["remote-setup"]


def _lock(version: int, *, needed: bool = False) -> str:
    entry = {"version": "2.0.8", "resolved": "https://example.org/remote.tgz", "integrity": "sha512-x"}
    other: dict[str, object] = {"version": "1.3.0"}
    root = {"name": "example", "dependencies": _PACKAGE["dependencies"], "devDependencies": _PACKAGE["devDependencies"]}
    lock: dict[str, object] = {"name": "example", "lockfileVersion": version}
    if version > 1:
        inner = {**other, "dependencies": {"@electron/remote": "*"}} if needed else other
        lock["packages"] = {"": root, "node_modules/@electron/remote": entry, "node_modules/left-pad": inner}
    if version < 3:
        inner = {**other, "requires": {"@electron/remote": "*"}} if needed else other
        lock["dependencies"] = {"@electron/remote": entry, "left-pad": inner}
    return json.dumps(lock, indent=2)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_npm_s_lock_file_is_shorter_by_it(tmp_path: Path, version: int) -> None:
    load = "require('@electron/remote/main').initialize()"
    migrated = _app(tmp_path, load, "", more=f"//- package-lock.json\n{_lock(version)}\n")
    step = migrated.plan.steps[-1]
    assert step.group.id == "remote-setup"
    assert {file.path for file in step.files} == {"main.js", "package.json", "package-lock.json"}
    after = next(file.after for file in step.files if file.path == "package-lock.json")
    assert after is not None
    assert b"@electron/remote" not in after
    assert b"left-pad" in after
    json.loads(after)


@pytest.mark.parametrize(
    ("name", "text", "command"),
    [
        ("package-lock.json", _lock(3, needed=True), "npm uninstall @electron/remote"),
        ("yarn.lock", '"@electron/remote@^2.0.8":\n  version "2.0.8"\n', "yarn remove @electron/remote"),
        ("pnpm-lock.yaml", "lockfileVersion: '6.0'\n", "pnpm remove @electron/remote"),
    ],
)
def test_where_a_lock_file_cannot_be_edited_the_command_is_said(tmp_path: Path, name: str, text: str, command: str) -> None:
    migrated = _app(tmp_path, "require('@electron/remote/main').initialize()", "", more=f"//- {name}\n{text}\n")
    step = migrated.plan.steps[-1]
    assert {file.path for file in step.files} == {"main.js"}
    assert command in step.group.fixes[0].may_change
