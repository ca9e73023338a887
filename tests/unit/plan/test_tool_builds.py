"""Apps whose pages a tool builds by its own conventions: pages are found, main gets a preload that the tool builds, pages are built for browsers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from electron_migrate.facts.model import Safety
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, plan

HTML = "<!doctype html><div id=root></div>\n"
REQUIRES = "const { ipcRenderer } = require('electron')\nasync function start () { show(await ipcRenderer.invoke('greet', 'x')) }\nstart()\n"
IMPORTS = REQUIRES.replace("const { ipcRenderer } = require('electron')", "import { ipcRenderer } from 'electron'")
NODE = "{ nodeIntegration: true, contextIsolation: false }"


def main(load: str, preferences: str = NODE) -> str:
    return (
        "const { app, BrowserWindow, dialog, ipcMain } = require('electron')\nconst path = require('path')\n"
        f"app.whenReady().then(() => {{\n  const win = new BrowserWindow({{ webPreferences: {preferences} }})\n  {load}\n}})\n"
        "ipcMain.handle('greet', (event, name) => dialog.showMessageBox({ message: name }))\n"
    )


def package(entry: str, electron: str = "22.0.0", **more: object) -> str:
    found = {"name": "app", "main": entry, **more}
    found["devDependencies"] = {"electron": electron, **more.get("devDependencies", {})}  # type: ignore[dict-item]
    return json.dumps(found, indent=2) + "\n"


POINT = "{{ html: './src/index.html', js: './src/renderer.js', name: 'main_window'{more} }}"
FORGE = (
    "module.exports = {{\n  plugins: [\n    {{\n      name: '@electron-forge/plugin-{name}',\n      config: {{\n        {config}\n      }}\n    }}\n  ]\n}}\n"
)
WEBPACK_PLUGIN = (
    "mainConfig: './webpack.main.config.js',\n        renderer: {{ config: './webpack.renderer.config.js', nodeIntegration: true, entryPoints: [{point}] }}"
)
VITE_PLUGIN = (
    "build: [{{ entry: 'src/main.js', config: 'vite.main.config.mjs'{target} }}{more}],\n"
    "        renderer: [{{ name: 'main_window', config: 'vite.renderer.config.mjs' }}]"
)
VITE_LOAD = (
    "if (MAIN_WINDOW_VITE_DEV_SERVER_URL) win.loadURL(MAIN_WINDOW_VITE_DEV_SERVER_URL)\n"
    "  else win.loadFile(path.join(__dirname, `../renderer/${MAIN_WINDOW_VITE_NAME}/index.html`))"
)
FORGE_PACKAGES = {"@electron-forge/cli": "7.5.0"}
RENDERER_PLUGIN = "import renderer from 'vite-plugin-electron-renderer'\n"
VITE_PAGES = f"{RENDERER_PLUGIN}export default {{ plugins: [renderer()] }}\n"
FORGE_WEBPACK_FILES = {
    "webpack.main.config.js": "module.exports = { entry: './src/main.js' }\n",
    "webpack.renderer.config.js": "module.exports = { module: { rules: [] } }\n",
    "src/main.js": main("win.loadURL(MAIN_WINDOW_WEBPACK_ENTRY)"),
    "src/index.html": HTML,
    "src/renderer.js": REQUIRES,
}
VUE_MAIN = "if (process.env.WEBPACK_DEV_SERVER_URL) win.loadURL(process.env.WEBPACK_DEV_SERVER_URL)\n  else win.loadURL('app://./index.html')"
CRA = {
    "package.json": package("public/electron.js", dependencies={"react": "17.0.0", "react-scripts": "4.0.0"}, devDependencies={"@craco/craco": "6.0.0"}),
    "craco.config.js": (
        "module.exports = {\n  webpack: {\n    configure: (config) => {\n      config.target = 'electron-renderer'\n      return config\n    }\n  }\n}\n"
    ),
    "public/index.html": HTML,
    "public/electron.js": main("win.loadURL(`file://${path.join(__dirname, '../build/index.html')}`)"),
    "src/index.js": "import './app'\n",
    "src/app.js": IMPORTS.replace("import { ipcRenderer } from 'electron'", "const { ipcRenderer } = window.require('electron')"),
}
ANGULAR = {
    "package.json": package("main.js", dependencies={"@angular/core": "11.0.0"}, devDependencies={"@angular/cli": "11.0.0"}),
    "angular.json": json.dumps({
        "projects": {"app": {"architect": {"build": {
            "builder": "@angular-builders/custom-webpack:browser",
            "options": {"outputPath": "dist", "index": "src/index.html", "main": "src/main.ts", "customWebpackConfig": {"path": "./angular.webpack.js"}},
        }}}}
    }),
    "angular.webpack.js": "module.exports = (config) => {\n  config.target = 'electron-renderer'\n  return config\n}\n",
    "src/index.html": HTML,
    "main.js": main("win.loadURL(`file://${path.join(__dirname, 'dist/index.html')}`)"),
    "src/main.ts": "declare function show (answer: unknown): void\n" + IMPORTS,
}  # fmt: skip

IN_PLACE = {
    **{path: text for path, text in ANGULAR.items() if path != "main.js"},
    "main.ts": (
        "import { app, BrowserWindow, ipcMain } from 'electron'\nimport * as path from 'path'\nconst more = require('./more')\n"
        f"app.whenReady().then(() => {{\n  const win = new BrowserWindow({{ webPreferences: {NODE} }})\n"
        "  win.loadURL(`file://${path.join(__dirname, 'dist/index.html')}`)\n})\nipcMain.handle('greet', (event, name: string) => name)\n"
    ),
    "more.ts": "export const more = 1\n",
    "tsconfig-serve.json": '{\n  "compilerOptions": { "target": "es5" },\n  "files": [\n    "main.ts"\n  ]\n}\n',
}

# files before; what stands in files after
APPS: dict[str, tuple[dict[str, str], dict[str, tuple[str, ...]]]] = {
    "Forge and webpack": (
        {
            **FORGE_WEBPACK_FILES,
            "package.json": package(".webpack/main", devDependencies={**FORGE_PACKAGES, "@electron-forge/plugin-webpack": "7.5.0"}),
            "forge.config.js": FORGE.format(name="webpack", config=WEBPACK_PLUGIN.format(point=POINT.format(more=""))),
        },
        {
            "forge.config.js": (POINT.format(more=", preload: { js: './src/preload.js' }"), "nodeIntegration: false"),
            "src/main.js": ("preload: MAIN_WINDOW_PRELOAD_WEBPACK_ENTRY",),
            "src/trusted-ipc.js": (
                "const files = ['../renderer/main_window/index.html']",
                "const devOrigins = [...(MAIN_WINDOW_WEBPACK_ENTRY ? [MAIN_WINDOW_WEBPACK_ENTRY] : [])]",
            ),
        },
    ),
    "Forge and webpack in package.json": (
        {
            **FORGE_WEBPACK_FILES,
            "package.json": package(
                ".webpack/main",
                config={"forge": {"plugins": [["@electron-forge/plugin-webpack", {
                    "mainConfig": "./webpack.main.config.js",
                    "renderer": {
                        "nodeIntegration": True,
                        "config": "./webpack.renderer.config.js",
                        "entryPoints": [{"html": "./src/index.html", "js": "./src/renderer.js", "name": "main_window"}],
                    },
                }]]}},
                devDependencies={**FORGE_PACKAGES, "@electron-forge/plugin-webpack": "6.0.0"},
            ),
        },
        {
            "package.json": ('"nodeIntegration": false', '"name": "main_window",\n                  "preload": {"js": "./src/preload.js"}'),
            "src/main.js": ("preload: MAIN_WINDOW_PRELOAD_WEBPACK_ENTRY",),
        },
    ),
    "Forge and webpack in TypeScript": (
        {
            **{path: text for path, text in FORGE_WEBPACK_FILES.items() if path != "src/main.js"},
            "package.json": package(".webpack/main", devDependencies={**FORGE_PACKAGES, "@electron-forge/plugin-webpack": "7.5.0"}),
            "webpack.main.config.ts": "export const mainConfig = { entry: './src/main.ts' }\n",
            "forge.config.ts": (
                "import { WebpackPlugin } from '@electron-forge/plugin-webpack'\nimport { mainConfig } from './webpack.main.config'\n\n"
                "export default {\n  plugins: [\n    new WebpackPlugin({\n      mainConfig,\n      renderer: {\n        nodeIntegration: true,\n        entryPoints: [\n"
                "          {\n            html: './src/index.html',\n            js: './src/renderer.js',\n            name: 'main_window'\n          }\n"
                "        ]\n      }\n    })\n  ]\n}\n"
            ),
            "src/main.ts": (
                "import { app, BrowserWindow, ipcMain } from 'electron'\n\ndeclare const MAIN_WINDOW_WEBPACK_ENTRY: string\n\n"
                f"app.whenReady().then(() => {{\n  const win = new BrowserWindow({{ webPreferences: {NODE} }})\n"
                "  win.loadURL(MAIN_WINDOW_WEBPACK_ENTRY)\n})\nipcMain.handle('greet', (event, name: string) => name)\n"
            ),
        },
        {
            "forge.config.ts": ("name: 'main_window',\n            preload: {\n              js: './src/preload.ts'\n            }\n",),
            "src/main.ts": ("declare const MAIN_WINDOW_WEBPACK_ENTRY: string\ndeclare const MAIN_WINDOW_PRELOAD_WEBPACK_ENTRY: string\n",),
            "src/trusted-ipc.ts": ("declare const MAIN_WINDOW_WEBPACK_ENTRY: string\n\n// The pages",),
        },
    ),
    "Forge and Vite": (
        {
            "package.json": package(".vite/build/main.js", devDependencies={**FORGE_PACKAGES, "@electron-forge/plugin-vite": "7.5.0", "vite": "5.0.0"}),
            "forge.config.js": FORGE.format(name="vite", config=VITE_PLUGIN.format(target=", target: 'main'", more="")),
            "vite.main.config.mjs": "import { defineConfig } from 'vite'\n\n// https://vitejs.dev/config\nexport default defineConfig({})\n",
            "vite.renderer.config.mjs": VITE_PAGES,
            "index.html": '<script type="module" src="/src/renderer.js"></script>\n',
            "src/main.js": main(VITE_LOAD),
            "src/renderer.js": IMPORTS,
        },
        {
            "forge.config.js": (", { entry: 'src/preload.js', config: 'vite.main.config.mjs', target: 'preload' }]",),
            "src/main.js": ("preload: path.join(__dirname, 'preload.js')",),
            "src/trusted-ipc.js": ("const files = ['../renderer/main_window/index.html']",),
            "vite.renderer.config.mjs": ("plugins: []",),
        },
    ),
    "electron-vite": (
        {
            "package.json": package("./out/main/index.js", devDependencies={"electron-vite": "2.0.0", "vite": "5.0.0"}),
            "electron.vite.config.mjs": f"{RENDERER_PLUGIN}export default {{\n  main: {{}},\n  renderer: {{ plugins: [renderer()] }}\n}}\n",
            "src/renderer/index.html": '<script type="module" src="./src/page.js"></script>\n',
            "src/main/index.js": main(
                "if (process.env.ELECTRON_RENDERER_URL) win.loadURL(process.env.ELECTRON_RENDERER_URL)\n"
                "  else win.loadFile(path.join(__dirname, '../renderer/index.html'))"
            ),
            "src/renderer/src/page.js": IMPORTS,
        },
        {
            "electron.vite.config.mjs": (
                "plugins: [] },\n  preload: {\n    build: {\n      rollupOptions: {\n        input: 'src/main/preload.js'\n      }\n    }\n  }\n",
            ),
            "src/main/index.js": ("preload: path.join(__dirname, '..', 'preload', 'preload.js')",),
        },
    ),
    "Vue CLI": (
        {
            "package.json": package(
                "background.js", "11.0.0", dependencies={"vue": "2.6.11"},
                devDependencies={"@vue/cli-service": "4.5.0", "vue-cli-plugin-electron-builder": "2.0.0"},
            ),
            "vue.config.js": "module.exports = {\n  pluginOptions: {\n    electronBuilder: {\n      nodeIntegration: true\n    }\n  }\n}\n",
            "public/index.html": HTML,
            "src/background.js": main(
                VUE_MAIN, "{ nodeIntegration: process.env.ELECTRON_NODE_INTEGRATION, contextIsolation: !process.env.ELECTRON_NODE_INTEGRATION }"
            ),
            "src/main.js": "import './app'\n",
            "src/app.js": IMPORTS,
        },
        {
            "vue.config.js": ("nodeIntegration: false,\n      preload: 'src/preload.js'\n",),
            "src/background.js": ("{ nodeIntegration: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') }",),
            "src/trusted-ipc.js": ("const origins = ['app://.']", "[...(process.env.WEBPACK_DEV_SERVER_URL ? [process.env.WEBPACK_DEV_SERVER_URL] : [])]"),
        },
    ),
    "Create React App": (
        CRA,
        {
            "craco.config.js": ("config.target = 'web'",),
            "public/electron.js": ("preload: path.join(__dirname, 'preload.js')",),
            "public/trusted-ipc.js": ("const files = ['../build/index.html']",),
        },
    ),
    "Angular": (
        ANGULAR,
        {"angular.webpack.js": ("config.target = 'web'",), "main.js": ("preload: path.join(__dirname, 'preload.js')",)},
    ),
    "Angular, and main compiled in place": (
        IN_PLACE,
        {
            "tsconfig-serve.json": ('"files": [\n    "main.ts",\n    "preload.ts"\n  ]',),
            "main.ts": ("import * as path from 'path'\nimport { trustedIpcMain } from './trusted-ipc'\nconst more", "path.join(__dirname, 'preload.js')"),
            "preload.ts": ("contextBridge.exposeInMainWorld('electronAPI', electronAPI)",),
        },
    ),
    "Parcel": (
        {
            "package.json": package("main.js", scripts={"build": "parcel build src/index.html --target electron -d out"}, devDependencies={"parcel-bundler": "1.12.4"}),
            "src/index.html": '<script src="./page.js"></script>\n',
            "main.js": main("win.loadURL(`file://${path.join(__dirname, 'out/index.html')}`)"),
            "src/page.js": REQUIRES,
        },
        {"package.json": ("parcel build src/index.html --target browser -d out",), "trusted-ipc.js": ("const files = ['out/index.html']",)},
    ),
}  # fmt: skip


def planned(root: Path, files: dict[str, str]) -> tuple[dict[str, str], PlanResult]:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    result = plan(root, Options(), Safety.REVIEW)
    after = {**files, **{file.path: (file.after or b"").decode() for step in result.steps for file in step.files}}
    return after, result


@pytest.mark.parametrize("name", APPS)
def test_the_window_is_isolated_and_its_tool_builds_what_it_needs(name: str, tmp_path: Path) -> None:
    before, wanted = APPS[name]
    after, result = planned(tmp_path, before)
    assert [(one.isolated, one.sandboxed) for one in result.windows_after] == [(True, True)], [one.held for one in result.held]
    for path, texts in wanted.items():
        for text in texts:
            assert text in after[path], after[path]
    again, second = planned(tmp_path / "again", after)
    assert again == after
    assert second.steps == ()


def test_a_configuration_that_may_not_fit_a_preload_is_left_to_a_person(tmp_path: Path) -> None:
    files = {**APPS["Forge and Vite"][0], "vite.main.config.mjs": "export default { build: { lib: { formats: ['es'] } } }\n"}
    after, result = planned(tmp_path, files)
    assert after["forge.config.js"] == files["forge.config.js"]
    assert [one.isolated for one in result.windows_after] == [False]


def test_what_externals_leave_to_require_keeps_the_target(tmp_path: Path) -> None:
    files = {**CRA, "craco.config.js": CRA["craco.config.js"].replace("      return", "      config.externals = { sqlite3: 'commonjs sqlite3' }\n      return")}
    after, _ = planned(tmp_path, files)
    assert after["craco.config.js"] == files["craco.config.js"]
