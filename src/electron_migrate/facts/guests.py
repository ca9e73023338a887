"""Guests that pages embed by `<webview>` tags: the scripts of the app that are their preloads."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from electron_migrate.app.app import App
from electron_migrate.app.pages import Page, resolve_url
from electron_migrate.code.markup import Tag


def guest_preload(app: App, page: Page, tag: Tag) -> str | None:
    """The file of the app that a tag names as its guest's preload; None where it names none, or nothing of the app."""
    address = tag.value("preload")
    return resolve_url(app.tree, page.path, page.base, address).path if address else None


def guest_preloads(app: App, read: Collection[str]) -> Iterator[tuple[str, Tag, str]]:
    """Each page with a tag and the preload of its guest, where both were `read`."""
    for page in app.pages:
        for tag in page.webviews:
            preload = guest_preload(app, page, tag)
            if preload is not None and preload in read and page.path in read:
                yield page.path, tag, preload
