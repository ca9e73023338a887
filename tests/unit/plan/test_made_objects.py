"""Tray icons and notifications that a page makes: what main checks, what goes together, and what cannot be served."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

_HEAD = "const { remote } = require('electron')\n"
_PATH = "const path = require('path')\n"


def test_main_takes_only_the_options_that_pages_pass(tmp_path: Path) -> None:
    migrated = migrate(
        tmp_path,
        _HEAD + "new remote.Notification({ title: 'a', silent: true }).show()\nnew remote.Notification({ title: 'b', body: text }).show()\n",
    )
    handlers = migrated.files["ipc-handlers.js"]
    assert "options = pick(options, ['body', 'silent', 'title'])\n  const notification = new Notification(options)" in handlers


def test_an_icon_is_a_file_below_the_folder_that_the_page_starts_at(tmp_path: Path) -> None:
    migrated = migrate(tmp_path, _HEAD + _PATH + "const tray = new remote.Tray(path.join(__dirname, 'icon.png'))\ntray.setToolTip('x')\n")
    handlers = migrated.files["ipc-handlers.js"]
    assert "const tray = new Tray(inside(__dirname, image))" in handlers
    assert "TODO" not in handlers


def test_an_icon_from_elsewhere_is_left_to_look_at(tmp_path: Path) -> None:
    migrated = migrate(tmp_path, _HEAD + _PATH + "const tray = new remote.Tray(path.join(where, 'icon.png'))\ntray.setToolTip('x')\n")
    handlers = migrated.files["ipc-handlers.js"]
    assert "const tray = new Tray(image)" in handlers
    assert "TODO(electron-migrate:validate) the page names the file of the icon" in handlers


def test_an_icon_whose_calls_cannot_be_served_keeps_its_menu(tmp_path: Path) -> None:
    """A live tray takes no list of items."""
    script = (
        _HEAD + "const menu = remote.Menu.buildFromTemplate([{ label: 'x' }])\nconst tray = new remote.Tray('icon.png')\n"
        "tray.setContextMenu(menu)\ntray.getTitle = () => 'mine'\n"
    )
    assert migrate(tmp_path, script).script == script


def test_events_of_all_that_is_made_are_told_to_the_page_that_made_it(tmp_path: Path) -> None:
    migrated = migrate(
        tmp_path,
        _HEAD + "const one = new remote.Notification({ title: 'a' })\none.on('click', () => { first() })\none.show()\n"
        "const two = new remote.Notification({ title: 'b' })\ntwo.on('close', () => { second() })\ntwo.show()\n",
    )
    handlers = migrated.files["ipc-handlers.js"]
    assert handlers.count("on('notifications:create'") == 1
    assert "notification.on('click', () => { tellMaker(event, 'notifications:onClick', id) })" in handlers
    assert "notification.on('close', () => { tellMaker(event, 'notifications:onClose', id) })" in handlers


def test_a_tray_icon_without_its_menu(tmp_path: Path) -> None:
    menu = "tray.setContextMenu(remote.Menu.buildFromTemplate([{ label: 'x', click: () => { act() } }]))\n"
    migrated = migrate(tmp_path, f"{_HEAD}const tray = new remote.Tray('a.png')\n{menu}button.onclick = () => tray.setContextMenu(null)\n")
    assert "button.onclick = () => tray.removeContextMenu()" in migrated.script
    assert "madeBy(event, Tray, id).setContextMenu(null)" in migrated.files["ipc-handlers.js"]


@pytest.mark.parametrize(
    "use",
    [
        "let tray = new remote.Tray('a.png')\ntray = other(tray)\n",
        "class App {\n  start () { this.tray = new remote.Tray('a.png') }\n}\nrun(App)\n",
        "const tray = new remote.Tray('a.png')\ntray.setImage(image(1))\n",
        "const tray = new remote.Tray(...files)\ntray.setToolTip('x')\n",
        "const tray = new remote.Tray(remote.nativeImage.createEmpty())\ntray.setToolTip('x')\n",
        "const note = new remote.Notification({ title: 'a', icon: image })\nnote.show()\n",
        "const note = new remote.Notification(options)\nnote.show()\n",
        "const note = new remote.Notification({ title: 'a' })\nnote.on('click', act)\nnote.removeAllListeners('click')\n",
        "const note = new remote.Notification({ title: 'a' })\nsend({ note })\n",
        "const made = []\nfor (const text of texts) made.push(new remote.Notification({ title: text }))\n",
        "use(x instanceof remote.Tray)\n",
    ],
)
def test_it_stays_where_its_whole_life_is_not_seen(tmp_path: Path, use: str) -> None:
    migrated = migrate(tmp_path, _HEAD + use)
    assert "new remote." in migrated.script or "instanceof remote." in migrated.script
    assert "create(" not in migrated.script


def test_a_variable_of_electrons_type_keeps_it(tmp_path: Path) -> None:
    migrated = migrate(
        tmp_path,
        "//- index.html\n<script type='module' src='page.ts'></script>\n//- page.ts\nimport { remote, Tray } from 'electron'\n"
        "let tray: Tray | null = null\nfunction show () {\n  tray = new remote.Tray('icon.png')\n  tray.setToolTip('x')\n}\nshow()\n",
    )
    assert "new remote.Tray('icon.png')" in migrated.files["page.ts"]
