"""Syntax trees of the scripts in one source: whole files, inline scripts and handlers of HTML pages, Vue script blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Literal

import tree_sitter
import tree_sitter_typescript
from tree_sitter import Node, Tree

from electron_migrate.code import markup
from electron_migrate.code.source import Source, Span


class Language(StrEnum):
    """The grammar that reads a script. JavaScript is read as TSX: one vocabulary of node types for everything."""

    TSX = "tsx"
    TYPESCRIPT = "typescript"


# The grammar binds these more tightly than a call with type arguments: it takes `await ask<T>(x)` for `(await ask)<T>(x)`.
_MAY_HAVE_TYPE_ARGUMENTS = re.compile(rb"(?:[^=\s]|\n\s*)>\s*\(")
_NEVER_CALLED = frozenset({"await_expression", "unary_expression", "binary_expression"})

RegionKind = Literal["file", "inline-script", "vue-script", "inline-handler"]


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a file that one syntax tree covers. `span` is in file offsets."""

    span: Span
    language: Language
    kind: RegionKind
    module: bool
    """True where the outside says that this is an ES module: `.mjs`, `.mts`, `type=module`, Vue. See also `has_module_syntax`."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One region and its tree. Nodes carry file offsets; they compare with `==`, and `node.id` lives only as long as `tree`."""

    source: Source
    region: Region
    tree: Tree
    root: Node
    broken: tuple[Span, ...]
    """Places that the grammar could not read (ERROR and MISSING nodes, outermost only), in order."""
    detached: Mapping[int, Node] = field(default_factory=dict)
    """Type arguments that the tree leaves out, because the grammar misreads the call that has them; by the offset where its arguments start."""

    def type_arguments(self, call: Node) -> Node | None:
        """`<T>` of the call `ask<T>(x)`."""
        arguments = call.child_by_field_name("arguments")
        found = self.detached.get(arguments.start_byte) if arguments is not None else None
        return found or call.child_by_field_name("type_arguments")

    def text(self, node: Node) -> str:
        return self.source.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def span(self, node: Node) -> Span:
        return Span(node.start_byte, node.end_byte)

    def node_at(self, span: Span, kind: str | None = None) -> Node:
        """The largest named node that covers exactly `span` (and is of type `kind`). Raises LookupError when there is none."""
        found: Node | None = None
        node = self.root.named_descendant_for_byte_range(span.start, span.end)
        while node is not None and (node.start_byte, node.end_byte) == (span.start, span.end):
            if kind is None or node.type == kind:
                found = node
            node = node.parent
        if found is None:
            raise LookupError(f"{self.source.path}: no {kind or 'node'} at {span.start}..{span.end}")
        return found

    def is_broken(self, span: Span) -> bool:
        """True when an unreadable place touches `span`."""
        return any(place.start <= span.end and span.start <= place.end for place in self.broken)


def regions(source: Source) -> tuple[Region, ...]:
    """The scripts of a file, by its extension and in order of offset; a script file is one region, also an empty one.

    Inline handlers (`onclick="…"`) whose value holds character references are left out: their text is not what runs.
    """
    path = source.path.lower()
    if path.endswith((".html", ".htm", ".xhtml", ".ejs")):
        return _page_regions(source)
    if path.endswith(".vue"):
        return _vue_regions(source)
    language = Language.TYPESCRIPT if path.endswith((".ts", ".mts", ".cts")) else Language.TSX
    return (Region(Span(0, len(source.data)), language, "file", path.endswith((".mjs", ".mts"))),)


def parse(source: Source, region: Region) -> Parsed:
    """The tree of one region. Never fails: what cannot be read is in `broken`."""
    tree = _tree(source, region, source.data)
    detached: dict[int, Node] = {}
    while misread := _misread_calls(source.data, region, tree.root_node):
        detached.update(misread)
        tree = _tree(source, region, _without(source.data, detached.values()))
    return Parsed(source, region, tree, tree.root_node, _broken_places(tree.root_node), detached)


