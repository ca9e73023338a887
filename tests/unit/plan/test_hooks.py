"""Handles that hooks of React, and refs of Vue, keep."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate
from test_component_state import bundled

ELECTRON = "import { remote } from 'electron'\n"
VUE = "//- index.html\n<script type=module src='src/main.js'></script>\n//- src/main.js\nimport App from './App.vue'\ncreateApp(App)\n//- renderer.js\n//- src/App.vue\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "import { useState } from 'react'\nexport function A () {\n  const [win] = useState(remote.getCurrentWindow())\n  return () => win.close()\n}\n",
            "export function A () {\n  return () => window.electronAPI.window.close()\n}\n",
        ),
        (
            "import { useEffect as run, useState } from 'react'\nfunction A () {\n"
            "  const [win, setWin] = useState(() => remote.getCurrentWindow())\n  run(() => win.close())\n}\n",
            "import { useEffect as run } from 'react'\nfunction A () {\n  run(() => window.electronAPI.window.close())\n}\n",
        ),
        (
            "import * as React from 'react'\nfunction A () {\n  const win = React.useMemo(() => { return remote.getCurrentWindow() }, [])\n"
            "  return <p onClick={() => win.close()} />\n}\n",
            "import * as React from 'react'\nfunction A () {\n  return <p onClick={() => window.electronAPI.window.close()} />\n}\n",
        ),
        (
            "const { useRef } = require('react')\nexport function A () {\n  const win = useRef(remote.getCurrentWindow())\n"
            "  return () => win.current.close()\n}\n",
            "export function A () {\n  return () => window.electronAPI.window.close()\n}\n",
        ),
        (
            "import { useRef } from 'react'\nexport function A () {\n  const win = useRef<Electron.BrowserWindow>(remote.getCurrentWindow())\n"
            "  return () => win.current.close()\n}\n",
            "export function A () {\n  return () => window.electronAPI.window.close()\n}\n",
        ),
        # the lists of hooks
        (
            "import { useCallback, useEffect, useState } from 'react'\nfunction A ({ n }) {\n  const [win] = useState(remote.getCurrentWindow())\n"
            "  useEffect(() => { win.show() }, [win])\n  return useCallback(() => { if (n) win.close() }, [n, win])\n}\n",
            "import { useCallback, useEffect } from 'react'\nfunction A ({ n }) {\n"
            "  useEffect(() => { window.electronAPI.window.show() }, [])\n"
            "  return useCallback(() => { if (n) window.electronAPI.window.close() }, [n])\n}\n",
        ),
    ],
)
def test_a_handle_that_a_hook_keeps(tmp_path: Path, before: str, after: str) -> None:
    done = bundled(tmp_path, ELECTRON + before)
    assert done.manual == []
    assert done.files["src/nav.tsx"].removeprefix(ELECTRON) == after


@pytest.mark.parametrize(
    "code",
    [
        "const [win, setWin] = useState(remote.getCurrentWindow())\n  g(() => win.close(), () => setWin(other))",
        "const [[win]] = useState(remote.getCurrentWindow())\n  win.close()",
        "const [, win] = useState(remote.getCurrentWindow())\n  win.close()",
        "const win = useRef(remote.getCurrentWindow())\n  win.current = other\n  win.current.close()",
        "const win = useRef(remote.getCurrentWindow())\n  use(win)\n  win.current.close()",
        "const win = useMemo(() => { count(); return remote.getCurrentWindow() }, [])\n  win.close()",
        "let win = useMemo(() => remote.getCurrentWindow(), [])\n  win = other\n  win.close()",
        "const [win] = useOther(remote.getCurrentWindow())\n  win.close()",
    ],
)  # fmt: skip
def test_what_may_be_something_else_stays(tmp_path: Path, code: str) -> None:
    text = f"import {{ useMemo, useRef, useState }} from 'react'\nimport {{ useOther }} from 'other'\n{ELECTRON}function A () {{\n  {code}\n}}\n"
    done = bundled(tmp_path, text)
    assert done.files["src/nav.tsx"] == text
    assert any("remote.currentWindow(): The window is kept or handed on" in reason for reason in done.manual)


def test_a_hook_of_the_apps_own(tmp_path: Path) -> None:
    text = f"{ELECTRON}function useState (win) {{ return [wrap(win)] }}\nfunction A () {{\n  const [win] = useState(remote.getCurrentWindow())\n  win.close()\n}}\n"
    assert "win.close()" in bundled(tmp_path, text).files["src/nav.tsx"]


def test_what_it_answers_is_data(tmp_path: Path) -> None:
    text = f"import {{ useState }} from 'react'\n{ELECTRON}function A () {{\n  const [big] = useState(remote.getCurrentWindow().isMaximized())\n  show(big)\n}}\n"
    done = bundled(tmp_path, text)
    assert done.manual == []
    assert "const [big] = useState(window.electronAPI.window.isMaximizedSync())\n  show(big)" in done.files["src/nav.tsx"]


@pytest.mark.parametrize("ref", ["ref", "shallowRef"])
def test_a_ref_of_vue(tmp_path: Path, ref: str) -> None:
    head = f"import {{ {ref} }} from 'vue'\n{ELECTRON}const win = {ref}(remote.getCurrentWindow())\n"
    script = "function close () { win.value.close() }\n"
    done = migrate(tmp_path / "a", f"{VUE}<template><p @click='close' /></template>\n<script setup>\n{head}{script}</script>\n")
    assert done.manual == []
    assert done.files["src/App.vue"] == (
        "<template><p @click='close' /></template>\n<script setup>\nfunction close () { window.electronAPI.window.close() }\n</script>\n"
    )
    done = migrate(tmp_path / "b", f"{VUE}<template><p @click='win.close()' /></template>\n<script setup>\n{head}{script}</script>\n")
    assert head in done.files["src/App.vue"]
    assert "win.value.close()" in done.files["src/App.vue"]


def test_a_name_that_a_template_uses_stays(tmp_path: Path) -> None:
    head = f"{ELECTRON}const win = remote.getCurrentWindow()\n"
    page = f"{VUE}<template><p @click='win.close()' /></template>\n<script setup>\n{head}win.show()\n</script>\n"
    done = migrate(tmp_path, page)
    assert done.files["src/App.vue"] == page.partition("src/App.vue\n")[2].replace("win.show()", "window.electronAPI.window.show()")
    assert "isolate-w1" in done.held
