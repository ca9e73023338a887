"""Bundlers that build pages for Node are told to build them for browsers, once nothing of the pages needs Node; windows wait for that."""

from __future__ import annotations

from pathlib import Path

import pytest

from electron_migrate.facts.model import Safety
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, plan

PACKAGE = '//- package.json\n{ "main": "dist/main.js", "devDependencies": { "electron": "9.4.1", "webpack": "5.0.0" } }\n'
MAIN = (
    "//- src/main.js\nimport { app, BrowserWindow, ipcMain } from 'electron'\nimport path from 'path'\nipcMain.on('ready', () => {})\n"
    "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })\n"
    "win.loadFile(path.join(__dirname, 'index.html'))\n"
)
UI = "//- src/ui.html\n<p>\n//- src/ui.js\nimport { ipcRenderer } from 'electron'\nipcRenderer.send('ready')\n"
CONFIG = "//- webpack.config.js\nconst Html = require('html-webpack-plugin')\nconst path = require('path')\n"
MAIN_BUILD = "{ target: 'electron-main', entry: { main: './src/main.js' }, output: { filename: '[name].js' } },"
PAGES = "entry: './src/ui.js', plugins: [new Html({ template: 'src/ui.html' })]"


def planned(folder: Path, pages: str, *, ui: str = UI, head: str = "", main: str = MAIN_BUILD) -> tuple[str, PlanResult]:
    """The configuration after all steps, and the plan."""
    text = f"{PACKAGE}{MAIN}{ui}{CONFIG}{head}module.exports = [\n  {main}\n  {{ {pages} }}\n]\n"
    for part in text.split("//- ")[1:]:
        name, _, content = part.partition("\n")
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    result = plan(folder, Options(), Safety.REVIEW)
    config = (folder / "webpack.config.js").read_text()
    for step in result.steps:
        config = next(((file.after or b"").decode() for file in step.files if file.path == "webpack.config.js"), config)
    return config, result


def isolated(result: PlanResult) -> bool:
    return all(status.isolated and status.sandboxed for status in result.windows_after)


