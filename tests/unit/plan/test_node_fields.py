"""Modules of Node's, and stores, that a class keeps in a field go with their last use."""

from __future__ import annotations

from pathlib import Path

from plan_app import migrate


def test_a_store_that_a_class_keeps(tmp_path: Path) -> None:
    page = (
        "const Store = require('electron-store')\nclass Prefs {\n  constructor () {\n    this.store = new Store()\n    this.name = 'prefs'\n  }\n\n"
        "  set (key, value) { this.store.set(key, value) }\n}\nnew Prefs().set('a', 1)\n"
    )
    done = migrate(tmp_path, page)
    assert done.script == (
        "class Prefs {\n  constructor () {\n    this.name = 'prefs'\n  }\n\n  set (key, value) { window.electronAPI.store.set(key, value) }\n}\nnew Prefs().set('a', 1)\n"
    )
    assert "nodeIntegration: false" in done.files["main.js"]


def test_a_service_with_a_module_that_nothing_uses_and_one_that_is_used(tmp_path: Path) -> None:
    page = (
        "class Service {\n  constructor () {\n    this.fs = window.require('fs')\n    this.processes = window.require('child_process')\n  }\n\n"
        "  read (name, done) { this.fs.readFile(name, 'utf8', done) }\n}\nuse(new Service())\n"
    )
    done = migrate(tmp_path, page)
    assert "require" not in done.script
    assert "tryReadTextFile(name)" in done.script


def test_a_module_that_is_still_needed_stays(tmp_path: Path) -> None:
    page = "class Service {\n  constructor () { this.fs = require('fs') }\n  open (name) { return this.fs.openSync(name) }\n}\nuse(new Service())\n"
    done = migrate(tmp_path, page)
    assert "this.fs = require('fs')" in done.script
