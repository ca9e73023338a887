"""Which pages look at uncaught errors, so that listeners of the bridge run in a microtask there."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

LISTENER = "const { ipcRenderer } = require('electron')\nipcRenderer.on('saved', (event, name) => {\n  show(name)\n})\n"
PLAIN = "window.electronAPI.onSaved((name) => {\n  show(name)\n})\n"
DEFERRED = "window.electronAPI.onSaved((name) => { queueMicrotask(() => {\n  show(name)\n}) })\n"


@pytest.mark.parametrize(
    "code",
    [
        "window.addEventListener('error', report)\n",
        "addEventListener('error', report)\n",
        "window.onerror = report\n",
        "process.on('uncaughtException', report)\n",
        "const Sentry = window.Sentry\nSentry.init({ dsn: 'x' })\n",
    ],
)
def test_a_listener_of_a_page_that_reports_errors_throws_in_the_page(code: str, tmp_path: Path) -> None:
    assert DEFERRED in migrate(tmp_path, LISTENER + code).script


@pytest.mark.parametrize(
    "code",
    [
        "image.onerror = report\n",
        "video.addEventListener('error', report)\n",
        "request.onerror = function () { report() }\n",
        "window.addEventListener('unhandledrejection', report)\n",
        "// sentry is for later\n",
        "if (window.onerror === null) start()\n",
    ],
)
def test_errors_of_one_thing_and_rejections_are_the_pages_own(code: str, tmp_path: Path) -> None:
    assert migrate(tmp_path, LISTENER + code).script == PLAIN + code
