"""The IPC map: windows, the files of their pages and preloads, channels, and the files of main, as boxes and lines of a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from electron_migrate.report.layout import count

Json = Mapping[str, Any]

_ROW = 26
_TOP = 34
_WIDTHS = (190, 240, 250, 240)
_GAP = 80
_LEFT = 10
_COLUMNS = ("Windows", "Pages and preloads", "Channels", "Main")


@dataclass(frozen=True, slots=True)
class Box:
    """One node. `kind`: window, file, channel or main; `marks`: `orphan`, `generic`. `note` is what is wrong with it, or what it is."""

    id: str
    kind: str
    value: str
    """What a click filters by: a window id, a path, a channel's name."""
    label: str
    note: str
    marks: tuple[str, ...]
    x: int
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """From box to box. `kind`: shows, message, request, sync, push."""

    start: str
    end: str
    kind: str
    path: str
    """SVG path data."""


@dataclass(frozen=True, slots=True)
class IpcMap:
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    heads: tuple[tuple[str, int], ...]
    """Column titles with their x."""
    width: int
    height: int


def ipc_map(document: Json) -> IpcMap:
    """The map of a scan document; without boxes where the app has no channels."""
    channels: Sequence[Json] = document["channels"]
    processes = {file["path"]: file["process"] for file in document["files"]}
    windows_of = {file["path"]: file["windows"] for file in document["files"]}
    generic = {finding["path"] for finding in document["findings"] if finding["rule"] == "generic-bridge"}
    ends = [(channel, use, use in channel["senders"]) for channel in channels for use in (*channel["senders"], *channel["receivers"])]
    in_pages = sorted({use["path"] for _, use, _ in ends if _is_page(use, processes)})
    in_main = sorted({use["path"] for _, use, _ in ends if not _is_page(use, processes)})
    windows = [window for window in document["windows"] if any(window["id"] in windows_of.get(path, ()) for path in in_pages)]
    if not channels:
        return IpcMap((), (), (), 0, 0)
    columns: tuple[list[tuple[str, str, str, str, str, tuple[str, ...]]], ...] = (
        [(f"w:{one['id']}", "window", one["id"], f"{one['id']}  {_short(one['pages'])}", f"made at {one['site']['path']}", ()) for one in windows],
        [(f"f:{path}", "file", path, path, processes.get(path, ""), ("generic",) if path in generic else ()) for path in in_pages],
        [
            (f"c:{one['name']}", "channel", one["name"], one["name"], "; ".join(one["problems"]) or _ends(one), _marks(one))
            for one in _ordered(channels)
        ],
        [(f"m:{path}", "main", path, path, processes.get(path, ""), ()) for path in in_main],
    )
    tallest = max(len(column) for column in columns)
    boxes: dict[str, Box] = {}
    x = _LEFT
    heads = []
    for title, width, column in zip(_COLUMNS, _WIDTHS, columns, strict=True):
        heads.append((title, x))
        # shorter columns are spread over the height of the longest
        step = _ROW * max(1.0, min(3.0, tallest / max(1, len(column))))
        for index, (id, kind, value, label, note, marks) in enumerate(column):
            boxes[id] = Box(id, kind, value, label, note, marks, x, round(_TOP + index * step), width)
        x += width + _GAP
    lines = list(_lines(boxes, windows, windows_of, ends, processes))
    height = max(box.y for box in boxes.values()) + 2 * _ROW
    return IpcMap(tuple(boxes.values()), tuple(lines), tuple(heads), x - _GAP + _LEFT, height)


def _lines(
    boxes: Mapping[str, Box], windows: Iterable[Json], windows_of: Mapping[str, Sequence[str]], ends: Iterable[tuple[Json, Json, bool]], processes: Mapping[str, str]
) -> Iterable[Line]:
    for window in windows:
        for path, shown in windows_of.items():
            if window["id"] in shown and f"f:{path}" in boxes:
                yield _line(boxes, f"w:{window['id']}", f"f:{path}", "shows")
    seen = set()
    for channel, use, sends in ends:
        name = f"c:{channel['name']}"
        kind = _kind(use["kind"])
        pair = (f"f:{use['path']}", name) if _is_page(use, processes) else (name, f"m:{use['path']}")
        if (pair, kind) not in seen and all(id in boxes for id in pair):
            seen.add((pair, kind))
            yield _line(boxes, *pair, "push" if kind == "message" and sends != _is_page(use, processes) else kind)


def _line(boxes: Mapping[str, Box], start: str, end: str, kind: str) -> Line:
    one, two = boxes[start], boxes[end]
    x1, y1, x2, y2 = one.x + one.width, one.y + 10, two.x, two.y + 10
    middle = (x1 + x2) // 2
    return Line(start, end, kind, f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}")


def _is_page(use: Json, processes: Mapping[str, str]) -> bool:
    return (use["process"] or processes.get(use["path"], "")) in ("renderer", "preload", "worker")


def _kind(verb: str) -> str:
    if verb in ("invoke", "handle", "handleOnce"):
        return "request"
    return "sync" if verb == "sendSync" else "push" if verb == "push" else "message"


def _marks(channel: Json) -> tuple[str, ...]:
    return (*(("orphan",) if channel["problems"] else ()), *(("generic",) if channel["dynamic"] else ()))


def _ends(channel: Json) -> str:
    return f"{count(len(channel['senders']), 'sender')}, {count(len(channel['receivers']), 'receiver')}"


def _ordered(channels: Sequence[Json]) -> list[Json]:
    """Beside the files of main that listen to them, so that fewer lines cross."""
    return sorted(channels, key=lambda one: (min((use["path"] for use in one["receivers"]), default="~"), one["name"]))


def _short(pages: Sequence[str]) -> str:
    names = [page.rsplit("/", 1)[-1] for page in pages]
    return ", ".join(names[:2]) + (" …" if len(names) > 2 else "")
