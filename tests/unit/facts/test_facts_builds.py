"""Pages and preloads of apps that a bundler or compiler makes: configurations read as text, run-time paths mapped back to sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import windows

from electron_migrate.app.app import read_app
from electron_migrate.facts.link import Facts, link
from electron_migrate.facts.model import Process

NODE = "{ webPreferences: { nodeIntegration: true, contextIsolation: false } }"
PACKAGE = (
    '//- package.json\n{ "main": "dist/main.js", "devDependencies": { "electron": "9.4.1", "webpack": "5.0.0", "typescript": "4.0.0" } }\n'
)
MAIN = "import { BrowserWindow } from 'electron'\nimport path from 'path'\n"
SOURCES = "//- src/ui/index.html\n<div id=app></div>\n//- src/ui/index.js\nimport './view'\n//- src/ui/view.js\nshow()\n"
LOADS = "const win = new BrowserWindow(" + NODE + ")\nwin.loadURL(`file://${__dirname}/index.html`)\n"


def app(config: str, main: str = MAIN + LOADS, more: str = "", main_path: str = "src/main/main.js") -> str:
    return f"{PACKAGE}{SOURCES}//- {main_path}\n{main}//- webpack.config.js\n{config}{more}"


def facts_of(folder: Path, text: str) -> Facts:
    """The facts of an app that has just the files of the text."""
    for part in text.split("//- ")[1:]:
        path, _, content = part.partition("\n")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content)
    return link(read_app(folder))


HTML = "const Html = require('html-webpack-plugin')\nconst path = require('path')\n"
MAIN_CONFIG = "{ target: 'electron-main', entry: { main: './src/main/main.js' }, output: { path: path.join(__dirname, 'dist'), filename: '[name].js' } }"
PAGE_CONFIG = (
    "{ target: 'electron-renderer', entry: './src/ui/index.js', output: { path: path.resolve(__dirname, 'dist'), filename: 'ui.js' },"
    " plugins: [new Html({ template: 'src/ui/index.html' })] }"
)
FORMS = {
    "a list": f"module.exports = [{MAIN_CONFIG}, {PAGE_CONFIG}]",
    "constants": f"const main = {MAIN_CONFIG}\nconst ui = {PAGE_CONFIG}\nmodule.exports = [main, ui]",
    "functions": f"module.exports = [() => ({MAIN_CONFIG}), (env) => {{ return {PAGE_CONFIG} }}]",
    "merged": f"const {{ merge }} = require('webpack-merge')\nconst base = {PAGE_CONFIG}\nmodule.exports = [{MAIN_CONFIG}, merge(base, {{ mode: 'production' }})]",
    "assigned later": (
        f"const main = {MAIN_CONFIG}\nconst ui = {{ target: 'electron-renderer', entry: {{}}, plugins: [] }}\nif (production) {{\n"
        "  ui.entry.ui = './src/ui/index.js'\n  ui.output = { path: path.join(__dirname, 'dist'), filename: '[name].js' }\n}\n"
        "ui.plugins.push(new Html({ template: 'src/ui/index.html' }))\nmodule.exports = [main, ui]"
    ),
    "named exports": f"export const main = {MAIN_CONFIG}\nexport const ui = {PAGE_CONFIG}",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_page_that_webpack_makes_is_known_by_its_template(form: str, tmp_path: Path) -> None:
    facts = facts_of(tmp_path, app(f"{HTML}{FORMS[form]}\n"))
    assert windows(facts) == [("BrowserWindow", "src/main/main.js:3", "src/ui/index.html", "-", "")]
    assert [load.built for load in facts.windows[0].model.loads] == ["dist/index.html"]
    assert [window.id for window in facts.windows_of("src/ui/view.js")] == ["w1"]


def test_paths_that_another_file_exports(tmp_path: Path) -> None:
    config = f"import paths from './paths'\nimport Html from 'html-webpack-plugin'\nimport path from 'path'\nexport default [{MAIN_CONFIG}, {PAGE_CONFIG}]"
    config = config.replace("path.resolve(__dirname, 'dist')", "paths.output")
    more = "\n//- paths.js\nconst path = require('path')\nconst output = path.join(__dirname, 'dist')\nexport default { output }\n"
    assert windows(facts_of(tmp_path, app(config, more=more)))[0][2] == "src/ui/index.html"


COPY = "const Copy = require('copy-webpack-plugin')\n"
COPIES = {
    "a folder": f"{COPY}module.exports = {MAIN_CONFIG[:-1]}, plugins: [new Copy([{{ from: 'src/ui', to: 'pages' }}])] }}\n",
    "a list of patterns": f"{COPY}module.exports = {MAIN_CONFIG[:-1]}, "
    "plugins: [new Copy({ patterns: [{ from: path.join(__dirname, 'src/ui'), to: `${__dirname}/dist/pages` }] })] }\n",
    "a file": f"{COPY}module.exports = {MAIN_CONFIG[:-1]}, plugins: [new Copy([{{ from: 'src/ui/index.html', to: 'pages/index.html' }}])] }}\n",
    "a file into a folder": f"{COPY}module.exports = {MAIN_CONFIG[:-1]}, plugins: [new Copy([{{ from: 'src/ui/index.html', to: 'pages' }}])] }}\n",
}


@pytest.mark.parametrize("form", COPIES)
def test_a_page_that_webpack_copies(form: str, tmp_path: Path) -> None:
    main = MAIN + LOADS.replace("/index.html", "/pages/index.html")
    facts = facts_of(tmp_path, app("const path = require('path')\n" + COPIES[form], main))
    assert windows(facts) == [("BrowserWindow", "src/main/main.js:3", "src/ui/index.html", "-", "")]


def test_a_page_that_rollup_copies(tmp_path: Path) -> None:
    config = (
        "import copy from 'rollup-plugin-copy'\nconst all = { plugins: [copy({ targets: [{ src: 'src/ui/*', dest: 'dist/ui' }] })] }\n"
        "export default [{ input: 'src/main/main.js', ...all }]\n"
    )
    main = MAIN.replace("BrowserWindow", "BrowserWindow, app") + LOADS.replace("file://${__dirname}", "file://${app.getAppPath()}/dist/ui")
    text = app(config, main).replace("webpack.config.js", "rollup.config.js")
    assert [window.pages for window in facts_of(tmp_path, text).windows] == [("src/ui/index.html",)]


def test_an_app_that_babel_compiles_from_folder_to_folder(tmp_path: Path) -> None:
    package = (
        '//- package.json\n{ "main": "build/index.js", "scripts": { "build": "rm -rf build && babel src -d build --copy-files" }, '
        '"devDependencies": { "electron": "9.4.1" } }\n'
    )
    main = f"//- src/index.js\n{MAIN}const win = new BrowserWindow({NODE})\nwin.loadFile(dev ? 'index.html' : 'build/index.html')\n"
    facts = facts_of(tmp_path, f"{package}{main}//- src/index.html\n<script src='./view.js'></script>\n//- src/view.jsx\nshow()\n")
    assert windows(facts) == [("BrowserWindow", "src/index.js:3", "src/index.html", "-", "")]
    assert "src/view.jsx" in facts.file_pages


def test_a_page_beside_main_where_its_output_has_none(tmp_path: Path) -> None:
    config = f"const path = require('path')\nmodule.exports = {MAIN_CONFIG[:-1]}, node: {{ __dirname: false }} }}\n"
    facts = facts_of(tmp_path, app(config, MAIN + LOADS.replace("/index.html", "/app.html"), more="//- src/main/app.html\n<p>\n"))
    assert windows(facts) == [("BrowserWindow", "src/main/main.js:3", "src/main/app.html", "-", "")]


def test_a_page_that_a_loader_of_files_names(tmp_path: Path) -> None:
    loads = f"const win = new BrowserWindow({NODE})\nwin.loadURL('file://' + path.resolve(__dirname, require('../ui/index.html')))\n"
    facts = facts_of(tmp_path, app(f"const path = require('path')\nmodule.exports = {MAIN_CONFIG}\n", MAIN + loads))
    assert windows(facts) == [("BrowserWindow", "src/main/main.js:3", "src/ui/index.html", "-", "")]


def test_the_script_of_a_development_server(tmp_path: Path) -> None:
    ui = PAGE_CONFIG.replace("'dist')", "'dist/js')").replace(", plugins: [new Html({ template: 'src/ui/index.html' })]", "")
    text = app(f"const path = require('path')\nmodule.exports = [{MAIN_CONFIG}, {ui}]\n", MAIN + LOADS.replace("/index.html", "/../src/ui/index.html"))
    facts = facts_of(tmp_path, text.replace("<div id=app></div>", "<script src='http://localhost:3000/js/ui.js'></script>"))
    assert "src/ui/view.js" in facts.file_pages


def test_paths_are_seen_from_the_context(tmp_path: Path) -> None:
    ui = PAGE_CONFIG.replace("'./src/ui/index.js'", "['./index']").replace("'src/ui/index.html'", "'index.html'")
    config = f"{HTML}module.exports = [{MAIN_CONFIG}, {ui[:-1]}, context: __dirname + '/src/ui' }}]\n"
    facts = facts_of(tmp_path, app(config))
    assert windows(facts) == [("BrowserWindow", "src/main/main.js:3", "src/ui/index.html", "-", "")]
    assert "src/ui/view.js" in facts.file_pages


def test_a_page_whose_name_is_a_path_from_the_root(tmp_path: Path) -> None:
    ui = PAGE_CONFIG.replace("{ template", "{ filename: `${__dirname}/dist/ui/index.html`, template")
    facts = facts_of(tmp_path, app(f"{HTML}module.exports = [{MAIN_CONFIG}, {ui}]\n", MAIN + LOADS.replace("/index.html", "/ui/index.html")))
    assert windows(facts) == [("BrowserWindow", "src/main/main.js:3", "src/ui/index.html", "-", "")]


def test_where_main_is_known_an_entry_is_not_main_for_its_name(tmp_path: Path) -> None:
    config = "module.exports = { entry: { main: ['./src/main/ui.js'] } }\n"
    text = app(config, MAIN + LOADS, "//- src/main/ui.js\nshow()\n//- src/main/index.html\n<script src='../../dist/main.js'></script>\n")
    facts = facts_of(tmp_path, text.replace("dist/main.js\"", "src/main/main.js\"", 1))
    assert facts.process("src/main/ui.js") is Process.RENDERER


def test_a_page_without_a_template_and_the_chunks_of_each_page(tmp_path: Path) -> None:
    config = (
        f"{HTML}module.exports = [{MAIN_CONFIG}, {{ target: 'electron-renderer', entry: {{ ui: './src/ui/index.js', crash: './src/crash.js' }},"
        " output: { path: path.join(__dirname, 'dist'), filename: '[name].js' }, plugins: ["
        "new Html({ template: 'src/ui/index.html', chunks: ['ui'] }), new Html({ filename: 'crash.html', chunks: ['crash'] })] }]\n"
    )
    main = f"{MAIN}{LOADS}const other = new BrowserWindow({NODE})\nother.loadURL(`file://${{__dirname}}/crash.html`)\n"
    facts = facts_of(tmp_path, app(config, main, "//- src/crash.js\nreport()\n"))
    assert [window[2] for window in windows(facts)] == ["src/ui/index.html", "dist/crash.html"]
    assert [window.id for window in facts.windows_of("src/crash.js")] == ["w2"]
    assert [window.id for window in facts.windows_of("src/ui/index.js")] == ["w1"]


@pytest.mark.parametrize(
    "url", ["http://localhost:9080", "http://localhost:9080/index.html", "app://bundle/index.html", "app://./index.html#/notes"]
)
def test_development_servers_and_schemes_of_the_app_show_its_page(url: str, tmp_path: Path) -> None:
    main = f"{MAIN}const win = new BrowserWindow({NODE})\nwin.loadURL('{url}')\n"
    assert windows(facts_of(tmp_path, app(f"{HTML}module.exports = [{MAIN_CONFIG}, {PAGE_CONFIG}]\n", main)))[0][2:] == (
        "src/ui/index.html",
        "-",
        "",
    )


@pytest.mark.parametrize("url", ["chrome://gpu", "https://example.com/index.html"])
def test_other_addresses_do_not(url: str, tmp_path: Path) -> None:
    main = f"{MAIN}const win = new BrowserWindow({NODE})\nwin.loadURL('{url}')\n"
    assert windows(facts_of(tmp_path, app(f"{HTML}module.exports = [{MAIN_CONFIG}, {PAGE_CONFIG}]\n", main)))[0][2:] == (
        "",
        "-",
        f"shows {url}",
    )


def test_a_page_names_the_script_that_a_bundler_makes(tmp_path: Path) -> None:
    text = (
        '//- package.json\n{ "main": "main.js", "devDependencies": { "electron": "9.4.1", "webpack": "5.0.0" } }\n'
        "//- index.html\n<script src='./bundle/app.js'></script>\n//- ui/index.js\nimport './view'\n//- ui/view.js\nshow()\n//- ui/other.js\nshow()\n"
        "//- webpack.config.js\nmodule.exports = { entry: ['./ui/index.js'], target: 'electron-renderer', output: { path: __dirname + '/bundle', filename: 'app.js' } }\n"
    )
    facts = facts_of(tmp_path, text)
    assert facts.file_pages["ui/view.js"] == {"index.html"}
    assert "ui/other.js" not in facts.file_pages


INSERTED = {
    "made": "const script = document.createElement('script')\nscript.src = process.env.HOT ? 'http://localhost:3000/dist/ui.js' : '../../dist/ui.js'\n",
    "written": (
        "const scripts = []\nscripts.push(\n  process.env.HOT\n    ? 'http://localhost:1212/dist/ui.js'\n    : '../../dist/ui.js'\n)\n"
        "document.write(scripts.map((script) => `<script defer src=\"${script}\"><\\/script>`).join(''))\n"
    ),
}


@pytest.mark.parametrize("form", INSERTED)
def test_a_page_puts_the_script_of_a_bundler_into_itself(form: str, tmp_path: Path) -> None:
    base = "const base = { output: { path: path.join(__dirname, 'dist'), filename: '[name].js' } }\n"
    configs = (
        f"{HTML}const {{ merge }} = require('webpack-merge')\n{base}module.exports = [\n"
        "merge(base, { target: 'electron-main', entry: ['./src/main/main.js'], output: { filename: 'main.js' } }),\n"
        "merge(base, { target: 'electron-renderer', entry: { ui: ['some-package/patch', './src/ui/index.js'] } })]\n"
    )
    loads = LOADS.replace("index.html", "../src/ui/index.html")
    text = app(configs, MAIN + loads).replace("<div id=app></div>", f"<div id=app></div><script>\n{INSERTED[form]}</script>")
    facts = facts_of(tmp_path, text)
    assert windows(facts) == [("BrowserWindow", "src/main/main.js:3", "src/ui/index.html", "-", "")]
    assert "src/ui/view.js" in facts.file_pages
    assert "src/main/main.js" not in facts.file_pages


def test_what_is_merged_or_spread_before_is_replaced(tmp_path: Path) -> None:
    config = (
        "const path = require('path')\nconst base = { output: { path: path.join(__dirname, 'app'), filename: '[name].bundle.js' }, node: { __dirname: false } }\n"
        "module.exports = { ...base, target: 'electron-main', entry: './src/main/main.js', output: { ...base.output, path: __dirname, filename: './run/main.js' } }\n"
    )
    text = app(config, MAIN + LOADS.replace("/index.html", "/../src/ui/index.html")).replace("dist/main.js", "run/main.js")
    assert windows(facts_of(tmp_path, text)) == [("BrowserWindow", "src/main/main.js:3", "src/ui/index.html", "-", "")]


def test_a_page_found_from_the_sources_in_development_and_from_the_bundle_else(tmp_path: Path) -> None:
    loads = (
        "const at = (name) => process.env.NODE_ENV === 'development' ? path.join(__dirname, `../../../pages/${name}`) : path.join(__dirname, `../pages/${name}`)\n"
        f"const win = new BrowserWindow({NODE})\nwin.loadURL('file://' + at('index.html'))\n"
    )
    config = f"{HTML}module.exports = {MAIN_CONFIG.replace(chr(125) * 2, chr(125))[:-1]}, node: {{ __dirname: false }} }}\n"
    text = app(config, MAIN + loads, main_path="src/main/lib/main.js", more="//- pages/index.html\n<p>\n").replace("./src/main/main.js", "./src/main/lib/main.js")
    assert windows(facts_of(tmp_path, text)) == [("BrowserWindow", "src/main/lib/main.js:4", "pages/index.html", "-", "")]


def test_folders_in_which_webpack_looks_for_modules(tmp_path: Path) -> None:
    config = f"{HTML}module.exports = [{MAIN_CONFIG}, {{ ...{PAGE_CONFIG}, resolve: {{ modules: [path.join(__dirname, 'src'), 'node_modules'] }} }}]\n"
    text = app(config).replace("import './view'", "import 'ui/view'")
    assert "src/ui/view.js" in facts_of(tmp_path, text).file_pages


def test_typescript_compiled_into_another_folder(tmp_path: Path) -> None:
    text = (
        '//- package.json\n{ "main": "out/main/main.js", "devDependencies": { "electron": "9.4.1", "typescript": "4.0.0" } }\n'
        '//- tsconfig.json\n{ "compilerOptions": { "rootDir": "src", "outDir": "out" }, "include": ["src"] }\n'
        "//- static/index.html\n<p>\n//- src/main/preload.ts\nexport {}\n"
        "//- src/main/main.ts\nimport { BrowserWindow } from 'electron'\nimport * as path from 'path'\n"
        "const win = new BrowserWindow({ webPreferences: { preload: path.join(__dirname, 'preload.js') } })\n"
        "win.loadFile(path.join(__dirname, '../../static/index.html'))\n"
    )
    assert windows(facts_of(tmp_path, text)) == [("BrowserWindow", "src/main/main.ts:3", "static/index.html", "src/main/preload.ts", "")]


def test_the_source_of_a_preload_that_a_bundler_makes(tmp_path: Path) -> None:
    config = MAIN_CONFIG.replace("main: './src/main/main.js'", "main: './src/main/main.js', bridge: './src/bridge/index.js'")
    main = (
        f"{MAIN}const win = new BrowserWindow({{ webPreferences: {{ preload: path.join(__dirname, 'bridge.js') }} }})\n"
        "win.loadFile(path.join(__dirname, 'index.html'))\n"
    )
    facts = facts_of(tmp_path, app(f"{HTML}module.exports = [{config}, {PAGE_CONFIG}]\n", main, "//- src/bridge/index.js\nexport {}\n"))
    assert windows(facts)[0][2:] == ("src/ui/index.html", "src/bridge/index.js", "")


def test_an_address_that_methods_of_a_base_class_make(tmp_path: Path) -> None:
    main = (
        "import { BrowserWindow } from 'electron'\nimport Base from './base'\nclass Editor extends Base {\n  open () {\n"
        f"    const win = new BrowserWindow({NODE})\n    win.loadURL(this.address(win.id))\n  }}\n}}\nnew Editor().open()\n"
    )
    base = (
        "export default class Base {\n  url (id) {\n    const url = new URL(development ? 'http://localhost:9091' : `file://${__dirname}/index.html`)\n"
        "    url.searchParams.set('id', id)\n    return url\n  }\n  address (id) { return this.url(id).toString() }\n}\n"
    )
    facts = facts_of(tmp_path, app(f"{HTML}module.exports = [{MAIN_CONFIG}, {PAGE_CONFIG}]\n", main, f"//- src/main/base.js\n{base}"))
    assert windows(facts)[0][2:] == ("src/ui/index.html", "-", "")


def test_an_address_that_a_helper_makes_of_its_arguments(tmp_path: Path) -> None:
    main = f"{MAIN}import {{ asUrl }} from './urls'\nconst win = new BrowserWindow({NODE})\nwin.loadURL(asUrl(__dirname, 'index.html'))\n"
    helper = "import fileUrl from 'file-url'\nimport * as path from 'path'\nexport function asUrl (...parts) {\n  return fileUrl(path.resolve(...parts))\n}\n"
    facts = facts_of(tmp_path, app(f"{HTML}module.exports = [{MAIN_CONFIG}, {PAGE_CONFIG}]\n", main, f"//- src/main/urls.js\n{helper}"))
    assert windows(facts)[0][2:] == ("src/ui/index.html", "-", "")


def test_a_component_whose_script_tag_ends_itself(tmp_path: Path) -> None:
    component = '<template><p/></template>\n<script src="./view-model.js" />\n<style src="./view.css" />\n'
    more = f"//- src/ui/view.vue\n{component}//- src/ui/view-model.js\nshow()\n"
    text = app(f"{HTML}module.exports = [{MAIN_CONFIG}, {PAGE_CONFIG}]\n", more=more).replace("import './view'", "import './view.vue'")
    assert [window.id for window in facts_of(tmp_path, text).windows_of("src/ui/view-model.js")] == ["w1"]
