"""Small apps for tests of facts, written as one text with `//- path` lines, and what is known of them as tables of short texts."""

from __future__ import annotations

from pathlib import Path

from electron_migrate.app.app import read_app
from electron_migrate.code.source import Place
from electron_migrate.facts.link import Facts, link
from electron_migrate.kit.harness import app_of
from electron_migrate.plan.transform import Example

Rows = list[tuple[str, ...]]


def facts_of(folder: Path, text: str, *, electron: str = "9.4.1") -> Facts:
    """The facts of an app. What `text` does not give is that of the transforms' examples: main.js, index.html, package.json.

    The text before the first `//- path` line is renderer.js. Raises NotAnApp as `read_app` does.
    """
    for path, data in app_of(Example("", text, None, electron=electron)).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return link(read_app(folder))


def sites(facts: Facts, path: str = "renderer.js") -> list[str]:
    """`line: module: name` of every use of Electron and Node in a file, as the tables name it."""
    return [f"{_line(facts, site.place)}: {site.module}: {site.name}" for site in facts.sites if site.unit.path == path]


def windows(facts: Facts) -> Rows:
    """Kind, place, pages, preload, and why not all pages are known."""
    return [
        (window.model.kind, f"{window.model.place.path}:{_line(facts, window.model.place)}", " ".join(window.pages), window.model.preload or "-", window.open_end)
        for window in facts.windows
    ]  # fmt: skip


def preferences(facts: Facts, number: int = 1) -> dict[str, str]:
    """Value and source of each preference of window `number` (from 1): `on written`, `off default`, `? dynamic`."""
    words = {True: "on", False: "off", None: "?"}
    return {
        name: f"{words[one.value] if not isinstance(one.value, str) else one.value} {one.source}"
        for name, one in facts.windows[number - 1].model.preferences.items()
    }


def processes(facts: Facts) -> dict[str, str]:
    """`process: why` by path."""
    return {path: f"{fact.process.value}: {fact.why}" for path, fact in facts.files.items()}


def channels(facts: Facts) -> Rows:
    """Name, senders and receivers as `kind path:line`."""

    def uses(places: object) -> str:
        assert isinstance(places, tuple)
        return ", ".join(f"{use.kind} {use.place.path}:{_line(facts, use.place)}" for use in places)

    return [
        (f"{'?' if channel.dynamic else ''}{channel.name}", uses(channel.senders), uses(channel.receivers)) for channel in facts.channels
    ]


def _line(facts: Facts, place: Place) -> int:
    return facts.sources[place.path].position(place.span.start).line
