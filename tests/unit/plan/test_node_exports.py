"""Functions of Node's that one script of a page hands on to another go with their last use, and what an async function makes of them is data."""

from __future__ import annotations

from pathlib import Path

from plan_app import migrate

FILES = "//- files.js\nconst fs = require('fs')\nconst { promisify } = require('util')\n"


def test_promisified_functions_that_another_script_uses_go_with_their_last_use(tmp_path: Path) -> None:
    page = "import { readFile, stat } from './files.js'\nreadFile('a', 'utf8').then(show)\nstat('a').then((found) => show(found.size))\n"
    done = migrate(tmp_path, page + FILES + "export const readFile = promisify(fs.readFile)\nexport const stat = fs.promises.stat\n")
    assert done.files["files.js"].strip() == ""
    assert done.script == "window.electronAPI.fs.readTextFile('a').then(show)\nwindow.electronAPI.fs.stat('a').then((found) => show(found.size))\n"


def test_so_do_properties_of_exports(tmp_path: Path) -> None:
    page = "const { readFile, unlink } = require('./files')\nreadFile('a', 'utf8').then(show)\nunlink('a')\n"
    done = migrate(tmp_path, page + FILES + "const readFile = promisify(fs.readFile)\nexports.readFile = readFile\nmodule.exports.unlink = fs.promises.unlink\n")
    assert done.files["files.js"].strip() == ""


def test_what_nothing_used_before_stays(tmp_path: Path) -> None:
    page = "const { readFile } = require('./files')\nreadFile('a', 'utf8').then(show)\n"
    done = migrate(tmp_path, page + FILES + "exports.readFile = promisify(fs.readFile)\nexports.stat = promisify(fs.stat)\n")
    assert done.files["files.js"] == "const fs = require('fs')\nconst { promisify } = require('util')\nexports.stat = promisify(fs.stat)\n"


def test_what_is_still_used_stays(tmp_path: Path) -> None:
    page = "const { readFile, open } = require('./files')\nreadFile('a', 'utf8').then(show)\nopen('a', 'r').then(show)\n"
    done = migrate(tmp_path, page + FILES + "exports.readFile = promisify(fs.readFile)\nexports.open = promisify(fs.open)\n")
    assert done.files["files.js"] == "const fs = require('fs')\nconst { promisify } = require('util')\nexports.open = promisify(fs.open)\n"


def test_what_an_async_function_gives_is_data_of_the_page(tmp_path: Path) -> None:
    page = (
        "const fs = require('fs')\nasync function load (name) {\n  const text = await fs.promises.readFile(name, 'utf8')\n  return text.length\n}\n"
        "async function size (name) { return fs.statSync(name).size }\nload('a').then(show)\nsize('a').then(show)\n"
    )
    done = migrate(tmp_path, page)
    assert "require" not in done.script
    assert "nodeIntegration: false" in done.files["main.js"]


def test_a_name_that_only_a_template_uses_is_used(tmp_path: Path) -> None:
    view = "//- view.vue\n<template>\n  <p>{{ sep }}</p>\n</template>\n<script setup>\nimport { sep, stat } from './files.js'\nstat('a').then(show)\n</script>\n"
    page = "import view from './view.vue'\nshow(view)\n"
    files = "//- files.js\nimport path from 'path'\nimport fs from 'fs'\nexport const sep = path.sep\nexport const stat = fs.promises.stat\n"
    done = migrate(tmp_path, page + view + files)
    assert "export const sep = path.sep" in done.files["files.js"]
    assert "import { sep" in done.files["view.vue"]
