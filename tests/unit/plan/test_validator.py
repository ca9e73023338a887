"""`--validator zod`: schemas in place of plain guards, and only where the app has the package."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from electron_migrate.facts.model import Safety
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, plan

ZOD = Options(validator="zod")
MAIN = """\
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false, enableRemoteModule: true } })
  win.loadFile('index.html')
})
"""
PAGE = """\
const { remote } = require('electron')
const win = remote.getCurrentWindow()
document.body.onclick = () => {
  win.setSize(300, 200)
  win.setTitle('x')
  win.setBounds({ x: 1, y: 2, width: 3, height: 4 })
  win.minimize()
}
"""


def app(root: Path, **manifest: object) -> Path:
    package = {"name": "app", "main": "main.js", "devDependencies": {"electron": "9.4.1"}, **manifest}
    for path, text in {
        "package.json": json.dumps(package),
        "main.js": MAIN,
        "index.html": '<script src="page.js"></script>',
        "page.js": PAGE,
    }.items():
        (root / path).write_text(text)
    return root


def handlers(made: PlanResult) -> str:
    states = [file.after for step in made.steps for file in step.files if file.path == "ipc-handlers.js"]
    return (states[-1] or b"").decode() if states else ""


def test_a_schema_stands_where_a_guard_would(tmp_path: Path) -> None:
    text = handlers(plan(app(tmp_path, dependencies={"zod": "^3.23.0"}), ZOD, Safety.REVIEW))
    assert "const { z } = require('zod')\n" in text
    assert "  width = z.number().int().parse(width)\n  height = z.number().int().parse(height)\n" in text
    assert "  title = z.string().parse(title)\n" in text
    assert "TypeError(`width" not in text
    assert "pick(bounds, ['height', 'width', 'x', 'y'])" in text, "what is allowed stays a list that later plans add to"


def test_plain_guards_need_no_package(tmp_path: Path) -> None:
    text = handlers(plan(app(tmp_path, dependencies={"zod": "^3.23.0"}), Options(), Safety.REVIEW))
    assert "zod" not in text
    assert "if (!Number.isInteger(width)) throw new TypeError('width must be an integer')" in text


def test_without_guards_there_is_no_import(tmp_path: Path) -> None:
    root = app(tmp_path, dependencies={"zod": "^3.23.0"})
    (root / "page.js").write_text("require('electron').remote.getCurrentWindow().minimize()\n")
    text = handlers(plan(root, ZOD, Safety.REVIEW))
    assert "window:minimize" in text
    assert "zod" not in text


@pytest.mark.parametrize("manifest", [{}, {"devDependencies": {"electron": "9.4.1", "zod": "^3.0.0"}}], ids=["not there", "not shipped"])
def test_an_app_without_the_package_is_told_and_nothing_breaks(tmp_path: Path, manifest: dict[str, object]) -> None:
    made = plan(app(tmp_path, **manifest), ZOD, Safety.REVIEW)
    assert not made.steps
    first = made.held[0]
    assert (first.id, first.held.split(",")[0]) == ("add-zod", "By hand: npm install zod")
    assert next(group for group in made.held if group.id == "bridge-window").held == "It depends on add-zod, which is held."


def test_the_lock_file_says_how_it_is_installed(tmp_path: Path) -> None:
    root = app(tmp_path)
    (root / "yarn.lock").write_text("# yarn lockfile v1\n")
    assert plan(root, ZOD, Safety.REVIEW).held[0].held.startswith("By hand: yarn add zod,")


def test_what_is_applied_needs_nothing_more(tmp_path: Path) -> None:
    root = app(tmp_path, dependencies={"zod": "^3.23.0"})
    for step in plan(root, ZOD, Safety.REVIEW).steps:
        for file in step.files:
            (root / file.path).write_bytes(file.after or b"")
    assert not plan(root, ZOD, Safety.REVIEW).steps
    assert not plan(root, Options(), Safety.REVIEW).steps


def test_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="'joi' is no validator: plain or zod"):
        Options(validator="joi")
