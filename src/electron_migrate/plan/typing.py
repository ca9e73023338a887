"""TypeScript types of what crosses the bridge, as the pages that are typed write them. Never guesses: `any` only keeps typed callers compiling."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tree_sitter import Node

from electron_migrate.code.parse import Parsed

_TYPED = (".ts", ".tsx", ".mts", ".cts")
# Names that mean the same in every file; any other is imported from somewhere, and the types of the bridge do not import from pages.
_EVERYWHERE = frozenset(
    {
        "string",
        "number",
        "boolean",
        "null",
        "undefined",
        "unknown",
        "any",
        "void",
        "object",
        "bigint",
        "Array",
        "ReadonlyArray",
        "Record",
        "Partial",
        "Date",
        "Uint8Array",
    }
)


def is_typed(parsed: Parsed) -> bool:
    """True for a script that the TypeScript compiler checks."""
    return parsed.source.path.endswith(_TYPED) or (parsed.source.path.endswith(".vue") and parsed.region.language.value == "typescript")


def portable(annotation: str) -> bool:
    """True when a type means the same wherever it stands: built-in names, literals and shapes only."""
    text = re.sub(r"'[^']*'|\"[^\"]*\"", "", annotation)
    text = re.sub(r"(?<=[{;,\s])[\w$]+\s*\??\s*:", "", text)
    return all(name in _EVERYWHERE for name in re.findall(r"[A-Za-z_$][\w$.]*", text))


def annotation_of(parsed: Parsed, node: Node) -> str:
    """The text of a node's type annotation without its colon; empty where there is none."""
    found = node.child_by_field_name("type")
    return parsed.text(found).lstrip(":").strip() if found is not None else ""


def result_annotation(parsed: Parsed, call: Node) -> str:
    """The type that the variable gets which takes the (awaited) result of a call, or that the call itself names; empty where none is written."""
    at, parent = call, call.parent
    while parent is not None and parent.type in ("await_expression", "parenthesized_expression", "as_expression"):
        at, parent = parent, parent.parent
    if parent is not None and parent.type == "variable_declarator" and parent.child_by_field_name("value") == at:
        return annotation_of(parsed, parent) or _type_argument(parsed, call)
    return _type_argument(parsed, call)


def _type_argument(parsed: Parsed, call: Node) -> str:
    """`Note[]` of `invoke<Note[]>('notes')`."""
    given = parsed.type_arguments(call)
    inside = given.named_children if given is not None else []
    return parsed.text(inside[0]) if len(inside) == 1 else ""


def joined(annotations: Iterable[str]) -> str:
    """One type for all typed callers: theirs if they agree on a portable one, `any` if they do not say, `unknown` if there are none."""
    given = set(annotations)
    if not given:
        return "unknown"
    only = given.pop()
    return only if not given and only and portable(only) else "any"
