"""Guests that pages embed by `<webview>` tags: the scripts of the app that are their preloads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from electron_migrate.app.app import App
from electron_migrate.app.pages import Page, resolve_url
from electron_migrate.code.markup import Tag
from electron_migrate.code.source import Span
from electron_migrate.facts.origins import Origins, UnitId
from electron_migrate.facts.paths import targets
from electron_migrate.facts.summary import Call, Concat, Literal, Template, UnitSummary, Value


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


def guests_given_preloads(origins: Origins, units: Mapping[UnitId, UnitSummary], read: Collection[str]) -> Iterator[tuple[UnitId, Span, str]]:
    """Where scripts of pages give a webview its preload, a file that was `read`: `view.preload = …`, `view.setAttribute('preload', …)`."""
    for unit, summary in units.items():
        for one in summary.assignments:
            if one.name == "preload":
                known = {target.file for target in targets(origins, unit, one.value) if target.file in read} or _by_its_end(one.value, read)
                yield from ((unit, one.span, file) for file in sorted(file for file in known if file is not None))


def _by_its_end(value: Value, read: Collection[str]) -> set[str]:
    """The one file that a path can mean whose beginning is only known when the app runs: that of the app, or a folder that the preload tells."""
    texts = [part for part in _texts(value) if part.endswith((".js", ".cjs", ".ts"))]
    end = texts[-1].lstrip("./") if texts else ""
    found = {file for file in read if file == end or file.endswith(f"/{end}")} if end else set[str]()
    return found if len(found) == 1 else set()


def _texts(value: Value) -> Iterator[str]:
    match value:
        case Literal(value=str(text)):
            yield text
        case Concat(left=left, right=right):
            yield from _texts(left)
            yield from _texts(right)
        case Template(parts=parts):
            for part in parts:
                yield from (part,) if isinstance(part, str) else _texts(part)
        case Call(arguments=arguments):
            for one in arguments:
                yield from _texts(one)
