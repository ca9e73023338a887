"""Windows: where they are made, what their preferences come to, which pages they show."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of, preferences, windows

HEAD = "//- main.js\nconst { app, BrowserWindow } = require('electron')\nconst path = require('path')\nconst url = require('url')\n"
OLD = "{ webPreferences: { nodeIntegration: true, contextIsolation: false } }"


# ---- pages

LOADS = {
    "loadFile": "win.loadFile('index.html')",
    "loadFile, joined": "win.loadFile(path.join(__dirname, 'index.html'))",
    "loadFile, resolved": "win.loadFile(path.resolve(__dirname, 'index.html'))",
    "template": "win.loadURL(`file://${__dirname}/index.html`)",
    "concatenation": "win.loadURL('file://' + __dirname + '/index.html')",
    "joined": "win.loadURL('file://' + path.join(__dirname, 'index.html'))",
    "joined in a template": "win.loadURL(`file://${path.join(__dirname, 'index.html')}`)",
    "url.format": "win.loadURL(url.format({ pathname: path.join(__dirname, 'index.html'), protocol: 'file:', slashes: true }))",
    "new URL": "win.loadURL(new URL('index.html', `file://${__dirname}/`).toString())",
    "new URL of a path": "win.loadURL(new URL(`file://${path.join(__dirname, 'index.html')}`).href)",
    "pathToFileURL": "win.loadURL(url.pathToFileURL(path.join(__dirname, 'index.html')).toString())",
    "a hash": "win.loadURL(`file://${__dirname}/index.html#/notes`)",
    "a query": "win.loadURL(`file://${__dirname}/index.html?view=notes`)",
    "a constant": "const page = path.join(__dirname, 'index.html')\nwin.loadFile(page)",
    "web contents": "win.webContents.loadFile('index.html')",
    "a name taken out of an argument": "const show = ({ src }) => { win.loadURL(src) }\nshow({ src: `file://${__dirname}/index.html` })",
}




@pytest.mark.parametrize("form", LOADS)
def test_a_page_is_known_however_it_is_named(form: str, tmp_path: Path) -> None:
    facts = facts_of(tmp_path, f"{HEAD}const win = new BrowserWindow({OLD})\n{LOADS[form]}\n")
    assert windows(facts) == [("BrowserWindow", "main.js:4", "index.html", "-", "")]


@pytest.mark.parametrize(
    "constants",
    [
        "const constants = require.main.require('./constants')\n",
        "const constants = process.mainModule.require('./constants')\n",
        "class App { run () { global.constants = require('./constants') } }\n",
    ],
    ids=["main's require", "the main module's require", "a global of main's"],
)
def test_a_page_that_constants_of_another_file_name(constants: str, tmp_path: Path) -> None:
    other = "const path = require('path')\nconst root = require('electron').app.getAppPath()\nmodule.exports = { root, page: path.join(root, '/index.html') }\n"
    text = f"{HEAD}{constants}const win = new BrowserWindow({OLD})\nwin.loadURL('file://' + LOADED)\n//- constants.js\n{other}"
    for loaded in ("constants.page", "constants.root + '/index.html'"):
        assert windows(facts_of(tmp_path, text.replace("LOADED", loaded))) == [("BrowserWindow", "main.js:5", "index.html", "-", "")]


def test_a_page_out_of_a_table(tmp_path: Path) -> None:
    table = "const pages = { index: { url: `file://${__dirname}/index.html` }, about: { url: 'file://' + __dirname + '/about.html' } }\n"
    manager = (
        "class Manager {\n  options (page) { const found = pages[page] || {}; return found }\n"
        f"  open (page) {{\n    const options = this.options(page)\n    const win = new BrowserWindow({OLD})\n    win.loadURL(options.url)\n  }}\n}}\n"
    )
    facts = facts_of(tmp_path, f"{HEAD}{table}{manager}new Manager().open(process.argv[2])\n//- about.html\n<p>\n")
    assert windows(facts) == [("BrowserWindow", "main.js:9", "index.html about.html", "-", "")]


def test_a_global_that_main_sets_in_two_ways_is_not_known(tmp_path: Path) -> None:
    sets = "//- sets.js\nglobal.page = 'index.html'\nif (process.env.OTHER) global.page = 'other.html'\n"
    text = f"{HEAD}require('./sets')\nconst win = new BrowserWindow({OLD})\nwin.loadFile(page)\n{sets}"
    assert facts_of(tmp_path, text).windows[0].open_end == "part of the path is not known before the app runs"


def test_main_that_is_put_together_beside_the_page(tmp_path: Path) -> None:
    text = (
        '//- package.json\n{ "main": "main.build.js", "devDependencies": { "electron": "9.4.1" } }\n//- index.html\n<p>\n'
        f"//- main/main.js\nconst {{ BrowserWindow }} = require('electron')\nconst win = new BrowserWindow({OLD})\nwin.loadURL('file://' + __dirname + '/index.html')\n"
    )
    assert ("BrowserWindow", "main/main.js:2", "index.html", "-", "") in windows(facts_of(tmp_path, text))


def test_a_page_above_the_script(tmp_path: Path) -> None:
    text = (
        '//- package.json\n{ "main": "src/main/main.js", "devDependencies": { "electron": "9.4.1" } }\n//- src/index.html\n<p>\n'
        f"//- src/main/main.js\nconst {{ BrowserWindow }} = require('electron')\nconst win = new BrowserWindow({OLD})\nwin.loadURL(`file://${{__dirname}}/../index.html`)\n"
    )
    assert ("BrowserWindow", "src/main/main.js:2", "src/index.html", "-", "") in windows(facts_of(tmp_path, text))


def test_a_window_in_a_variable_of_the_module(tmp_path: Path) -> None:
    make = f"function make () {{\n  win = new BrowserWindow({OLD})\n  show()\n}}\n"
    text = f"{HEAD}let win\n{make}function show () {{ win.loadFile('index.html') }}\napp.on('ready', make)\n"
    assert windows(facts_of(tmp_path, text)) == [("BrowserWindow", "main.js:6", "index.html", "-", "")]


def test_two_pages_of_one_window_and_two_windows_of_one_page(tmp_path: Path) -> None:
    text = (
        f"{HEAD}const one = new BrowserWindow({OLD})\none.loadFile(ready ? 'index.html' : 'other.html')\n"
        f"const two = new BrowserWindow({OLD})\ntwo.loadFile('index.html')\n//- other.html\n<p>\n"
    )
    assert [row[2] for row in windows(facts_of(tmp_path, text))] == ["index.html other.html", "index.html"]


def test_a_page_that_cannot_be_told_leaves_the_window_open(tmp_path: Path) -> None:
    (row,) = windows(facts_of(tmp_path, f"{HEAD}const win = new BrowserWindow({OLD})\nwin.loadURL(process.argv[2])\n"))
    assert row[2] == ""
    assert row[4] != ""


def test_a_page_of_the_web_is_no_page_of_the_app(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, f"{HEAD}const win = new BrowserWindow({OLD})\nwin.loadURL('https://example.org/index.html')\n")
    assert facts.windows[0].pages == ()
    assert [load.url for load in facts.windows[0].model.loads] == ["https://example.org/index.html"]


# ---- where options are written

OPTIONS = {
    "inline": f"new BrowserWindow({OLD})",
    "a variable": f"const options = {OLD}\nnew BrowserWindow(options)",
    "preferences in a variable": "const webPreferences = { nodeIntegration: true, contextIsolation: false }\nnew BrowserWindow({ webPreferences })",
    "spread": f"const common = {OLD}\nnew BrowserWindow({{ ...common, width: 800 }})",
    "preferences spread": "const common = { nodeIntegration: true }\nnew BrowserWindow({ webPreferences: { ...common, contextIsolation: false } })",
    "Object.assign": f"new BrowserWindow(Object.assign({{ width: 800 }}, {OLD}))",
    "another module": "const { options } = require('./options')\nnew BrowserWindow(options)",
    "preferences of another module": "const { common } = require('./options')\nnew BrowserWindow({ webPreferences: common })",
    "a subclass": f"class Main extends BrowserWindow {{\n  constructor () {{\n    super({OLD})\n  }}\n}}\nnew Main()",
    "assigned afterwards": "const options = { webPreferences: { contextIsolation: false } }\noptions.webPreferences.nodeIntegration = true\nnew BrowserWindow(options)",
    "electron.BrowserWindow": f"const electron = require('electron')\nnew electron.BrowserWindow({OLD})",
}
SHARED_OPTIONS = f"//- options.js\nexports.common = {{ nodeIntegration: true, contextIsolation: false }}\nexports.options = {OLD}\n"


@pytest.mark.parametrize("form", OPTIONS)
def test_preferences_are_found_wherever_they_are_written(form: str, tmp_path: Path) -> None:
    facts = facts_of(tmp_path, f"{HEAD}{OPTIONS[form]}\n{SHARED_OPTIONS}")
    assert len(facts.windows) == 1
    found = preferences(facts)
    assert found["nodeIntegration"] == ("on assigned" if form == "assigned afterwards" else "on written")
    assert found["contextIsolation"] == "off written"
    assert found["sandbox"] == "off default"


@pytest.mark.parametrize(
    ("options", "value"),
    [
        ("{ webPreferences: { nodeIntegration: !isTest() } }", "? dynamic"),
        ("{ webPreferences: { nodeIntegration: process.env.NODE === '1' } }", "? dynamic"),
        ("{ webPreferences: makePreferences() }", "? dynamic"),
        ("makeOptions()", "? dynamic"),
        ("{ webPreferences: dev ? { nodeIntegration: true } : { nodeIntegration: false } }", "? dynamic"),
    ],
)
def test_what_cannot_be_told_is_not_made_up(options: str, value: str, tmp_path: Path) -> None:
    assert preferences(facts_of(tmp_path, f"{HEAD}new BrowserWindow({options})\n"))["nodeIntegration"] == value


def test_the_last_of_two_equal_keys_counts(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, f"{HEAD}new BrowserWindow({{ webPreferences: {{ nodeIntegration: false, nodeIntegration: true }} }})\n")
    assert preferences(facts)["nodeIntegration"] == "on written"


def test_what_is_written_after_a_spread_wins(tmp_path: Path) -> None:
    text = f"{HEAD}const common = {{ nodeIntegration: true }}\nnew BrowserWindow({{ webPreferences: {{ ...common, nodeIntegration: false }} }})\n"
    assert preferences(facts_of(tmp_path, text))["nodeIntegration"] == "off written"


def test_what_is_spread_after_it_wins(tmp_path: Path) -> None:
    text = f"{HEAD}const common = {{ nodeIntegration: true }}\nnew BrowserWindow({{ webPreferences: {{ nodeIntegration: false, ...common }} }})\n"
    assert preferences(facts_of(tmp_path, text))["nodeIntegration"] == "on written"


# ---- kinds


@pytest.mark.parametrize("kind", ["BrowserWindow", "BrowserView", "WebContentsView"])
def test_views_are_windows_too(kind: str, tmp_path: Path) -> None:
    text = (
        f"//- main.js\nconst {{ {kind} }} = require('electron')\nconst view = new {kind}({OLD})\nview.webContents.loadFile('index.html')\n"
    )
    facts = facts_of(tmp_path, text, electron="30.0.0")
    assert windows(facts) == [(kind, "main.js:2", "index.html", "-", "")]
    assert preferences(facts)["nodeIntegration"] == "on written"


def test_menubar_makes_its_window_itself(tmp_path: Path) -> None:
    text = (
        "//- main.js\nconst { menubar } = require('menubar')\nconst path = require('path')\n"
        "const bar = menubar({\n  index: `file://${path.join(__dirname, 'index.html')}`,\n"
        "  browserWindow: { webPreferences: { nodeIntegration: true, contextIsolation: false } }\n})\n"
    )
    facts = facts_of(tmp_path, text)
    assert windows(facts) == [("menubar", "main.js:3", "index.html", "-", "")]
    assert preferences(facts)["nodeIntegration"] == "on written"


def test_menubar_before_6_takes_the_options_of_its_window_beside_its_own(tmp_path: Path) -> None:
    text = "//- main.js\nrequire('menubar')({ index: 'https://a.example', width: 300, webPreferences: { nodeIntegration: false } })\n"
    assert preferences(facts_of(tmp_path, text))["nodeIntegration"] == "off written"


def test_a_window_that_a_page_makes_is_marked(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path, "const { BrowserWindow } = require('electron').remote\nnew BrowserWindow({ width: 300 }).loadURL('about:blank')\n"
    )
    assert [(window.found.place.path, window.found.in_page) for window in facts.windows] == [("main.js", False), ("renderer.js", True)]


def test_a_constructor_of_ones_own_is_no_window(tmp_path: Path) -> None:
    text = "//- main.js\nconst { app } = require('electron')\nclass BrowserWindow {}\nnew BrowserWindow({ webPreferences: { nodeIntegration: true } })\n"
    assert windows(facts_of(tmp_path, text)) == []


# ---- defaults and preloads


@pytest.mark.parametrize(
    ("electron", "node", "isolated", "sandbox", "remote"),
    [
        ("3.1.0", "on", "off", "off", "on"),
        ("5.0.0", "off", "off", "off", "on"),
        ("9.4.1", "off", "off", "off", "on"),
        ("12.0.0", "off", "on", "off", "off"),
        ("20.0.0", "off", "on", "on", None),
    ],
)
def test_defaults_are_those_of_the_apps_electron(
    electron: str, node: str, isolated: str, sandbox: str, remote: str | None, tmp_path: Path
) -> None:
    found = preferences(facts_of(tmp_path, f"{HEAD}new BrowserWindow({{ width: 800 }}).loadFile('index.html')\n", electron=electron))
    assert (found["nodeIntegration"], found["contextIsolation"], found["sandbox"]) == (
        f"{node} default",
        f"{isolated} default",
        f"{sandbox} default",
    )
    if remote is not None:
        assert found["enableRemoteModule"] == f"{remote} default"


def test_node_integration_turns_the_default_sandbox_off(tmp_path: Path) -> None:
    found = preferences(
        facts_of(tmp_path, f"{HEAD}new BrowserWindow({{ webPreferences: {{ nodeIntegration: true }} }})\n", electron="20.0.0")
    )
    assert found["sandbox"] == "off default"


PRELOADS = {
    "joined": "path.join(__dirname, 'preload.js')",
    "resolved": "path.resolve(__dirname, 'preload.js')",
    "template": "`${__dirname}/preload.js`",
    "concatenation": "__dirname + '/preload.js'",
    "without its ending": "path.join(__dirname, 'preload')",
    "require.resolve": "require.resolve('./preload')",
    "app path": "path.join(app.getAppPath(), 'preload.js')",
}




@pytest.mark.parametrize("form", PRELOADS)
def test_a_preload_is_known_however_it_is_named(form: str, tmp_path: Path) -> None:
    text = f"{HEAD}new BrowserWindow({{ webPreferences: {{ preload: {PRELOADS[form]} }} }}).loadFile('index.html')\n//- preload.js\nwindow.x = 1\n"
    facts = facts_of(tmp_path, text)
    assert windows(facts)[0][3] == "preload.js"
    assert facts.files["preload.js"].process.value == "preload"


def test_a_preload_that_cannot_be_told(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, f"{HEAD}new BrowserWindow({{ webPreferences: {{ preload: config.preload }} }}).loadFile('index.html')\n")
    assert (facts.windows[0].model.preload, facts.windows[0].model.preload_known) == (None, False)


UNFOLLOWED = "const common = { webPreferences: { nodeIntegration: true } }\n"
UNFOLLOWED += "const win = new BrowserWindow(Object.assign({}, common, sizes()))\nwin.loadFile('index.html')\n"


def test_options_that_are_known_in_part_are_known_where_nothing_else_gives_web_preferences(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, f"{HEAD}{UNFOLLOWED}")
    assert facts.windows[0].found.shape.unknown == ""
    assert preferences(facts)["nodeIntegration"] == "on written"


@pytest.mark.parametrize(
    "other", ["const more = { webPreferences: { sandbox: true } }", "sizes().webPreferences = {}", "const webPreferences = {}\nuse({ webPreferences })"]
)
def test_and_not_known_where_something_does(other: str, tmp_path: Path) -> None:
    assert facts_of(tmp_path, f"{HEAD}{UNFOLLOWED}{other}\n").windows[0].found.shape.unknown != ""
