"""npm packages of pages without a bundler get script tags of the builds that are installed, in the step that takes Node from their window."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

from electron_migrate.options import Options

ESM = Options(ignore=("unchecked-ipc-handler",), page_modules="esm")
_JQUERY = (
    '//- node_modules/jquery/package.json\n{"name": "jquery", "version": "3.6.0", "main": "dist/jquery.js"}\n'
    "//- node_modules/jquery/dist/jquery.js\nwindow.jQuery = window.$ = jQuery\n"
)
_UMD = (
    '//- node_modules/tally/package.json\n{"name": "tally", "version": "1.0.0", "main": "tally"}\n'
    "//- node_modules/tally/tally.js\n"
    "(function (global, factory) {\n"
    "  typeof exports === 'object' && typeof module !== 'undefined' ? module.exports = factory() :\n"
    "  typeof define === 'function' && define.amd ? define(factory) :\n"
    "  (global = global || self, global.Tally = factory());\n"
    "}(this, function () { return 1 }));\n"
)
_HTML = "//- index.html\n"
_PAGE = '<script src="renderer.js"></script>\n'
_TAG = '<script src="node_modules/tally/tally.js"></script>\n'

FORMS = {
    "a name": ("const tally = require('tally')\ntally()\n", "const tally = window.Tally\ntally()\n"),
    "a member": ("var sum = require('tally').sum, x = 1;\nsum(x);\n", "var sum = window.Tally.sum, x = 1;\nsum(x);\n"),
    "taken apart": ("const { sum } = require('tally')\nsum()\n", "const { sum } = window.Tally\nsum()\n"),
    "on the way": ("function f () { return require('tally')() }\nf()\n", "function f () { return window.Tally() }\nf()\n"),
    "given to its own global": ("window.Tally = require('tally')\nTally()\n", "Tally()\n"),
    "given to another one": ("window.sums = require('tally')\nsums()\n", "window.sums = window.Tally\nsums()\n"),
    "for what it does": ("require('tally')\nshow(1)\n", "show(1)\n"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_universal_module_comes_in_a_script_tag(tmp_path: Path, form: str) -> None:
    before, script = FORMS[form]
    done = migrate(tmp_path, before + _UMD + _HTML + _PAGE)
    assert done.script == script
    assert done.files["index.html"] == _TAG + _PAGE
    assert {"isolate-w1", "sandbox-w1"} <= set(done.steps)


def test_it_goes_with_the_node_of_the_window_and_not_before(tmp_path: Path) -> None:
    done = migrate(tmp_path, "require('tally')\n" + _UMD + _HTML + _PAGE)
    assert {file.path for step in done.plan.steps if step.group.id == "isolate-w1" for file in step.files} >= {"index.html", "main.js", "renderer.js"}
    held = migrate(tmp_path / "held", "require('tally')\nrequire('fs').openSync('x')\n" + _UMD + _HTML + _PAGE)
    assert "isolate-w1" in held.held
    assert "require('tally')" in held.script


def test_the_known_ways_around_module_and_require_go(tmp_path: Path) -> None:
    page = (
        "<script>window.nodeRequire = require; delete window.require; delete window.module</script>\n"
        '<script>if (typeof module === "object") {window.module = module; module = undefined;}</script>\n'
        '<script src="node_modules/jquery/dist/jquery.js"></script>\n'
        "<script>if (window.module) module = window.module;</script>\n"
    )
    done = migrate(tmp_path, "const $ = nodeRequire('jquery')\n$()\n" + _JQUERY + _HTML + page + _PAGE)
    assert done.files["index.html"] == '<script src="node_modules/jquery/dist/jquery.js"></script>\n' + _PAGE
    assert done.script == "const $ = window.jQuery\n$()\n"


def test_what_stands_for_require_is_only_called(tmp_path: Path) -> None:
    page = "<script>window.nodeRequire = require; delete window.require</script>\n"
    done = migrate(tmp_path, "start(nodeRequire)\n" + _HTML + page + _PAGE)
    assert "isolate-w1" in done.held
    assert page in done.files["index.html"]


def test_an_inline_script_that_only_sets_globals_becomes_the_tag(tmp_path: Path) -> None:
    page = "<head>\n  <script>window.$ = window.jQuery = require('jquery');</script>\n</head>\n"
    done = migrate(tmp_path, "$.go()\n" + _JQUERY + _HTML + page + _PAGE)
    assert done.files["index.html"] == '<head>\n  <script src="node_modules/jquery/dist/jquery.js"></script>\n</head>\n' + _PAGE


def test_deferred_scripts_get_a_deferred_tag(tmp_path: Path) -> None:
    done = migrate(tmp_path, "require('tally')()\n" + _UMD + _HTML + '<script defer src="renderer.js"></script>\n')
    assert done.files["index.html"] == '<script defer src="node_modules/tally/tally.js"></script>\n<script defer src="renderer.js"></script>\n'


def test_a_global_with_another_meaning_in_the_page_is_not_named(tmp_path: Path) -> None:
    done = migrate(tmp_path, "const $ = document.querySelector.bind(document)\nrequire('jquery')($('p'))\n" + _JQUERY + _HTML + _PAGE)
    assert "window.jQuery($('p'))" in done.script


_OTHER = '//- node_modules/tally/package.json\n{"name": "tally", "version": "1.0.0"}\n//- node_modules/tally/index.js\n'
HELD = {
    "not installed": ("require('tally')\n", "tally is not installed"),
    "CommonJS only": ("require('tally')\n" + _OTHER + "module.exports = 1\n", "tally 1.0.0 has no build for script tags"),
    "a universal module that loads Node's": (
        "require('tally')\n" + _UMD.replace("return 1", "return require('fs')"),
        "tally 1.0.0 loads other modules",
    ),
    "a file of it": ("require('tally/more')\n" + _UMD + "//- node_modules/tally/more.js\n1\n", "tally/more is one file of a package"),
    "the global is another thing": (
        "function Tally () {}\nconst tally = require('tally')\ntally(Tally)\n" + _UMD,
        "no global that is still its own",
    ),
    "a global that is replaced": ("const tally = require('tally')\nwindow.Tally = wrap(tally)\n" + _UMD, "no global that is still its own"),
    "another build beside it": (
        "require('jquery')\n" + _JQUERY + _HTML + '<script src="vendor/jquery.min.js"></script>\n' + _PAGE + "//- vendor/jquery.min.js\n1\n",
        "index.html loads vendor/jquery.min.js beside the package jquery",
    ),
    "a base": ("require('tally')\n" + _UMD + _HTML + '<base href="x/">\n' + "<script src='../renderer.js'></script>\n", "has a <base>"),
}


@pytest.mark.parametrize("case", HELD)
def test_a_package_that_is_not_known_to_do_the_same_stays(tmp_path: Path, case: str) -> None:
    text, why = HELD[case]
    done = migrate(tmp_path, text if _HTML in text else text + _HTML + _PAGE, options=ESM)
    assert any(why in reason for reason in done.manual), done.manual
    assert "isolate-w1" in done.held
    assert "require(" in done.script


def test_a_page_of_two_windows_stays(tmp_path: Path) -> None:
    main = (
        "//- main.js\nconst { app, BrowserWindow } = require('electron')\nfunction open () {\n"
        "  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\n  win.loadFile('index.html')\n}\n"
        "function more () {\n  const other = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\n  other.loadFile('index.html')\n}\n"
        "app.whenReady().then(open).then(more)\n"
    )
    done = migrate(tmp_path, "require('tally')\n" + _UMD + _HTML + _PAGE + main, options=ESM)
    assert any("index.html is shown by several windows" in reason for reason in done.manual)
    assert done.files["index.html"] == _PAGE


def test_packages_are_not_followed_out_of_the_app(tmp_path: Path) -> None:
    app, outside = tmp_path / "app", tmp_path / "outside"
    outside.mkdir()
    (outside / "package.json").write_text('{"name": "tally", "version": "1.0.0", "main": "tally.js"}')
    (outside / "tally.js").write_text(_UMD.split("tally.js\n", 1)[1])
    (app / "node_modules").mkdir(parents=True)
    (app / "node_modules" / "tally").symlink_to(outside, target_is_directory=True)
    done = migrate(app, "require('tally')\n" + _HTML + _PAGE)
    assert any("tally is not installed" in reason for reason in done.manual)
