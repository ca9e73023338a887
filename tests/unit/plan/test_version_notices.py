"""What is said of Electron's version where the windows that a scan shows cannot be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from electron_migrate.options import Options
from electron_migrate.pipeline import scan

PAGE = "<script>const { ipcRenderer } = require('electron'); ipcRenderer.send('x')</script>\n"


def notices(folder: Path, *, manifest: str, page: str, electron: int | None) -> list[str]:
    (folder / "package.json").write_text(manifest)
    (folder / "main.js").write_text("const { BrowserWindow } = require('electron')\nconst win = new BrowserWindow({ width: 300 })\nwin.loadFile('index.html')\n")
    (folder / "index.html").write_text(page)
    return [problem.message for problem in scan(folder, Options(electron=electron)).problems]


@pytest.mark.parametrize("electron", [None, 12])
def test_pages_that_use_node_in_windows_that_an_undeclared_electron_isolates(electron: int | None, tmp_path: Path) -> None:
    (message,) = notices(tmp_path, manifest='{ "main": "main.js" }', page=PAGE, electron=electron)
    assert message.startswith("no version of Electron is declared")
    assert "--electron" in message


@pytest.mark.parametrize(
    ("manifest", "page", "electron"),
    [
        ('{ "main": "main.js", "devDependencies": { "electron": "12.0.0" } }', PAGE, None),
        ('{ "main": "main.js" }', "<p>\n", None),
        ('{ "main": "main.js" }', PAGE, 4),
    ],
    ids=["it is declared", "pages without Node", "the version is said, and gives pages Node"],
)
def test_nothing_is_said_where_the_two_agree(manifest: str, page: str, electron: int | None, tmp_path: Path) -> None:
    assert notices(tmp_path, manifest=manifest, page=page, electron=electron) == []
