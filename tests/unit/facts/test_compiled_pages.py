"""What TypeScript compiles to a CommonJS module writes to `exports`, which a page has only where it declares it."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of

from electron_migrate.findings.catalogue import find_all

APP = (
    '//- package.json\n{ "main": "dist/main.js", "devDependencies": { "electron": "9.4.1", "typescript": "5.0.0" } }\n'
    '//- tsconfig.json\n{ "compilerOptions": { "rootDir": "src", "outDir": "dist" }, "include": ["src"] }\n'
    "//- src/main.ts\nimport * as path from 'path'\nimport { BrowserWindow } from 'electron'\n"
    "new BrowserWindow({ webPreferences: { nodeIntegration: true } }).loadFile(path.join(__dirname, '..', 'index.html'))\n"
    "//- src/types.ts\nexport interface Task { name: string }\n"
)
SCRIPT = '<script src="dist/page.js"></script>\n'
MODULES = {
    "a type": "import { Task } from './types'\nconst task: Task = { name: '' }\n",
    "an export": "export const name = 'x'\n",
    "a type of Electron": "import { ipcRenderer, Rectangle } from 'electron'\nlet place: Rectangle\nipcRenderer.send('x')\n",
}


def compiled(folder: Path, page: str, script: str) -> bool:
    return any(one.finding.rule == "compiled-module-in-page" for one in find_all(facts_of(folder, f"{APP}//- index.html\n{page}//- src/page.ts\n{script}")))


@pytest.mark.parametrize("form", MODULES)
def test_a_script_that_stays_a_module_needs_exports(form: str, tmp_path: Path) -> None:
    assert compiled(tmp_path, SCRIPT, MODULES[form])


@pytest.mark.parametrize("given", ["var exports = {}", "window.exports = {};"])
def test_a_page_that_declares_them_is_fine(given: str, tmp_path: Path) -> None:
    assert not compiled(tmp_path, f"<script>{given}</script>\n{SCRIPT}", MODULES["a type"])


def test_it_is_too_late_behind_the_script(tmp_path: Path) -> None:
    assert compiled(tmp_path, f"{SCRIPT}<script>var exports = {{}}</script>\n", MODULES["a type"])


LISTENER = "import { ipcRenderer, IpcRendererEvent } from 'electron'\nipcRenderer.on('x', (e: IpcRendererEvent) => {})\n"


@pytest.mark.parametrize("script", ["const { ipcRenderer } = require('electron')\n", LISTENER])
def test_a_script_that_is_none_once_electron_is_gone_needs_nothing(script: str, tmp_path: Path) -> None:
    assert not compiled(tmp_path, SCRIPT, script)
