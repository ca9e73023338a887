"""Comments that accept a finding: in every kind of comment, about the right line, with a reason."""

from __future__ import annotations

import pytest

from electron_migrate.code.source import Source
from electron_migrate.gate.suppressions import Suppression, read_suppressions


def read(text: str, path: str = "a.js") -> list[Suppression]:
    return list(read_suppressions({path: Source.of(path, text.encode())}))


FORMS = {
    "own line": ("// electron-migrate-ignore raw-ipc: needed\nf()\n", 2),
    "end of line": ("f() // electron-migrate-ignore raw-ipc: needed\n", 1),
    "block": ("/* electron-migrate-ignore raw-ipc: needed */\nf()\n", 2),
    "document": ("/** electron-migrate-ignore raw-ipc: needed */\nf()\n", 2),
    "block before code on its line": ("  f() /* electron-migrate-ignore raw-ipc: needed */\n", 1),
    "html": ("<p></p>\n<!-- electron-migrate-ignore raw-ipc: needed -->\n<webview>\n", 3),
    "html after a tag": ("<webview> <!-- electron-migrate-ignore raw-ipc: needed -->\n", 1),
    "jsx": ("<div>\n  {/* electron-migrate-ignore raw-ipc: needed */}\n  <a>\n", 3),
    "crlf": ("x\r\n// electron-migrate-ignore raw-ipc: needed\r\nf()\r\n", 3),
    "above another": ("// electron-migrate-ignore raw-ipc: needed\n// electron-migrate-ignore\nf()\n", 3),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_line_that_it_is_about(form: str) -> None:
    text, line = FORMS[form]
    one = read(text)[0]
    assert (one.line, one.rules, one.reason, one.error) == (line, ("raw-ipc",), "needed", "")


def test_several_rules() -> None:
    (one,) = read("// electron-migrate-ignore raw-ipc, remote-use: both: as agreed\nf()\n")
    assert (one.rules, one.reason) == (("raw-ipc", "remote-use"), "both: as agreed")


@pytest.mark.parametrize(
    ("rest", "error"),
    [
        ("", "it names no rule"),
        (": because", "it names no rule"),
        (" raw-ipc", "it gives no reason after a colon"),
        (" raw-ipc:  ", "it gives no reason after a colon"),
        (" raw-ipc because", "it names no rule"),
    ],
)
def test_what_is_missing(rest: str, error: str) -> None:
    assert [one.error for one in read(f"// electron-migrate-ignore{rest}\nf()\n")] == [error]


@pytest.mark.parametrize("text", ["// electron-migrate-ignored x: y\n", "// not electron-migrate-ignore x: y\n", "f('electron-migrate-ignore x: y')\n"])
def test_other_text_is_none(text: str) -> None:
    assert read(text) == []


def test_data_files_hold_no_comments() -> None:
    assert read('{ "a": "// electron-migrate-ignore x: y" }', "a.json") == []
