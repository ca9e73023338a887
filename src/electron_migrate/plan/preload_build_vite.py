"""How vite-plugin-electron is told to build a new preload: one more item beside main's, or the `preload` of its simple form."""

from __future__ import annotations

import posixpath

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.lists import insert_item
from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.style import detect_style
from electron_migrate.code.surgery import insert_property
from electron_migrate.facts.builds import Build
from electron_migrate.facts.link import Facts
from electron_migrate.facts.lowering import walk


def vite_preload(facts: Facts, build: Build, preload: str) -> tuple[str, dict[str, tuple[Edit, ...]]] | str:
    """The preload's file when the app runs, with the edits of the configuration; or why that cannot be told."""
    simple = build.tool.endswith("/simple")
    if facts.app.manifest.module_type == "module" and not simple:
        return f"package.json has type module, where {build.tool} makes a preload that Electron cannot load before 28"
    if len(build.entry_places) != 1:
        return f"the options of {build.tool} in {build.config} are written in several places"
    place = build.entry_places[0]
    source = facts.sources[place.path]
    parsed = parse(source, regions(source)[0])
    node = parsed.node_at(place.span)
    literal = _main_entry(parsed, node, facts.main or "")
    if literal is None:
        return f"main's entry in {place.path} is not written as a plain path"
    written = parsed.text(literal)
    folder = posixpath.dirname(written[1:-1])
    text = f"{written[0]}{posixpath.join(folder, posixpath.basename(preload))}{written[-1]}"
    if written[1:].startswith("./"):
        text = f"{written[0]}./{posixpath.normpath(text[1:-1])}{written[-1]}"
    style = detect_style(parsed)
    output = posixpath.join(build.folders[0], posixpath.splitext(posixpath.basename(preload))[0])
    if simple:
        if node.type != "object" or any(parsed.text(key) == "preload" for key in _keys(node)):
            return f"{build.config} has a preload already"
        return f"{output}.mjs", {place.path: insert_property(parsed, node, f"preload: {{ input: {text} }}", style)}
    if node.type == "array":
        item = literal
        while item.parent is not None and item.parent.id != node.id:
            item = item.parent
        lines = parsed.text(item).count("\n")
        entry = f"{{\n{style.indent}entry: {text}\n}}" if lines else f"{{ entry: {text} }}"
        return f"{output}.js", {place.path: insert_item(parsed, node, entry, style)}
    return f"{output}.js", {place.path: (Edit.insert(node.start_byte, "["), Edit.insert(node.end_byte, f", {{ entry: {text} }}]"))}


def _main_entry(parsed: Parsed, node: Node, main: str) -> Node | None:
    """The text that names main's own file."""
    stem = posixpath.splitext(posixpath.basename(main))[0]
    for found in walk(node):
        if found.type == "string" and posixpath.splitext(posixpath.basename(parsed.text(found)[1:-1]))[0] == stem:
            key = found.parent.child_by_field_name("key") if found.parent is not None and found.parent.type == "pair" else None
            if key is None or parsed.text(key) == "entry":
                return found
    return None


def _keys(node: Node) -> list[Node]:
    return [key for pair in node.named_children if (key := pair.child_by_field_name("key")) is not None]
