"""What declaration files say of the objects on `window`, read from their syntax."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.source import Place, Source

_DEPTH = 6


@dataclass(frozen=True, slots=True)
class DeclaredMember:
    """`parameters`: how many a method has; None where it takes any number. `method` is False for a value."""

    place: Place
    method: bool
    parameters: int | None


@dataclass(frozen=True, slots=True)
class DeclaredBridge:
    """One property of `Window`. `complete` is False where a part of its type is declared elsewhere."""

    path: str
    key: str
    members: Mapping[tuple[str, ...], DeclaredMember]
    complete: bool


def declared_bridges(source: Source, keys: frozenset[str]) -> Iterator[DeclaredBridge]:
    """Those of `keys` that the file declares on `Window` with a type of its own."""
    for region in regions(source):
        reading = _Reading(parse(source, region))
        for interface in reading.interfaces.get("Window", ()):
            for signature in _signatures(interface):
                key = reading.key(signature)
                if key not in keys:
                    continue
                bodies = reading.bodies(_type(signature))
                if not bodies:
                    continue
                members: dict[tuple[str, ...], DeclaredMember] = {}
                read_whole = [reading.collect(body, (), members) for body in bodies]
                yield DeclaredBridge(source.path, key, members, all(read_whole))


class _Reading:
    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.interfaces: dict[str, list[Node]] = {}
        stack = [parsed.root]
        while stack:
            node = stack.pop()
            if node.type in ("interface_declaration", "type_alias_declaration"):
                name = node.child_by_field_name("name")
                body = node.child_by_field_name("body") or node.child_by_field_name("value")
                if name is not None and body is not None:
                    self.interfaces.setdefault(parsed.text(name), []).append(body)
            stack.extend(reversed(node.named_children))

    def key(self, signature: Node) -> str:
        name = signature.child_by_field_name("name")
        return "" if name is None else self.parsed.text(name).strip("'\"")

    def bodies(self, kind: Node | None) -> list[Node]:
        """The lists of members that a type has: its own, or those of an interface of the file."""
        if kind is None:
            return []
        if kind.type in ("object_type", "interface_body"):
            return [kind]
        if kind.type == "type_identifier":
            return [body for body in self.interfaces.get(self.parsed.text(kind), ()) if body.type in ("object_type", "interface_body")]
        return []

    def collect(self, body: Node, path: tuple[str, ...], members: dict[tuple[str, ...], DeclaredMember]) -> bool:
        """False where not all members could be read."""
        complete = len(path) < _DEPTH and not _extends(body)
        for signature in body.named_children:
            if signature.type == "comment":
                continue
            key = self.key(signature)
            if signature.type not in ("property_signature", "method_signature") or not key or key.startswith("["):
                complete = False
                continue
            kind = _type(signature)
            inner = self.bodies(kind) if signature.type == "property_signature" and len(path) < _DEPTH else []
            if inner:
                read_whole = [self.collect(one, (*path, key), members) for one in inner]
                complete = complete and all(read_whole)
                continue
            parameters = signature.child_by_field_name("parameters")
            if parameters is None and kind is not None and kind.type == "function_type":
                parameters = kind.child_by_field_name("parameters")
            place = Place(self.parsed.source.path, self.parsed.span(signature))
            # a method whose type has a name may be one of the file, of another, or no function at all
            method = parameters is not None
            members[(*path, key)] = DeclaredMember(place, method, None if parameters is None else _count(parameters))
        return complete


def _signatures(body: Node) -> list[Node]:
    return [child for child in body.named_children if child.type == "property_signature"]


def _type(signature: Node) -> Node | None:
    annotation = signature.child_by_field_name("type")
    return annotation.named_children[0] if annotation is not None and annotation.named_children else None


def _extends(body: Node) -> bool:
    return body.parent is not None and any(child.type == "extends_type_clause" for child in body.parent.named_children)


def _count(parameters: Node) -> int | None:
    listed = [child for child in parameters.named_children if child.type in ("required_parameter", "optional_parameter")]
    patterns = [child.child_by_field_name("pattern") for child in listed]
    if any(pattern is not None and pattern.type == "rest_pattern" for pattern in patterns):
        return None
    return sum(1 for pattern in patterns if pattern is None or pattern.type != "this")
