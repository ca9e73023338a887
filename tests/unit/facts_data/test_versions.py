"""What the tables say about Electron's majors."""

from __future__ import annotations

import pytest

from electron_migrate.facts.tables import TableError
from electron_migrate.facts.versions import (
    ProcessKind,
    default_preference,
    load_versions,
    milestone,
    module_available,
    parse_versions,
    preference_value,
)


@pytest.mark.parametrize(
    ("name", "major", "expected"),
    [
        ("nodeIntegration", 4, True),
        ("nodeIntegration", 5, False),
        ("contextIsolation", 11, False),
        ("contextIsolation", 12, True),
        ("webviewTag", 4, True),
        ("webviewTag", 5, False),
        ("enableRemoteModule", 9, True),
        ("enableRemoteModule", 10, False),
        ("nodeIntegrationInWorker", 45, False),
        ("nodeIntegrationInSubFrames", 45, False),
        ("worldSafeExecuteJavaScript", 11, False),
        ("worldSafeExecuteJavaScript", 12, True),
        ("nativeWindowOpen", 14, False),
        ("nativeWindowOpen", 15, True),
    ],
)
def test_default_of_a_preference(name: str, major: int, expected: bool) -> None:  # noqa: FBT001
    assert default_preference(name, major, {}) is expected


@pytest.mark.parametrize(
    ("major", "written", "expected"),
    [
        (15, {}, False),
        (16, {}, True),
        (16, {"preload": "/preload.js"}, False),
        (19, {"sessionPreloads": True}, False),
        (19, {"nodeIntegration": True}, False),
        (19, {"nodeIntegration": False}, True),
        (20, {"preload": "/preload.js"}, True),
        (20, {"nodeIntegration": True, "contextIsolation": False}, False),
        (20, {"nodeIntegrationInWorker": True}, False),
        (20, {"contextIsolation": False}, True),
    ],
)
def test_sandbox_depends_on_what_is_written(major: int, written: dict[str, object], expected: bool) -> None:  # noqa: FBT001
    assert default_preference("sandbox", major, written) is expected


def test_a_value_that_is_not_known_counts_as_set() -> None:
    assert default_preference("sandbox", 18, {"preload": None}) is False
    assert default_preference("sandbox", 30, {"nodeIntegration": None}) is False


def test_webview_tag_followed_node_integration_before_5() -> None:
    assert default_preference("webviewTag", 4, {"nodeIntegration": False}) is False


def test_what_is_written_wins() -> None:
    assert preference_value("contextIsolation", 20, {"contextIsolation": False}) is False
    assert preference_value("preload", 20, {}) is False


def test_an_unknown_preference_is_an_error() -> None:
    with pytest.raises(KeyError):
        default_preference("nodeIntegrationn", 20, {})


@pytest.mark.parametrize(
    ("id", "major"),
    [
        ("bridge", 8), ("invoke", 7), ("structured-clone", 8), ("context-isolated-flag", 13), ("remote-removed", 14), ("sender-frame", 12),
        ("node-prefix", 16), ("top-level-await", 12), ("optional-chaining", 8), ("file-path-removed", 32), ("web-utils", 29),
        ("sender-frame-null", 33), ("clipboard-main-only", 44),
    ],
)  # fmt: skip
def test_milestone(id: str, major: int) -> None:
    assert milestone(id) == major


@pytest.mark.parametrize(
    ("module", "process", "major", "expected"),
    [
        ("ipcRenderer", "sandboxed", 9, True),
        ("contextBridge", "node", 7, False),
        ("contextBridge", "sandboxed", 8, True),
        ("shell", "node", 45, True),
        ("shell", "sandboxed", 9, False),
        ("clipboard", "node", 43, True),
        ("clipboard", "node", 44, False),
        ("clipboard", "sandboxed", 9, False),
        ("clipboard", "main", 45, True),
        ("desktopCapturer", "sandboxed", 16, True),
        ("desktopCapturer", "node", 17, False),
        ("screen", "node", 5, True),
        ("screen", "node", 6, False),
        ("remote", "node", 13, True),
        ("remote", "node", 14, False),
        ("webUtils", "sandboxed", 28, False),
        ("webUtils", "sandboxed", 29, True),
        ("dialog", "main", 9, True),
        ("dialog", "node", 9, False),
        ("noSuchModule", "main", 45, False),
    ],
)
def test_module_by_process(module: str, process: str, major: int, expected: bool) -> None:  # noqa: FBT001
    assert module_available(module, process, major) is expected


def test_modules_of_a_process() -> None:
    assert {"app", "BrowserWindow", "dialog", "shell", "clipboard"} <= load_versions().modules_of(ProcessKind.MAIN)
    assert "app" not in load_versions().modules_of("sandboxed")


HEAD = "newest = 45\noldest_output = 9\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("newest = 45", "`oldest_output`"),
        (HEAD + '[[milestone]]\nid = "a"\nmajor = 1\nwhat = "b"\nsource = "c"\nwhy = "d"', r"milestone\[0\] a: unknown field 'why'"),
        (HEAD + '[[milestone]]\nid = "a"\nwhat = "b"\nsource = "c"', r"milestone\[0\] a: `major` is missing"),
        (HEAD + '[[preference]]\nname = "a"\nsource = "c"\ndefaults = [{ since = 5 }]', r"preference\[0\] a: `defaults` start"),
        ("newest =", "versions.toml: "),
    ],
)
def test_a_wrong_table_names_the_row(text: str, complaint: str) -> None:
    with pytest.raises(TableError, match=complaint):
        parse_versions(text)
