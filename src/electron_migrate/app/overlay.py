"""An app as it would be with other bytes in some of its files: the state that a plan leads to, without touching the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from electron_migrate.app.app import App
from electron_migrate.app.pages import read_pages
from electron_migrate.app.paths import PAGE_ENDINGS
from electron_migrate.code.source import Source


def with_files(app: App, changed: Mapping[str, bytes]) -> App:
    """The app with these files (bytes as on disk, BOM included) instead of, or besides, its own."""
    if not changed:
        return app
    files = {**app.tree.files, **{path: Source.of(path, raw) for path, raw in changed.items()}}
    tree = replace(app.tree, files=dict(sorted(files.items())), names=app.tree.names | changed.keys())
    pages = read_pages(tree) if any(path.endswith(PAGE_ENDINGS) for path in changed) else app.pages
    return replace(app, tree=tree, pages=pages)
