"""A window without a preload gets one in bundled and compiled apps too: built by the app's own configuration, found where it is when the app runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from electron_migrate.facts.model import Safety
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, plan

PACKAGE = '//- package.json\n{ "main": "dist/main.js", "devDependencies": { "electron": "9.4.1", "webpack": "%s" } }\n'
UI = "//- src/ui.html\n<p>\n//- src/ui.js\nimport { ipcRenderer } from 'electron'\nipcRenderer.send('ready')\n"
WINDOW = (
    "import { app, BrowserWindow, ipcMain } from 'electron'\nimport path from 'path'\nipcMain.on('ready', () => {})\n"
    "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })\n"
    "win.loadFile(path.join(__dirname, 'index.html'))\n"
)
HEAD = "const Html = require('html-webpack-plugin')\nconst path = require('path')\nconst isDevelopment = process.env.NODE_ENV === 'development'\n"
PAGES = (
    "{ target: 'electron-renderer', entry: './src/ui.js', output: { path: path.join(__dirname, 'dist'), filename: 'ui.js' },"
    " plugins: [new Html({ template: 'src/ui.html' })] }"
)


def files_after(
    folder: Path, main: str, *, webpack: str = "5.0.0", source: str = WINDOW, path: str = "src/main.js", more: str = ""
) -> tuple[dict[str, str], PlanResult]:
    """The app after all steps; `main` is the text of the configuration of main's build."""
    text = f"{PACKAGE % webpack}{UI}//- {path}\n{source}//- webpack.config.js\n{HEAD}module.exports = [\n{main},\n{PAGES}\n]\n{more}"
    for part in text.split("//- ")[1:]:
        name, _, content = part.partition("\n")
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    planned = plan(folder, Options(), Safety.REVIEW)
    after = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}
    for step in planned.steps:
        after.update({file.path: (file.after or b"").decode() for file in step.files})
    return after, planned


