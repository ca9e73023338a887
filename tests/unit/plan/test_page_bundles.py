"""Pages that cannot be made of ES modules and script tags are packed by esbuild, which the plan sets up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from plan_app import Migrated, migrate

from electron_migrate.options import Options

_HTML = "//- index.html\n"
_PAGE = '<script src="renderer.js"></script>\n'
_PACKAGE = '//- node_modules/words/package.json\n{"name": "words", "version": "1.0.0"}\n//- node_modules/words/index.js\n'
_PLAIN = _PACKAGE + "module.exports = 1\n"
_MANIFEST = '//- package.json\n{\n  "name": "app",\n  "main": "main.js",\n  "devDependencies": {\n    "electron": "9.4.1"\n  }'


def _with(options: str = "fit") -> Options:
    return Options(ignore=("unchecked-ipc-handler",), page_modules=options)


def _scripts(done: Migrated) -> object:
    return json.loads(done.files["package.json"]).get("scripts")


def test_a_package_without_a_build_for_script_tags_is_packed(tmp_path: Path) -> None:
    done = migrate(tmp_path, "const words = require('words')\nshow(words)\n" + _PLAIN + _HTML + _PAGE)
    assert done.script == "const words = require('words')\nshow(words)\n"
    assert done.files["index.html"] == '<script src="bundle/renderer.js"></script>\n'
    assert "    'renderer.js'\n" in done.files["esbuild.config.mjs"]
    assert "target: 'chrome83'" in done.files["esbuild.config.mjs"]
    assert json.loads(done.files["package.json"])["devDependencies"]["esbuild"] == "0.21.5"
    assert done.files[".gitignore"] == "bundle/\n"
    assert [step for step in done.steps if step in ("page-build", "isolate-w1", "sandbox-w1")] == ["page-build", "isolate-w1", "sandbox-w1"]


_STORE = (
    '//- node_modules/electron-store/package.json\n{"name": "electron-store", "version": "5.2.0", "main": "index.js"}\n'
    "//- node_modules/electron-store/index.js\nmodule.exports = class extends require('conf') {}\n"
)


def test_a_package_that_main_takes_over_is_not_packed(tmp_path: Path) -> None:
    script = "const words = require('words')\nconst Store = require('electron-store')\nconst store = new Store()\nshow(words, store.get('theme'))\n"
    done = migrate(tmp_path, script + _PLAIN + _STORE + _HTML + _PAGE)
    assert "electron-store" not in done.script
    assert "require('words')" in done.script
    assert [step for step in done.steps if step in ("page-build", "isolate-w1")] == ["page-build", "isolate-w1"]


def test_builtins_that_packages_load_come_by_the_npm_packages_of_their_names(tmp_path: Path) -> None:
    package = _PACKAGE + "const { EventEmitter } = require('events')\nmodule.exports = new EventEmitter()\n"
    done = migrate(tmp_path, "const words = require('words')\nshow(words)\n" + package + _HTML + _PAGE)
    assert list(json.loads(done.files["package.json"])["devDependencies"]) == ["electron", "esbuild", "events"]
    assert "isolate-w1" in done.steps


def test_a_use_of_it_that_stays_keeps_the_page_from_being_packed(tmp_path: Path) -> None:
    script = "const words = require('words')\nconst Store = require('electron-store')\nshow(words, new Store({ schema }).store.on)\nhand(Store)\n"
    done = migrate(tmp_path, script + _PLAIN + _STORE + _HTML + _PAGE)
    assert "page-build" not in done.steps


def test_a_second_plan_is_empty(tmp_path: Path) -> None:
    done = migrate(tmp_path / "one", "const words = require('words')\nshow(words)\n" + _PLAIN + _HTML + _PAGE)
    again = migrate(tmp_path / "two", "".join(f"//- {path}\n{text}" for path, text in done.files.items()))
    assert again.steps == []
    assert [finding.message for finding in again.plan.scan.findings if finding.rule == "node-module-in-page"] == []


def test_another_page_of_the_app_is_not_taken_for_packed(tmp_path: Path) -> None:
    """A build of one page says nothing of the others."""
    done = migrate(
        tmp_path / "one",
        "const words = require('words')\nshow(words)\n" + _PLAIN + _HTML + _PAGE
        + "//- main.js\nconst { app, BrowserWindow } = require('electron')\napp.whenReady().then(() => {\n"
        "  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\n  win.loadFile('index.html')\n"
        "  const more = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\n  more.loadFile('more.html')\n})\n"
        "//- more.html\n<script>const x = require('missing'); show(require('missing'), x)</script>\n",
    )  # fmt: skip
    assert "page-build" in done.steps
    assert "isolate-w2" in done.held
    again = migrate(tmp_path / "two", "".join(f"//- {path}\n{text}" for path, text in done.files.items()))
    assert [finding.place.path for finding in again.plan.scan.findings if finding.rule == "node-module-in-page"] == ["more.html", "more.html"]
    assert "isolate-w2" in again.held


def test_names_that_handlers_use_are_put_on_window(tmp_path: Path) -> None:
    done = migrate(tmp_path, "const words = require('words')\nfunction go () { show(words) }\n" + _PLAIN + _HTML + '<p onclick="go()"></p>\n' + _PAGE)
    assert done.script.endswith("// for handlers and other scripts of the page\nObject.assign(window, { go })\n")


def test_an_inline_script_that_loads_one_file_becomes_a_tag(tmp_path: Path) -> None:
    page = "<script>\n  require('./lib/start')\n</script>\n"
    done = migrate(tmp_path, "//- lib/start.js\nconst words = require('words')\nshow(words)\n" + _PLAIN + _HTML + page)
    assert done.files["index.html"] == '<script src="bundle/lib/start.js"></script>\n'


def test_what_starts_the_app_builds_first(tmp_path: Path) -> None:
    scripts = '{\n    "start": "electron .",\n    "prestart": "npm run icons",\n    "dist": "electron-builder",\n    "test": "ava"\n  }'
    done = migrate(tmp_path, "require('words')\n" + _PLAIN + _HTML + _PAGE + _MANIFEST + f',\n  "scripts": {scripts}\n}}\n')
    assert _scripts(done) == {
        "start": "electron .",
        "prestart": "npm run build:pages && npm run icons",
        "dist": "electron-builder",
        "test": "ava",
        "build:pages": "node esbuild.config.mjs",
        "predist": "npm run build:pages",
    }


def test_other_package_managers_get_no_hidden_steps(tmp_path: Path) -> None:
    more = ',\n  "scripts": {\n    "start": "electron ."\n  }\n}\n//- yarn.lock\n# yarn lockfile v1\n'
    done = migrate(tmp_path, "require('words')\n" + _PLAIN + _HTML + _PAGE + _MANIFEST + more)
    assert _scripts(done) == {"start": "yarn run build:pages && electron .", "build:pages": "node esbuild.config.mjs"}


def test_what_is_built_gets_into_the_package(tmp_path: Path) -> None:
    more = ',\n  "build": {\n    "files": [\n      "main.js",\n      "index.html"\n    ]\n  }\n}\n'
    done = migrate(tmp_path, "require('words')\n" + _PLAIN + _HTML + _PAGE + _MANIFEST + more)
    assert "bundle/renderer.js" in json.loads(done.files["package.json"])["build"]["files"]


def test_the_build_can_be_wanted_and_refused(tmp_path: Path) -> None:
    text = "const a = require('./a')\na.run()\n//- a.js\nexports.run = () => { go() }\n" + _HTML + _PAGE
    assert "page-build" not in migrate(tmp_path / "fit", text).steps
    assert "page-build" in migrate(tmp_path / "esbuild", text, options=_with("esbuild")).steps
    kept = migrate(tmp_path / "keep", text, options=_with("keep"))
    assert "require('./a')" in kept.script
    assert "isolate-w1" in kept.held
    assert "page-build" not in migrate(tmp_path / "esm", "require('words')\n" + _PLAIN + _HTML + _PAGE, options=_with("esm")).steps


HELD = {
    "a builtin in the package": (_PACKAGE + "const fs = require('fs')\n", "words needs Node's fs"),
    "a builtin further down": (
        _PACKAGE + "require('./lib')\n//- node_modules/words/lib/index.js\nrequire('more')\n"
        '//- node_modules/more/package.json\n{"name": "more"}\n//- node_modules/more/index.js\nrequire("crypto")\n',
        "more needs Node's crypto",
    ),
    "a global of Node's in the package": (_PACKAGE + "module.exports = Buffer.from('x')\n", "words needs Node's Buffer"),
    "a package of the package that is not there": (_PACKAGE + "require('more')\n", "words loads more, which is not installed"),
    "not installed": ("", "words is not installed"),
    "a part that stays Node's": (_PLAIN + "//- extra.js\nrequire('fs').createReadStream('x')\n", "stays (extra.js"),
}


@pytest.mark.parametrize("case", HELD)
def test_what_would_need_node_is_not_packed(tmp_path: Path, case: str) -> None:
    more, why = HELD[case]
    extra = "require('./extra')\n" if "extra.js" in more else ""
    done = migrate(tmp_path, "require('words')\n" + extra + more + _HTML + _PAGE)
    assert any(why in reason for reason in done.manual), done.manual
    assert "isolate-w1" in done.held
    assert done.files["index.html"] == _PAGE


PACKED = {
    "it only says so": "// require('fs')\nmodule.exports = 'process.cwd()'\n",
    "a name of its own": "const process = { nextTick: setTimeout }\nprocess.nextTick(f)\nfunction f () {}\n",
    "asked for first": "module.exports = typeof process === 'object' && process.platform\n",
}


@pytest.mark.parametrize("case", PACKED)
def test_what_only_looks_like_node_is_packed(tmp_path: Path, case: str) -> None:
    done = migrate(tmp_path, "require('words')\n" + _PACKAGE + PACKED[case] + _HTML + _PAGE)
    assert "page-build" in done.steps


def test_a_file_for_browsers_is_followed_in_place_of_the_one_for_node(tmp_path: Path) -> None:
    package = (
        '//- node_modules/words/package.json\n{"name": "words", "browser": {"./node.js": "./web.js", "fs": false}}\n'
        "//- node_modules/words/index.js\nrequire('./node')\nrequire('fs')\n//- node_modules/words/node.js\nrequire('net')\n//- node_modules/words/web.js\n1\n"
    )
    assert "page-build" in migrate(tmp_path, "require('words')\n" + package + _HTML + _PAGE).steps


def test_two_scripts_that_share_a_module_are_not_packed_apart(tmp_path: Path) -> None:
    page = _PAGE + '<script src="other.js"></script>\n'
    done = migrate(tmp_path, "require('words')\n//- other.js\nrequire('words')\n" + _PLAIN + _HTML + page)
    assert any("words is loaded by renderer.js and other.js of index.html, and would be there twice" in reason for reason in done.manual), done.manual
    assert done.files["index.html"] == page
