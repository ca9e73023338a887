"""What becomes of bytes that a page reads: text, base64, a Uint8Array, or more than that."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate


@pytest.mark.parametrize(
    ("uses", "asked"),
    [
        ("show(JSON.parse(data), '' + data)", "readTextFileSync"),
        ("show(data.toString(), data.toString('UTF8'))", "readTextFileSync"),
        ("show(data && data.toString('base64'))", "readBase64FileSync"),
        ("show(data.toString('base64'), data.length)", "readFileSync"),
        ("show(new Uint8Array(data), [...data], data.slice(2).buffer)", "readFileSync"),
        ("weigh(data)\nfunction weigh (bytes) { return bytes ? bytes.byteLength : 0 }", "readFileSync"),
        ("new TextDecoder('latin1').decode(data)", "readFileSync"),
        ("let copy = null\ncopy = data\nshow(copy[0])", "readFileSync"),
        ("show(data)", ""),
        ("weigh(data)\nfunction weigh (bytes) { return bytes.toString('hex') }", ""),
        ("show(data.slice(2).readUInt8(0))", ""),
        ("show(data.toString(encoding))", ""),
        ("let copy = other\ncopy = data\nshow(copy[0])", ""),
        ("module.exports = data", ""),
    ],
)
def test_a_call_reads_what_is_used(uses: str, asked: str, tmp_path: Path) -> None:
    page = migrate(tmp_path, f"const fs = require('fs')\nconst data = fs.readFileSync('a')\n{uses}\n").script
    assert ("fs.readFileSync('a')" in page if not asked else f"electronAPI.fs.{asked}('a')" in page), page