FORMS = {
    "an object of entries": (
        "{ entry: { main: './src/main.js' }, target: 'electron-main', output: { path: __dirname + '/dist', filename: '[name].js' } }",
        "{ entry: { main: './src/main.js', preload: './src/preload.js' }, target: 'electron-main', output: { path: __dirname + '/dist', filename: '[name].js' } }",
    ),
    "one entry": (
        "  { entry: './src/main', target: 'electron-main', output: { path: path.resolve(__dirname, 'dist'), filename: 'main.js' } }",
        "  { entry: {\n    main: './src/main',\n    preload: './src/preload'\n  }, target: 'electron-main',"
        " output: { path: path.resolve(__dirname, 'dist'), filename: '[name].js' } }",
    ),
    "an entry of another name than its output": (
        "{ entry: { app: './src/main.js' }, target: 'electron-main', output: { path: __dirname + '/dist', filename: 'main.js' } }",
        "{ entry: { main: './src/main.js', preload: './src/preload.js' }, target: 'electron-main', output: { path: __dirname + '/dist', filename: '[name].js' } }",
    ),
    "a list of entries": (
        "  { entry: ['source-map', path.join(__dirname, 'src', 'main.js')], target: 'electron-main', output: { filename: 'main.js' } }",
        "  { entry: {\n    main: ['source-map', path.join(__dirname, 'src', 'main.js')],\n    preload: path.join(__dirname, 'src', 'preload.js')\n  },"
        " target: 'electron-main', output: { filename: '[name].js' } }",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_webpack_gets_an_entry_for_the_preload(form: str, tmp_path: Path) -> None:
    before, wanted = FORMS[form]
    after, planned = files_after(tmp_path, before)
    assert wanted in after["webpack.config.js"]
    assert "preload: path.join(__dirname, 'preload.js')" in after["src/main.js"]
    assert after["src/main.js"].count("import path") == 1
    assert "ready: () => { ipcRenderer.send('ready') }" in after["src/preload.js"]
    assert "window.electronAPI.ready()" in after["src/ui.js"]
    assert [step.group.id for step in planned.steps][:2] == ["build-preload", "bridge-channel-ready"]
    assert planned.steps[0].group.safety is Safety.REVIEW


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    after, _ = files_after(tmp_path, FORMS["one entry"][0])
    for path, text in after.items():
        (tmp_path / path).write_text(text)
    assert plan(tmp_path, Options(), Safety.REVIEW).steps == ()


def test_the_app_can_be_built_after_the_first_step(tmp_path: Path) -> None:
    _, planned = files_after(tmp_path, FORMS["one entry"][0])
    assert [file.path for file in planned.steps[0].files] == ["src/preload.js", "webpack.config.js"]


def test_nothing_that_needs_it_is_safe_alone(tmp_path: Path) -> None:
    files_after(tmp_path, FORMS["one entry"][0])
    assert plan(tmp_path, Options(), Safety.SAFE).steps == ()


def test_development_where_dirname_is_the_source(tmp_path: Path) -> None:
    config = FORMS["an object of entries"][0].replace("[name].js' }", "[name].js' }, node: { __dirname: isDevelopment }")
    after, _ = files_after(tmp_path, config)
    assert (
        "preload: process.env.NODE_ENV === 'development' ? path.resolve(__dirname, '../dist/preload.js') : path.join(__dirname, 'preload.js')"
        in after["src/main.js"]
    )


def test_a_build_into_the_folder_of_its_source_does_not_write_over_the_preload(tmp_path: Path) -> None:
    config = "{ entry: './app/main.dev', target: 'electron-main', output: { path: __dirname, filename: './app/main.prod.js' }, node: { __dirname: false } }"
    pages = "//- app/index.html\n<script src=page.js></script>\n//- app/page.js\nrequire('electron').ipcRenderer.send('ready')\n"
    package = PACKAGE.replace("dist/main.js", "app/main.prod.js") % "5.0.0"
    after, planned = files_after(tmp_path, config, path="app/main.dev.js", more=f"{pages}{package}")
    assert "preload: path.join(__dirname, 'preload.js')" in after["app/main.dev.js"]
    assert "ready: () => { ipcRenderer.send('ready') }" in after["app/preload.js"]
    assert config in after["webpack.config.js"]
    assert not [step for step in planned.steps if step.group.id == "build-preload"]


def test_webpack_4_is_told_to_keep_dirname(tmp_path: Path) -> None:
    source = WINDOW.replace("path.join(__dirname, 'index.html')", "'dist/index.html'")
    after, planned = files_after(tmp_path, FORMS["an object of entries"][0], webpack="^4.43.0", source=source)
    assert "node: { __dirname: false }" in after["webpack.config.js"]
    assert "__dirname" in " ".join(planned.steps[0].group.may_change)


REFUSED = {
    "hashes in the names": "{ entry: { main: './src/main.js' }, target: 'electron-main', output: { path: __dirname + '/dist', filename: '[name].[contenthash].js' } }",
    "a folder for each entry": "{ entry: { main: './src/main.js' }, target: 'electron-main', output: { path: __dirname + '/dist', filename: '[name]/index.js' } }",
    "a condition that main cannot test": FORMS["an object of entries"][0].replace(
        "[name].js' }", "[name].js' }, node: { __dirname: !isPackaged() }"
    ),
}


@pytest.mark.parametrize("form", REFUSED)
def test_what_cannot_be_told_for_sure_is_left_to_a_person(form: str, tmp_path: Path) -> None:
    _, planned = files_after(tmp_path, REFUSED[form])
    assert planned.steps == ()
    assert any("add an entry for the preload to webpack.config.js" in (finding.reason or "") for finding in planned.scan.findings)


def test_generated_modules_import_as_a_bundled_main_does(tmp_path: Path) -> None:
    more = "//- src/ui.js\nimport { clipboard } from 'electron'\nclipboard.writeText('x')\n"
    after, _ = files_after(tmp_path, FORMS["one entry"][0], more=more)
    assert "import './ipc-handlers'" in after["src/main.js"]
    assert "import path from 'path'" in after["src/trusted-ipc.js"]
    assert "path.join(__dirname, page)" in after["src/trusted-ipc.js"]
    assert "const files = ['index.html']" in after["src/trusted-ipc.js"]
    assert "export function on(" in after["src/trusted-ipc.js"]
    assert "require" not in after["src/ipc-handlers.js"]


def test_typescript_that_the_compiler_puts_elsewhere(tmp_path: Path) -> None:
    for path, text in {
        "package.json": '{ "main": "out/main/main.js", "devDependencies": { "electron": "9.4.1", "typescript": "4.0.0", "webpack": "5.0.0" } }',
        "tsconfig.json": '{ "compilerOptions": { "rootDir": "src", "outDir": "out" }, "include": ["src"] }',
        "webpack.config.js": HEAD + "module.exports = " + PAGES.replace("'dist'", "'out', 'static'") + "\n",
        "src/ui.html": "<p>\n",
        "src/ui.js": "import { clipboard } from 'electron'\nclipboard.writeText('x')\n",
        "src/main/main.ts": WINDOW.replace("import path", "import * as path").replace("'index.html'", "'..', 'static', 'index.html'"),
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    planned = plan(tmp_path, Options(), Safety.REVIEW)
    after = {file.path: (file.after or b"").decode() for step in planned.steps for file in step.files}
    assert "preload: path.join(__dirname, 'preload.js')" in after["src/main/main.ts"]
    assert "const files: string[] = ['../static/index.html']" in after["src/main/trusted-ipc.ts"]
    assert "src/main/preload.ts" in after
    assert "src/main" not in after["webpack.config.js"]  # main is no business of webpack's here


@pytest.mark.parametrize(("electron", "blocked"), [("13.0.0", True), ("30.0.0", False)])
def test_a_bundle_that_writes_module_exports_is_not_sandboxed_where_there_is_no_module(electron: str, *, blocked: bool, tmp_path: Path) -> None:
    config = FORMS["an object of entries"][0].replace("[name].js' }", "[name].js', libraryTarget: 'commonjs2' }")
    manifest = "//- package.json\n" + f'{{ "main": "dist/main.js", "devDependencies": {{ "electron": "{electron}", "webpack": "5.0.0" }} }}\n'
    web = f"//- webpack.config.js\n{HEAD}module.exports = [\n{config},\n{PAGES.replace('electron-renderer', 'web')}\n]\n"
    script = "//- src/ui.js\nimport { ipcRenderer } from 'electron'\nipcRenderer.send('ready')\n"
    _, planned = files_after(tmp_path, config, more=manifest + web + script)
    held = {group.id: group.held for group in planned.held}
    assert ("module.exports" in held.get("sandbox-w1", "")) is blocked
    assert ("sandbox-w1" in [step.group.id for step in planned.steps]) is not blocked


def test_babel_compiles_the_preload_beside_main(tmp_path: Path) -> None:
    app = {
        "package.json": '{ "main": "build/index.js", "scripts": { "build": "babel src -d build --copy-files" }, "devDependencies": { "electron": "9.4.1" } }\n',
        "src/index.js": WINDOW.replace("win.loadFile(path.join(__dirname, 'index.html'))", "win.loadFile(dev ? 'index.html' : 'build/index.html')"),
        "src/index.html": "<script src='view.js'></script>\n",
        "src/view.jsx": "const { ipcRenderer } = require('electron')\nipcRenderer.send('ready')\n",
    }
    for name, content in app.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    after = {file.path: (file.after or b"").decode() for step in plan(tmp_path, Options(), Safety.REVIEW).steps for file in step.files}
    assert "preload: path.join(__dirname, 'preload.js')" in after["src/index.js"]
    assert "const files = ['index.html']" in after["src/trusted-ipc.js"]
    assert after["src/view.jsx"] == "window.electronAPI.ready()\n"
    assert "src/preload.js" in after
