"""How Electron Forge, Vue CLI and electron-vite are told to build a new preload: each by its own option."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.json_edits import add_member
from electron_migrate.code.lists import insert_item
from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.source import Place
from electron_migrate.code.style import detect_style
from electron_migrate.code.surgery import insert_property, property_value
from electron_migrate.facts.builds import Build
from electron_migrate.facts.forge_builds import VITE, WEBPACK
from electron_migrate.facts.link import Facts, LinkedWindow

TOOLS = frozenset({WEBPACK, VITE, "vue-cli", "electron-vite"})
_WINDOW = re.compile(r"(\w+?)_WEBPACK_ENTRY")


@dataclass(frozen=True, slots=True)
class Told:
    """`output`: the preload's file when the app runs. `given`: main gets its path by a constant instead, another one for each page."""

    output: str
    edits: Mapping[str, tuple[Edit, ...]]
    given: bool = False
    may_change: str = ""


def tool_preload(facts: Facts, build: Build, preload: str) -> Told | str:
    """The edits that make main's tool build the preload; or why that cannot be told. `build` is main's."""
    how = {WEBPACK: _forge_webpack, VITE: _forge_vite, "vue-cli": _vue_cli, "electron-vite": _electron_vite}[build.tool]
    return how(facts, build, preload)


def given_preload(window: LinkedWindow) -> str:
    """The constant that holds the path of a window's preload where Forge's webpack plug-in makes it; empty where its page is not named by one."""
    for load in window.model.loads:
        match = _WINDOW.fullmatch(load.given or "")
        if match is not None:
            return f"{match.group(1)}_PRELOAD_WEBPACK_ENTRY"
    return ""


def _vue_cli(facts: Facts, build: Build, preload: str) -> Told | str:
    if any(one.target == "electron-preload" and one.config == build.config for one in facts.places.builds):
        return f"{build.config} has a preload already, which this window does not use"
    if not build.entry_places:
        return f"{build.config} has no pluginOptions.electronBuilder that is written as an object"
    parsed, node = _node(facts, build.entry_places[0])
    style = detect_style(parsed)
    text = f"preload: {style.string(posixpath.relpath(preload, posixpath.dirname(build.config) or '.'))}"
    output = posixpath.join(build.folders[0], "preload.js")
    return Told(output, {build.entry_places[0].path: insert_property(parsed, node, text, style)})


def _forge_vite(facts: Facts, build: Build, preload: str) -> Told | str:
    place = build.entry_places[0]
    parsed, node = _node(facts, place)
    config = property_value(parsed, node, "config")
    settings = _plain_settings(facts, place, parsed, config)
    if settings is None:
        return f"main's own configuration in {place.path} is more than an empty one, and may not fit a preload"
    style = detect_style(parsed)
    entry = posixpath.relpath(preload, posixpath.dirname(place.path) or ".")
    written = property_value(parsed, node, "entry")
    if written is not None and parsed.text(written)[1:].startswith("./"):
        entry = f"./{entry}"
    pairs = [f"entry: {style.string(entry)}", f"config: {settings}"]
    if property_value(parsed, node, "target") is not None:
        pairs.append(f"target: {style.string('preload')}")
    array = node.parent
    if array is None or array.type != "array":
        return f"the builds of {place.path} are not written as a list"
    output = posixpath.join(build.folders[0], f"{posixpath.splitext(posixpath.basename(preload))[0]}.js")
    return Told(
        output, {place.path: insert_item(parsed, array, _object(pairs, style.indent, in_lines="\n" in parsed.text(node)), style)},
        may_change=f"It is built with main's configuration, {settings}, which is an empty one.",
    )  # fmt: skip


def _plain_settings(facts: Facts, place: Place, parsed: Parsed, config: Node | None) -> str | None:
    """Main's `config` as it is written, where the file that it names is there and configures nothing."""
    if config is None or config.type != "string":
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(place.path), parsed.text(config)[1:-1]))
    source = facts.app.tree.files.get(path)
    if source is None or re.search(rb"defineConfig\(\s*(\{\s*\})?\s*\)|export default \{\s*\}", _without_comments(source.data)) is None:
        return None
    return parsed.text(config)


def _without_comments(data: bytes) -> bytes:
    return re.sub(rb"/\*.*?\*/|(?<!:)//[^\n]*", b"", data, flags=re.DOTALL)


def _electron_vite(facts: Facts, build: Build, preload: str) -> Told | str:
    if any(one.target == "electron-preload" for one in facts.places.builds):
        return f"{build.config} has a preload already, which this window does not use"
    if facts.app.manifest.module_type == "module":
        return "package.json has type module, where electron-vite makes a preload that a sandboxed page cannot load"
    if not build.entry_places:
        return f"the sections of {build.config} are not written as an object"
    place = build.entry_places[0]
    parsed, node = _node(facts, place)
    style = detect_style(parsed)
    path = posixpath.relpath(preload, posixpath.dirname(build.config) or ".")
    lines = (f"input: {style.string(path)}", "rollupOptions", "build", "preload")
    text = lines[0]
    for name in lines[1:]:
        text = f"{name}: {{\n{style.indent}{text.replace(chr(10), chr(10) + style.indent)}\n}}"
    folder = posixpath.normpath(posixpath.join(posixpath.dirname(build.config), "out/preload"))
    output = posixpath.join(folder, f"{posixpath.splitext(posixpath.basename(preload))[0]}.js")
    return Told(output, {place.path: insert_property(parsed, node, text, style)})


def _forge_webpack(facts: Facts, build: Build, preload: str) -> Told | str:
    """Each entry point gets the preload; one that has another keeps it."""
    points = [one for one in facts.places.builds if one.tool == WEBPACK and one.pages]
    with_preload = {posixpath.dirname(entry.name) for one in facts.places.builds if one.target == "electron-preload" for entry in one.entries}
    points = [one for one in points if one.entries[0].name not in with_preload]
    if not points:
        return "no entry point of Forge's webpack plug-in that has no preload yet was found"
    edits: dict[str, list[Edit]] = {}
    for point in points:
        written = f"./{posixpath.relpath(preload, posixpath.dirname(point.config) or '.')}"
        if point.entry_places:
            place = point.entry_places[0]
            parsed, node = _node(facts, place)
            style = detect_style(parsed)
            pair = f"js: {style.string(written)}"
            text = f"preload: {_object([pair], style.indent, in_lines=chr(10) in parsed.text(node))}"
            edits.setdefault(place.path, []).extend(insert_property(parsed, node, text, style))
            continue
        data = facts.sources[point.config].data
        try:
            edits.setdefault(point.config, []).extend(
                add_member(data, ("name", point.entries[0].name), "preload", json.dumps({"js": written}, ensure_ascii=False))
            )
        except (ValueError, LookupError):
            return f"the entry point {point.entries[0].name} was not found in {point.config}"
    return Told("", {path: tuple(found) for path, found in edits.items()}, given=True)


def _object(pairs: Iterable[str], indent: str, *, in_lines: bool) -> str:
    if not in_lines:
        return "{ " + ", ".join(pairs) + " }"
    return "{\n" + ",\n".join(f"{indent}{pair}" for pair in pairs) + "\n}"



def _node(facts: Facts, place: Place) -> tuple[Parsed, Node]:
    source = facts.sources[place.path]
    parsed = parse(source, regions(source)[0])
    return parsed, parsed.node_at(place.span)