FORMS = {
    "a plain target": (f"target: 'electron-renderer', {PAGES}", f"{{ target: 'web', {PAGES} }}"),
    "a target with a version": (f"target: 'electron9.4-renderer', {PAGES}", f"{{ target: 'web', {PAGES} }}"),
    "a target beside web": (f"target: ['web', 'electron-renderer'], {PAGES}", f"{{ target: ['web'], {PAGES} }}"),
    "a target beside a level of the language": (f'target: ["electron-renderer", "es2019"], {PAGES}', f'{{ target: ["web", "es2019"], {PAGES} }}'),
    "a bundle that writes module.exports": (
        f"target: 'electron-renderer', {PAGES}, output: {{ libraryTarget: 'commonjs2', filename: 'ui.js' }}",
        f"{{ target: 'web', {PAGES}, output: {{ filename: 'ui.js' }} }}",
    ),
    "the same in the words of webpack 5": (
        f"target: 'electron-renderer', {PAGES}, output: {{ filename: 'ui.js', library: {{ type: 'commonjs2' }} }}",
        f"{{ target: 'web', {PAGES}, output: {{ filename: 'ui.js' }} }}",
    ),
    "externals that no page loads": (
        f"target: 'electron-renderer', {PAGES}, externals: {{ electron: 'commonjs2 electron', sqlite3: 'commonjs2 sqlite3' }}",
        f"{{ target: 'web', {PAGES}, externals: {{ electron: 'commonjs2 electron', sqlite3: 'commonjs2 sqlite3' }} }}",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_pages_are_built_for_browsers_and_then_isolated(form: str, tmp_path: Path) -> None:
    before, wanted = FORMS[form]
    config, result = planned(tmp_path, before)
    assert wanted in config
    assert isolated(result)
    order = [step.group.id for step in result.steps]
    assert order.index("call-sites-channel-ready") < order.index("retarget-webpack.config.js") < order.index("isolate-w1")
    group = next(step.group for step in result.steps if step.group.id == "retarget-webpack.config.js")
    assert group.safety is Safety.REVIEW
    assert group.may_change


def test_packages_that_were_left_to_require_are_packed(tmp_path: Path) -> None:
    ui = UI.replace("import {", "import React from 'react'\nimport {")
    pages = f"target: 'electron-renderer', {PAGES}, externals: [nodeExternals()]"
    config, result = planned(tmp_path, pages, ui=ui, head="const nodeExternals = require('webpack-node-externals')\n")
    assert "odeExternals" not in config
    assert f"{{ target: 'web', {PAGES} }}" in config
    assert isolated(result)


def test_what_main_shares_with_the_pages_stays(tmp_path: Path) -> None:
    ui = UI.replace("import {", "import React from 'react'\nimport {")
    head = "const externals = [require('webpack-node-externals')()]\n"
    main = MAIN_BUILD.replace("{ target", "{ externals, target")
    config, result = planned(tmp_path, f"target: 'electron-renderer', externals, {PAGES}", ui=ui, head=head, main=main)
    assert "target: 'electron-renderer'" in config
    assert not isolated(result)
    finding = next(one for one in result.scan.findings if one.rule == "bundler-target")
    assert finding.safety is Safety.MANUAL
    assert "nodeExternals() out" in finding.reason


WITH_PRELOAD = "entry: { ui: './src/ui.js', preload: './src/preload.js' }, plugins: [new Html({ template: 'src/ui.html', chunks: ['ui'] })]"
REFUSED = {
    "an entry that is a preload": (f"target: 'electron-renderer', {WITH_PRELOAD}", "configuration of its own"),
    "an external that a page loads": (f"target: 'electron-renderer', {PAGES}, externals: ['react']", "`externals` of webpack.config.js leaves react"),
    "externals that are computed": (f"target: 'electron-renderer', {PAGES}, externals: Object.keys(dependencies)", "not written out"),
}


@pytest.mark.parametrize("form", REFUSED)
def test_what_cannot_be_told_is_left_with_what_to_do(form: str, tmp_path: Path) -> None:
    pages, why = REFUSED[form]
    ui = UI.replace("import {", "import React from 'react'\nimport {") + "//- src/preload.js\nrequire('electron').contextBridge\n"
    config, result = planned(tmp_path, pages, ui=ui)
    assert "target: 'electron-renderer'" in config
    assert not isolated(result)
    finding = next(one for one in result.scan.findings if one.rule == "bundler-target")
    assert finding.safety is Safety.MANUAL
    assert why in finding.reason


@pytest.mark.parametrize("package", ["fs", "electron-store", "fs-extra"])
def test_pages_that_still_load_what_needs_node_keep_their_target(package: str, tmp_path: Path) -> None:
    ui = UI + f"import('./later')\n//- src/later.js\nimport thing from '{package}'\nthing.use()\n"
    config, result = planned(tmp_path, f"target: 'electron-renderer', {PAGES}", ui=ui)
    assert "target: 'electron-renderer'" in config
    assert not isolated(result)
    held = {group.id: group.held for group in result.held}
    assert held["retarget-webpack.config.js"].startswith("Its pages still need Node")


def test_a_window_waits_where_the_group_is_left_out(tmp_path: Path) -> None:
    planned(tmp_path, f"target: 'electron-renderer', {PAGES}")
    result = plan(tmp_path, Options(skip=("retarget-webpack.config.js",)), Safety.REVIEW)
    held = {group.id: group.held for group in result.held}
    assert held["isolate-w1"] == "It depends on retarget-webpack.config.js, which is held."


def test_a_package_that_needs_node_in_a_script_of_both_sides_is_said_by_scan_too(tmp_path: Path) -> None:
    main = MAIN.replace("import path from 'path'\n", "import path from 'path'\nimport { log } from './logger'\nlog('x')\n")
    ui = UI.replace("import { ipcRenderer }", "import { log } from './logger'\nlog('y')\nimport { ipcRenderer }")
    ui += "//- src/logger.js\nimport winston from 'winston'\nexport const log = (text) => winston.info(text)\n"
    text = f"{PACKAGE}{main}{ui}{CONFIG}module.exports = [\n  {MAIN_BUILD}\n  {{ target: 'electron-renderer', {PAGES} }}\n]\n"
    for part in text.split("//- ")[1:]:
        name, _, content = part.partition("\n")
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    result = plan(tmp_path, Options(), Safety.REVIEW)
    finding = next(one for one in result.scan.findings if one.rule == "bundler-target")
    assert finding.safety is Safety.MANUAL
    assert "src/logger.js loads winston" in finding.reason
    assert [status.ready for status in result.scan.windows] == [False]


BOILERPLATE = (
    '//- package.json\n{ "main": "app/main.js", "devDependencies": { "electron": "9.4.1", "webpack": "4.46.0", "webpack-merge": "4.2.2" } }\n'
    '//- app/package.json\n{ "main": "main.js", "dependencies": { "sqlite3": "5.0.0" } }\n'
    "//- app/app.html\n<body><script>\nconst scripts = []\nscripts.push(\n  process.env.START_HOT ? 'http://localhost:1212/dist/ui.js' : './dist/ui.js'\n)\n"
    "document.write(scripts.map((script) => `<script defer src=\"${script}\"><\\/script>`).join(''))\n</script></body>\n"
    "//- app/ui.js\nimport { ipcRenderer } from 'electron'\nipcRenderer.send('ready')\n"
    "//- app/main.dev.js\nimport { BrowserWindow, ipcMain } from 'electron'\nimport sqlite3 from 'sqlite3'\nipcMain.on('ready', () => { open(sqlite3) })\n"
    "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\nwin.loadURL(`file://${__dirname}/app.html`)\n"
    "//- configs/base.js\nimport path from 'path'\nimport { dependencies as externals } from '../app/package.json'\nexport default {\n"
    "  externals: [...Object.keys(externals || {})],\n  output: { path: path.join(__dirname, '..', 'app'), libraryTarget: 'commonjs2' }\n}\n"
    "//- configs/webpack.config.main.js\nimport path from 'path'\nimport merge from 'webpack-merge'\nimport base from './base'\nexport default merge(base, {\n"
    "  target: 'electron-main',\n  entry: './app/main.dev',\n  output: { path: path.join(__dirname, '..'), filename: './app/main.js' },\n"
    "  node: { __dirname: false, __filename: false }\n})\n"
    "//- configs/webpack.config.renderer.js\nimport path from 'path'\nimport merge from 'webpack-merge'\nimport base from './base'\nexport default merge(base, {\n"
    "  target: 'electron-renderer',\n  entry: path.join(__dirname, '..', 'app/ui'),\n"
    "  output: { path: path.join(__dirname, '..', 'app/dist'), publicPath: './dist/', filename: 'ui.js' }\n})\n"
)


def test_an_app_of_two_packages_whose_configurations_share_a_base(tmp_path: Path) -> None:
    for part in BOILERPLATE.split("//- ")[1:]:
        name, _, content = part.partition("\n")
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    result = plan(tmp_path, Options(), Safety.REVIEW)
    # the build of a preload beside main's own output would be written over its source: it is packaged as it is, and fits the sandbox
    assert isolated(result)
    after = {file.path: (file.after or b"").decode() for step in result.steps for file in step.files}
    renderer = after["configs/webpack.config.renderer.js"]
    assert "target: 'web'" in renderer
    assert "filename: 'ui.js', libraryTarget: 'var' }" in renderer
    assert not {"configs/base.js", "configs/webpack.config.main.js"} & after.keys()
    assert "contextBridge" in after["app/preload.js"]
    assert "path.join(__dirname, 'preload.js')" in after["app/main.dev.js"]
    assert "window.electronAPI.env.START_HOT ?" in after["app/app.html"]
    assert "const files = ['app.html']" in after["app/trusted-ipc.js"]
