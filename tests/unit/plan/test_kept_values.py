"""Fields and properties that keep what main answered, or a property was: a value of the page's own from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

HEAD = "const { remote } = require('electron')\n"
DARK = "window.matchMedia('(prefers-color-scheme: dark)').matches"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # what it was then, and not what it is now
        (
            "class A {\n  constructor () { this.dark = remote.nativeTheme.shouldUseDarkColors }\n  f () { show(this.dark) }\n}\n",
            f"class A {{\n  constructor () {{ this.dark = {DARK} }}\n  f () {{ show(this.dark) }}\n}}\n",
        ),
        (
            "const a = { dark: remote.nativeTheme.shouldUseDarkColors, f () { return this.dark } }\nshow(a.f(), a.dark)\n",
            f"const a = {{ dark: {DARK}, f () {{ return this.dark }} }}\nshow(a.f(), a.dark)\n",
        ),
        (
            "class A {\n  version = remote.app.getVersion()\n  f () { return this.version.split('.') }\n}\n",
            "class A {\n  version = window.electronAPI.app.version\n  f () { return this.version.split('.') }\n}\n",
        ),
        # a live object is the same at any time
        (
            "class A {\n  constructor () { this.win = remote.getCurrentWindow() }\n  f () { show(this.win.id) }\n}\n",
            "class A {\n  constructor () { }\n  f () { show(window.electronAPI.window.id) }\n}\n",
        ),
    ],
)
def test_what_is_kept_is_data(tmp_path: Path, before: str, after: str) -> None:
    done = migrate(tmp_path, HEAD + before)
    assert done.manual == []
    assert done.script == after
