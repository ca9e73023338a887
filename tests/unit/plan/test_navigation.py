"""`--navigation own-pages`: windows stay with the app's own pages where none of them is seen to lead elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import Migrated, migrate

from electron_migrate.options import Options

MADE = "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })"
MAIN = (
    "//- main.js\nconst { app, BrowserWindow } = require('electron')\n{top}app.whenReady().then(() => {\n  {made}\n  win.loadFile('index.html')\n})\n"
)
SENDING = "require('electron').ipcRenderer.send('save', 1)\n"
PAGE = '//- index.html\n<a href="#top">Top</a><a href="index.html?help">Help</a>\n<script src="renderer.js"></script>\n'


def migrated(tmp_path: Path, *, made: str = MADE, top: str = "", script: str = SENDING, page: str = PAGE, navigation: str = "own-pages") -> Migrated:
    app = MAIN.replace("{made}", made).replace("{top}", top)
    return migrate(tmp_path, f"{script}{app}{page}", options=Options(navigation=navigation))


def lines(done: Migrated) -> list[str]:
    return [line.strip() for line in done.files["main.js"].splitlines() if line.strip().startswith(("keepToOwnPages(", "openNoWindows("))]


def test_a_window_is_kept_to_its_pages(tmp_path: Path) -> None:
    done = migrated(tmp_path)
    assert lines(done) == ["keepToOwnPages(win)", "openNoWindows(win)"]
    assert "const { keepToOwnPages, openNoWindows } = require('./trusted-ipc')" in done.files["main.js"]
    assert "if (!isOwnPage(url)) event.preventDefault()" in done.files["trusted-ipc.js"]
    assert "navigation-w1" in done.steps


def test_it_is_offered_and_not_forced(tmp_path: Path) -> None:
    assert lines(migrated(tmp_path, navigation="free")) == []


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ("const win = new BrowserWindow({ webPreferences: { nodeIntegration: true } }) // the window", "// the window\n  keepToOwnPages(win)\n"),
        ("let win\n  win = new BrowserWindow({ webPreferences: { nodeIntegration: true } });", "\n  keepToOwnPages(win);\n"),
        ("const win = this.win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })", None),
        ("let win\n  if (!win) win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })", None),
        ("const make = () => new BrowserWindow({ webPreferences: { nodeIntegration: true } })\n  const win = make()", None),
    ],
)
def test_the_line_stands_behind_the_window(made: str, expected: str | None, tmp_path: Path) -> None:
    main = migrated(tmp_path, made=made).files["main.js"]
    assert (expected in main) if expected is not None else "keepToOwnPages(" not in main


@pytest.mark.parametrize(
    ("script", "page"),
    [
        ("window.open('index.html')\n", PAGE),
        ("link.target = '_blank'\n", PAGE),
        ("", PAGE.replace("<a ", '<a target="help" ', 1)),
    ],
)
def test_pages_that_open_windows_go_on_doing_so(script: str, page: str, tmp_path: Path) -> None:
    assert lines(migrated(tmp_path, script=SENDING + script, page=page)) == ["keepToOwnPages(win)"]


@pytest.mark.parametrize(
    ("script", "page", "top"),
    [
        ("", PAGE.replace("#top", "https://example.org"), ""),
        ("", PAGE.replace("#top", "mailto:me@example.org"), ""),
        ("", PAGE.replace("renderer.js", "https://example.org/lib.js") + '<script src="renderer.js"></script>\n', ""),
        ("location.href = address\n", PAGE, ""),
        ("location.assign(`https://example.org/${name}`)\n", PAGE, ""),
        ("show('<a href=\"https://example.org\">')\n", PAGE, ""),
        ("", PAGE, "app.on('web-contents-created', (event, contents) => contents.on('will-navigate', check))\n"),
    ],
)
def test_a_window_that_may_have_to_go_elsewhere_is_left(script: str, page: str, top: str, tmp_path: Path) -> None:
    assert lines(migrated(tmp_path, script=SENDING + script, page=page, top=top)) == []


def test_a_window_that_shows_what_is_not_known_is_left(tmp_path: Path) -> None:
    assert lines(migrated(tmp_path, made=f"{MADE}\n  win.loadURL(address)")) == []


def test_a_page_that_goes_to_its_own_pages_is_fine(tmp_path: Path) -> None:
    assert lines(migrated(tmp_path, script=f"{SENDING}location.href = 'index.html#a'; location.search = '?b'\n")) == ["keepToOwnPages(win)", "openNoWindows(win)"]
