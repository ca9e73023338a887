"""Makes small apps on disk for the tests of the readers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from electron_migrate.app.tree import Tree, read_tree

MAIN = "const { app } = require('electron')\napp.whenReady().then(() => {})\n"


def make(root: Path, files: Mapping[str, object]) -> Path:
    """Writes `files` below `root`: bytes and strings as they are, everything else as JSON. Returns `root`."""
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            place.write_bytes(content)
        else:
            place.write_bytes((content if isinstance(content, str) else json.dumps(content, indent=2)).encode())
    return root


def tree_of(root: Path, files: Mapping[str, object], *, exclude: tuple[str, ...] = ()) -> Tree:
    return read_tree(make(root, files), exclude)


def package(**fields: object) -> dict[str, object]:
    """A package.json that depends on Electron 12."""
    return {"name": "sample", "version": "1.0.0", "devDependencies": {"electron": "^12.0.0"}, **fields}
