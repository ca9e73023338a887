"""An app in a folder of a monorepo, whose packages lie above it, does the same after its migration."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from electron.harness import differences, run

FILES = {
    "package.json": '{ "private": true, "workspaces": ["packages/*"] }\n',
    "packages/words/package.json": '{ "name": "@corner/words", "version": "1.0.0", "main": "index.js" }\n',
    "packages/words/index.js": "exports.words = () => ['apple', 'pear']\nexports.loud = (word) => word.toUpperCase()\n",
    "packages/desktop/package.json": (
        '{ "name": "desktop", "version": "1.0.0", "main": "main.js", "dependencies": { "@corner/words": "1.0.0" }, "devDependencies": { "electron": "9.4.1" } }\n'
    ),
    "packages/desktop/main.js": (
        "const { app, BrowserWindow, ipcMain } = require('electron')\nconst path = require('path')\nconst { words } = require('@corner/words')\n\n"
        "ipcMain.handle('words', () => words())\n\napp.whenReady().then(() => {\n  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\n"
        "  win.loadFile(path.join(__dirname, 'index.html'))\n})\n"
    ),
    "packages/desktop/index.html": "<!DOCTYPE html>\n<title>Words</title>\n<button id=load>Load</button><ul id=list></ul>\n<script src=page.js></script>\n",
}
OF_MAIN = (
    "const { ipcRenderer } = require('electron')\n\ndocument.getElementById('load').addEventListener('click', async () => {\n"
    "  const words = await ipcRenderer.invoke('words')\n  document.getElementById('list').innerText = words.join(', ')\n})\n"
)
OF_BOTH = OF_MAIN.replace("\n\n", "\nconst { loud } = require('@corner/words')\n\n", 1).replace("words.join", "words.map(loud).join")
ACTIONS = "exports.steps = {\n  'the words': async (user) => {\n    await user.click('#load')\n    return user.see('#list')\n  }\n}\n"

pytestmark = pytest.mark.electron


@pytest.mark.parametrize(("page", "held", "shown"), [(OF_MAIN, False, "apple, pear"), (OF_BOTH, True, "APPLE, PEAR")], ids=["main loads it", "the page does, too"])
def test_an_app_in_a_workspace_does_the_same(tmp_path: Path, *, page: str, held: bool, shown: str) -> None:
    for name, text in {**FILES, "packages/desktop/page.js": page}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    hoisted = tmp_path / "node_modules" / "@corner" / "words"
    hoisted.parent.mkdir(parents=True)
    hoisted.symlink_to(tmp_path / "packages" / "words", target_is_directory=True)
    actions = tmp_path / "actions.js"
    actions.write_text(ACTIONS)
    app = tmp_path / "packages" / "desktop"
    before = run(app, actions)
    assert before.steps == {"the words": shown}
    command = [sys.executable, "-m", "electron_migrate", "apply", "--level", "review", str(app)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"}, check=False)
    assert done.returncode == (1 if held else 0), done.stdout + done.stderr
    after = run(app, actions, modern=True)
    assert differences(before, after) == []
    assert [page.name for page in after.insecure] == (["index.html"] if held else [])
    assert (tmp_path / "packages" / "words" / "index.js").read_text() == FILES["packages/words/index.js"]
