"""Pages and preloads of webviews that scripts make: a guest has no bridge of the window's."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

TABS = (
    "const { ipcRenderer } = require('electron')\nipcRenderer.send('ready')\n"
    "const tab = { url: `file://${__dirname}/settings.html` }\nroot.innerHTML = `<webview src=\"${tab.url}\"></webview>`\n"
)
SETTINGS = "//- settings.html\n<script src='settings.js'></script>\n//- settings.js\nconst { ipcRenderer } = require('electron')\nipcRenderer.send('saved')\n"
SHOWN = "is shown by a webview or by a window that a page makes, or may be: there it has no bridge of the window's."


def test_a_page_that_a_webview_may_show_keeps_its_access(tmp_path: Path) -> None:
    done = migrate(tmp_path, TABS + SETTINGS)
    assert "window.electronAPI.ready()" in done.script
    assert "ipcRenderer.send('saved')" in done.files["settings.js"]
    assert any(f"settings.html {SHOWN}" in one for one in done.manual)


@pytest.mark.parametrize("link", ["location.href = 'settings.html'\n", "show(`<a href=\"settings.html\">`)\n"], ids=["goes there", "a link"])
def test_one_that_the_window_goes_to_as_well_is_its_page(link: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, TABS + link + SETTINGS)
    assert "window.electronAPI.saved()" in done.files["settings.js"]


def test_nor_has_one_that_a_page_loads_into_a_window_of_its_making(tmp_path: Path) -> None:
    made = "const { remote } = require('electron')\nconst win = new remote.BrowserWindow({ show: false })\nwin.loadURL(addressOf('settings.html'))\n"
    done = migrate(tmp_path, made + SETTINGS)
    assert "ipcRenderer.send('saved')" in done.files["settings.js"]
    assert any(f"settings.html {SHOWN}" in one for one in done.manual)


def test_without_webviews_it_is_a_page_of_the_window(tmp_path: Path) -> None:
    done = migrate(tmp_path, TABS.replace("webview", "iframe") + SETTINGS)
    assert "window.electronAPI.saved()" in done.files["settings.js"]


def test_a_script_of_both_pages_keeps_its_access(tmp_path: Path) -> None:
    shared = "require('./tell')\n"
    tell = "//- tell.js\nconst { ipcRenderer } = require('electron')\nipcRenderer.send('told')\n"
    done = migrate(tmp_path, TABS + shared + SETTINGS + shared + tell)
    assert "ipcRenderer.send('told')" in done.files["tell.js"]


@pytest.mark.parametrize(
    "made",
    [
        "root.innerHTML = `<webview ${own ? 'preload=\"guest.js\"' : ''}>`\n",
        "const view = document.createElement('webview')\nview.setAttribute('preload', './guest.js')\n",
    ],
    ids=["in a text", "by a method"],
)
def test_the_preload_that_a_script_gives_a_guest_is_no_script_of_the_page(made: str, tmp_path: Path) -> None:
    guest = "//- guest.js\nconst { ipcRenderer } = require('electron')\nipcRenderer.send('guest')\n"
    done = migrate(tmp_path, made + "require('./guest')\n" + guest)
    assert "ipcRenderer.send('guest')" in done.files["guest.js"]
    assert any("The file runs in a preload and in a page" in one for one in done.manual)
