"""Paths of files that a user chose or dropped, in apps for an Electron that takes them away."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of

from electron_migrate.findings.catalogue import find_all


def _found(folder: Path, script: str, electron: str) -> list[tuple[str, str]]:
    text = f"//- index.html\n<script src='renderer.js'></script>\n//- renderer.js\n{script}"
    return [
        (one.finding.message, one.finding.severity.name)
        for one in find_all(facts_of(folder, text, electron=electron))
        if one.finding.rule == "file-path-in-page"
    ]


@pytest.mark.parametrize(
    ("script", "count"),
    [
        ("ondrop = (event) => { show(event.dataTransfer.files[0].path) }\n", 1),
        ("input.onchange = ({ target }) => {}\ninput.onchange = (e) => { const file = e.target.files[0]; show(file.path, file.name) }\n", 1),
        ("for (const file of this.$refs.input.files) show(file.path)\nconst [{ path }] = document.getElementById('a').files\n", 2),
        ("const { files } = event.dataTransfer; [...files].filter(Boolean).forEach((file, at) => show(file.path, at.path))\n", 1),
        ("show(event.dataTransfer.items[0].getAsFile().path, (event.target.files || event.dataTransfer.files).item(0).path)\n", 2),
        ("show(torrent.files[0].path)\nfor (const file of torrent.files) show(file.path)\n", 0),
        ("const file = { path: 'a' }\nshow(file.path)\n", 0),
        ("let file = event.target.files[0]\nfile = other\nshow(file.path)\n", 0),
        ("for (const file in event.target.files) show(file.path)\n", 0),
    ],
    ids=[
        "dropped",
        "chosen, by a name",
        "of elements",
        "each",
        "by methods",
        "a list of the app's own",
        "another file",
        "a name with other values",
        "keys",
    ],
)
def test_what_is_taken_for_a_file_of_the_user(script: str, count: int, tmp_path: Path) -> None:
    assert len(_found(tmp_path, script, "32.0.0")) == count


@pytest.mark.parametrize(("electron", "severities"), [("28.0.0", []), ("29.0.0", ["note"]), ("31.2.0", ["note"]), ("32.0.0", ["warning"])])
def test_it_depends_on_the_electron(electron: str, severities: list[str], tmp_path: Path) -> None:
    found = _found(tmp_path, "ondrop = (event) => { show(event.dataTransfer.files[0].path) }\n", electron)
    assert [severity for _, severity in found] == severities