def span_of(node: Node) -> Span:
    """The bytes of a node."""
    return Span(node.start_byte, node.end_byte)


def has_module_syntax(parsed: Parsed) -> bool:
    """True when a top-level `import`/`export` makes the script an ES module (TypeScript's `import x = require()` does not)."""
    return any(
        statement.type == "export_statement"
        or (statement.type == "import_statement" and all(child.type != "import_require_clause" for child in statement.named_children))
        for statement in parsed.root.named_children
    )


def _page_regions(source: Source) -> tuple[Region, ...]:
    scripts = [
        Region(script.content, Language.TSX, "inline-script", script.module)
        for script in markup.script_tags(source)
        if script.javascript and script.src is None and source.data[script.content.start : script.content.end].strip()
    ]
    handlers = [
        Region(attribute.span, Language.TSX, "inline-handler", False)
        for attribute in markup.event_attributes(source)
        if attribute.verbatim and attribute.value.strip()
    ]
    return tuple(sorted(scripts + handlers, key=lambda region: region.span))


def _vue_regions(source: Source) -> tuple[Region, ...]:
    return tuple(
        Region(script.content, Language.TYPESCRIPT if script.lang == "ts" else Language.TSX, "vue-script", True)
        for script in markup.script_tags(source)
        if script.src is None and script.lang in ("", "js", "jsx", "ts", "tsx")
    )


def _tree(source: Source, region: Region, data: bytes) -> Tree:
    """The tree of a region over these bytes, in which everything is where it is in the source."""
    parser = _parser(region.language)
    if region.kind == "file":
        return parser.parse(data)
    parser.included_ranges = [_tree_sitter_range(source.data, region.span)]
    try:
        return parser.parse(data)
    finally:
        del parser.included_ranges


def _misread_calls(data: bytes, region: Region, root: Node) -> Mapping[int, Node]:
    """Type arguments of calls that have an operator for their function, by the offset of the arguments."""
    found: dict[int, Node] = {}
    stack = [root] if _MAY_HAVE_TYPE_ARGUMENTS.search(data, region.span.start, region.span.end) else []
    while stack:
        node = stack.pop()
        if node.type == "call_expression":
            function, types, arguments = (node.child_by_field_name(name) for name in ("function", "type_arguments", "arguments"))
            if function is not None and types is not None and arguments is not None and function.type in _NEVER_CALLED:
                found[arguments.start_byte] = types
        stack.extend(node.named_children)
    return found


def _without(data: bytes, nodes: Iterable[Node]) -> bytes:
    """The bytes with blanks for these nodes; line ends stay."""
    blank = bytearray(data)
    for node in nodes:
        for at in range(node.start_byte, node.end_byte):
            if blank[at] not in b"\r\n":
                blank[at] = 0x20
    return bytes(blank)


@cache
def _parser(language: Language) -> tree_sitter.Parser:
    grammar = (
        tree_sitter_typescript.language_tsx() if language is Language.TSX else tree_sitter_typescript.language_typescript()
    )
    return tree_sitter.Parser(tree_sitter.Language(grammar))


def _tree_sitter_range(data: bytes, span: Span) -> tree_sitter.Range:
    return tree_sitter.Range(_point(data, span.start), _point(data, span.end), span.start, span.end)


def _point(data: bytes, offset: int) -> tree_sitter.Point:
    return tree_sitter.Point(data.count(b"\n", 0, offset), offset - (data.rfind(b"\n", 0, offset) + 1))


def _broken_places(root: Node) -> tuple[Span, ...]:
    if not root.has_error:
        return ()
    places: list[Span] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.is_error or node.is_missing:
            places.append(Span(node.start_byte, node.end_byte))
        elif node.has_error:
            stack.extend(node.children)
    return tuple(sorted(places))
