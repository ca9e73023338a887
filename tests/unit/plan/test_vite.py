"""Apps that Vite builds: pages and main are found, main gets a preload that its plug-in builds, and the plug-in that gives pages Node goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from electron_migrate.app.app import read_app
from electron_migrate.facts.link import link
from electron_migrate.facts.model import Safety
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, plan

PACKAGE = '//- package.json\n{{ "main": "{main}", {more} "devDependencies": {{ "electron": "{electron}", "vite": "5.0.0" }} }}\n'
HEAD = "//- vite.config.js\nimport { defineConfig } from 'vite'\n"
PAGE = '//- index.html\n<script type="module" src="/src/ui.js"></script>\n//- src/ui.js\n'
PAGE += "import { clipboard, ipcRenderer } from 'electron'\nipcRenderer.send('ready')\nclipboard.clear()\n"
MAIN = (
    "import { BrowserWindow, ipcMain } from 'electron'\nimport path from 'path'\nipcMain.on('ready', () => {})\n"
    "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })\n"
    "if (process.env.VITE_DEV_SERVER_URL) win.loadURL(process.env.VITE_DEV_SERVER_URL)\nelse win.loadFile(path.join(__dirname, '../dist/index.html'))\n"
)
RENDERER = "import renderer from 'vite-plugin-electron-renderer'\n"


def app(folder: Path, text: str) -> Path:
    for part in text.split("//- ")[1:]:
        name, _, content = part.partition("\n")
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return folder


def planned(folder: Path, config: str, *, more: str = "", electron: str = "9.4.1") -> tuple[dict[str, str], PlanResult]:
    text = f"{PACKAGE.format(main='dist-electron/main.js', more=more, electron=electron)}{PAGE}//- electron/main.js\n{MAIN}{HEAD}{config}"
    result = plan(app(folder, text), Options(), Safety.REVIEW)
    after = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}
    after.update({file.path: (file.after or b"").decode() for step in result.steps for file in step.files})
    return after, result


PLUGIN = f"import electron from 'vite-plugin-electron'\n{RENDERER}export default "
FORMS = {
    "a list": (
        PLUGIN + "defineConfig({\n  plugins: [\n    electron([{ entry: 'electron/main.js' }]),\n    renderer()\n  ]\n})\n",
        "    electron([{ entry: 'electron/main.js' }, { entry: 'electron/preload.js' }])\n  ]",
        "preload.js",
    ),
    "one": (
        PLUGIN + "defineConfig(() => ({ plugins: [electron({ entry: './electron/main.js' }), renderer()] }))\n",
        "plugins: [electron([{ entry: './electron/main.js' }, { entry: './electron/preload.js' }])]",
        "preload.js",
    ),
    "the simple form": (
        "import electron from 'vite-plugin-electron/simple'\nexport default { plugins: [electron({ main: { entry: 'electron/main.js' }, renderer: {} })] }\n",
        "plugins: [electron({ main: { entry: 'electron/main.js' }, preload: { input: 'electron/preload.js' } })]",
        "preload.mjs",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_plugin_builds_the_preload_and_gives_pages_no_node(form: str, tmp_path: Path) -> None:
    config, wanted, preload = FORMS[form]
    after, result = planned(tmp_path, config)
    assert wanted in after["vite.config.js"]
    assert "vite-plugin-electron-renderer" not in after["vite.config.js"]
    assert f"preload: path.join(__dirname, '{preload}')" in after["electron/main.js"]
    assert "const files = ['../dist/index.html']" in after["electron/trusted-ipc.js"]
    assert "[...(process.env.VITE_DEV_SERVER_URL ? [process.env.VITE_DEV_SERVER_URL] : [])]" in after["electron/trusted-ipc.js"]
    assert all(status.isolated and status.sandboxed for status in result.windows_after)
    app(tmp_path, "".join(f"//- {path}\n{text}" for path, text in after.items()))
    assert plan(tmp_path, Options(), Safety.REVIEW).steps == ()


def test_a_preload_that_would_be_a_module_is_left_to_a_person(tmp_path: Path) -> None:
    _, result = planned(tmp_path, FORMS["a list"][0], more='"type": "module",')
    assert not any(status.isolated for status in result.windows_after)
    assert any("type module" in one.reason for one in result.scan.findings)


def test_a_plugin_that_is_used_in_another_way_stays(tmp_path: Path) -> None:
    config = PLUGIN.replace("export", "const more = renderer()\nexport") + "{ plugins: [electron({ entry: 'electron/main.js' }), more] }\n"
    after, result = planned(tmp_path, config)
    assert "vite-plugin-electron-renderer" in after["vite.config.js"]
    assert not any(status.isolated for status in result.windows_after)


ELECTRON_VITE = {
    "what it does by itself": ("export default { main: {}, preload: {}, renderer: {} }\n", "src/preload/index.js", "src/renderer/index.html"),
    "what it is told": (
        "export default defineConfig({ main: { build: { rollupOptions: { input: 'src/main/index.js' } } },"
        " preload: { build: { lib: { entry: { index: 'src/preload/other.js' } } } }, renderer: { root: 'src/ui' } })\n",
        "src/preload/other.js",
        "src/ui/index.html",
    ),
}


@pytest.mark.parametrize("form", ELECTRON_VITE)
def test_electron_vite(form: str, tmp_path: Path) -> None:
    config, preload, page = ELECTRON_VITE[form]
    text = (
        f"{PACKAGE.format(main='out/main/index.js', more='', electron='30.0.0')}//- electron.vite.config.js\nimport {{ defineConfig }} from 'electron-vite'\n{config}"
        f"//- {page}\n<p>\n//- {preload}\nrequire('electron')\n//- src/main/index.js\nimport {{ BrowserWindow }} from 'electron'\nimport path from 'path'\n"
        "const win = new BrowserWindow({ webPreferences: { preload: path.join(__dirname, '../preload/index.js') } })\n"
        "win.loadFile(path.join(__dirname, '../renderer/index.html'))\n"
    )
    facts = link(read_app(app(tmp_path, text)))
    window = facts.windows[0]
    assert facts.main == "src/main/index.js"
    assert window.pages == (page,)
    assert window.model.preload == preload
    assert window.open_end == ""
