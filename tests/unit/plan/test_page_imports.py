"""npm packages of pages without a bundler that have no build for script tags: an import map and their ES modules, from Electron 12 on."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import Migrated, migrate

from electron_migrate.options import Options

ESM = Options(ignore=("unchecked-ipc-handler",), page_modules="esm")
_TALLY = (
    '//- node_modules/tally/package.json\n{"name": "tally", "version": "1.0.0", "main": "tally.cjs", "module": "dist/tally.mjs"}\n'
    "//- node_modules/tally/tally.cjs\nexports.sum = require('./sum.cjs')\n"
    "//- node_modules/tally/dist/tally.mjs\nimport { add } from './add.js'\nexport { add }\nexport * from './more.js'\n"
    "export function sum () { return add(1, 2) }\nexport let late\nlate = 1\n"
    "//- node_modules/tally/dist/add.js\nexport const add = (a, b) => a + b\n"
    "//- node_modules/tally/dist/more.js\nconst a = 1\nexport { a as one }\n"
)
_WHOLE = (
    '//- node_modules/whole/package.json\n{"name": "whole", "version": "2.0.0", "exports": {".": {"require": "./w.cjs", "default": "./w.js"}}}\n'
    "//- node_modules/whole/w.cjs\nfunction f () {}\nmodule.exports = f\n"
    "//- node_modules/whole/w.js\nexport default function f () {}\n"
)
_HTML = "//- index.html\n"
_PAGE = '<script src="renderer.js"></script>\n'
_MODULE = '<script type="module" src="renderer.js"></script>\n'


def _map(**packages: str) -> str:
    inside = ",\n".join(f'    "{name}": "{file}"' for name, file in packages.items())
    return f'<script type="importmap">\n  {{ "imports": {{\n{inside}\n  }} }}\n</script>\n'


_OF_TALLY = _map(tally="./node_modules/tally/dist/tally.mjs")
_OF_WHOLE = _map(whole="./node_modules/whole/w.js")


def _plan(folder: Path, text: str, *, electron: str = "12.2.3", options: Options = ESM) -> Migrated:
    return migrate(folder, text if _HTML in text else text + _HTML + _PAGE, electron=electron, options=options)


FORMS = {
    "a list of names": ("const { sum, add: plus } = require('tally')\nplus(sum(), 1)\n", "import { sum, add as plus } from 'tally'\nplus(sum(), 1)\n", _OF_TALLY),
    "a name passed on": ("const { one } = require('tally')\nshow(one)\n", "import { one } from 'tally'\nshow(one)\n", _OF_TALLY),
    "a member": ("const add = require('tally').sum;\nadd();\n", "import { sum as add } from 'tally';\nadd();\n", _OF_TALLY),
    "members": ("const t = require('tally')\nt.sum(t.one)\n", "import * as t from 'tally'\nt.sum(t.one)\n", _OF_TALLY),
    "a single value": ("const w = require('whole')\nw(new w())\n", "import w from 'whole'\nw(new w())\n", _OF_WHOLE),
    "two packages": (
        "const w = require('whole'), { sum } = require('tally');\nw(sum());\n",
        "import w from 'whole';\nimport { sum } from 'tally';\nw(sum());\n",
        _map(tally="./node_modules/tally/dist/tally.mjs", whole="./node_modules/whole/w.js"),
    ),
}


@pytest.mark.parametrize("options", [ESM, Options(ignore=("unchecked-ipc-handler",))], ids=["esm", "fit"])
@pytest.mark.parametrize("form", FORMS)
def test_an_import_map_leads_to_the_es_module(tmp_path: Path, form: str, options: Options) -> None:
    before, script, tag = FORMS[form]
    done = _plan(tmp_path, before + _TALLY + _WHOLE, options=options)
    assert done.script == script, done.manual
    assert done.files["index.html"] == tag + _MODULE
    assert {"isolate-w1", "sandbox-w1"} <= set(done.steps)
    assert not done.manual


def test_electron_11_has_no_import_maps(tmp_path: Path) -> None:
    done = _plan(tmp_path, "const { sum } = require('tally')\nsum()\n" + _TALLY, electron="11.5.0")
    assert done.files["index.html"] == _PAGE
    assert "isolate-w1" in done.held


def test_a_page_in_a_folder_and_a_file_that_it_loads(tmp_path: Path) -> None:
    done = _plan(
        tmp_path,
        "1\n//- main.js\nconst { app, BrowserWindow } = require('electron')\napp.whenReady().then(() => {\n"
        "  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\n  win.loadFile('pages/index.html')\n})\n"
        "//- pages/index.html\n<body>\n  <script>require('./page.js')</script>\n</body>\n"
        "//- pages/page.js\nconst { show } = require('../lib/show.js')\nshow()\n"
        "//- lib/show.js\nconst { sum } = require('tally')\nmodule.exports.show = () => sum()\n" + _TALLY + _HTML + "<p>\n",
    )
    assert done.files["lib/show.js"] == "import { sum } from 'tally'\nexport const show = () => sum()\n", done.manual
    assert done.files["pages/index.html"] == (
        '<body>\n  <script type="importmap">\n    { "imports": {\n      "tally": "../node_modules/tally/dist/tally.mjs"\n    } }\n  </script>\n'
        "  <script type=\"module\">import './page.js'</script>\n</body>\n"
    )


def test_a_script_tag_where_there_is_a_build_for_it(tmp_path: Path) -> None:
    jquery = (
        '//- node_modules/jquery/package.json\n{"name": "jquery", "version": "3.6.0", "main": "dist/jquery.js"}\n'
        "//- node_modules/jquery/dist/jquery.js\nwindow.jQuery = window.$ = jQuery\n"
    )
    done = _plan(tmp_path, "const $ = require('jquery')\nconst { sum } = require('tally')\n$(sum())\n" + _TALLY + jquery)
    assert done.script == "const $ = window.jQuery\nimport { sum } from 'tally'\n$(sum())\n", done.manual
    assert '<script src="node_modules/jquery/dist/jquery.js"></script>\n' in done.files["index.html"]
    assert _OF_TALLY in done.files["index.html"]


def test_it_goes_with_the_node_of_the_window_and_not_before(tmp_path: Path) -> None:
    done = _plan(tmp_path, "const { sum } = require('tally')\nrequire('fs').openSync(sum())\n" + _TALLY)
    assert "isolate-w1" in done.held
    assert done.files["index.html"] == _PAGE


_USE = "const { sum } = require('tally')\nsum()\n"
_ENTRY = "export function sum () { return add(1, 2) }"
HELD = {
    "no export by that name": ("const { total } = require('tally')\ntotal()\n" + _TALLY, "takes total, which is no export by that name"),
    "a member that is none": ("const t = require('tally')\nt.total()\n" + _TALLY, "takes total of tally"),
    "an export that is assigned": ("const { late } = require('tally')\nlate()\n" + _TALLY, "takes late"),
    "an export that is assigned in another file": (
        "const { late } = require('tally')\nlate()\n" + _TALLY.replace("import { add }", "import { add, past as late }").replace("export { add }", "export { add, late }")
        .replace("export let late\nlate = 1\n", "").replace("a + b\n", "a + b\nexport let past\npast = 1\n"),
        "takes late",
    ),
    "the whole": ("const t = require('tally')\nshow(t)\n" + _TALLY, "uses tally as a whole"),
    "a call of several exports": ("const t = require('tally')\nt()\n" + _TALLY, "uses tally as a whole"),
    "a member that is written": ("const t = require('tally')\nt.sum = 1\n" + _TALLY, "uses tally as a whole"),
    "members of a single value": ("const w = require('whole')\nw.f()\n" + _WHOLE, "takes f of whole"),
    "a default beside others": ("const w = require('whole')\nw()\n" + _WHOLE.replace("module.exports = f", "module.exports = f\nexports.g = 1"), "uses whole as a whole"),
    "for what it does": ("require('tally')\n" + _TALLY, "loads tally for what it does"),
    "on the way": ("function f () { const { sum } = require('tally'); sum() }\nf()\n" + _TALLY, "only when it gets there"),
    "after something": ("start()\nconst { sum } = require('tally')\nsum()\n" + _TALLY, "an import runs before"),
    "another package": (_USE + _TALLY.replace("'./add.js'", "'adder'"), "imports adder, which a browser does not find"),
    "no extension": (_USE + _TALLY.replace("'./add.js'", "'./add'"), "dist/add is no script of the package"),
    "a builtin": (_USE + _TALLY.replace("'./add.js'", "'fs'"), "imports fs"),
    "a global of Node's": (_USE + _TALLY.replace("a + b", "process.env.NODE_ENV"), "needs process"),
    "an import on the way": (_USE + _TALLY.replace("a + b", "import('./x.js')"), "imports something once it runs"),
    "newer syntax": (_USE + _TALLY.replace("export const add", "class A { static { start() } }\nexport const add"), "newer than import maps"),
    "a private name that is asked for": (
        _USE + _TALLY.replace("export const add", "class A { #b = 1; is (x) { return #b in x } }\nexport const add"),
        "newer than import maps",
    ),
    "attributes": (_USE + _TALLY.replace("'./add.js'", "'./add.js' with { type: 'js' }"), "newer than import maps"),
    "no ES module": (_USE + _TALLY.replace(_ENTRY, "exports.sum = 1"), "needs exports"),
    "another file for browsers": (
        _USE + _TALLY.replace('"main"', '"browser": {"./dist/add.js": "./dist/b.js"}, "main"'),
        "another file for browsers",
    ),
    "a policy": (
        _USE + _TALLY + _HTML + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">\n" + _PAGE,
        "lets no import map in",
    ),
    "an import map": (_USE + _TALLY + _HTML + '<script type="importmap">{}</script>\n' + _PAGE, "has an import map already"),
    "a base": (_USE + _TALLY + _HTML + '<base href="x/">\n<script src="../renderer.js"></script>\n', "has a <base>"),
    "a name that others of the page use": (
        "const t = require('tally')\nt.sum()\n" + _TALLY + _HTML + _PAGE + "<script>function f () { t.sum() }</script>\n",
        "gives t to other scripts",
    ),
}


@pytest.mark.parametrize("case", HELD)
def test_what_is_not_known_to_be_the_same_stays(tmp_path: Path, case: str) -> None:
    text, why = HELD[case]
    done = _plan(tmp_path, text)
    assert any(why in reason for reason in done.manual), done.manual
    assert "isolate-w1" in done.held
    assert "require(" in done.script


@pytest.mark.parametrize("policy", ["img-src 'self'", "script-src 'self' 'unsafe-inline'"])
def test_a_policy_that_lets_inline_scripts_in(tmp_path: Path, policy: str) -> None:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    assert _plan(tmp_path, _USE + _TALLY + _HTML + meta + _PAGE).files["index.html"] == meta + _OF_TALLY + _MODULE


def test_a_name_of_the_import_map_is_no_finding(tmp_path: Path) -> None:
    done = _plan(tmp_path, "import { sum } from 'tally'\nsum()\n" + _TALLY + _HTML + _OF_TALLY + _MODULE)
    assert not done.manual
    assert "isolate-w1" in done.steps
    other = _plan(tmp_path / "other", "import { sum } from 'tally'\nsum()\n" + _TALLY + _HTML + _MODULE)
    assert any("package tally by import" in reason for reason in other.manual)
