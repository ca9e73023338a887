"""What pages do with the images of screens and windows that can be captured: what an image that has crossed still answers, or more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.facts.lowering import WRAPPERS, meaningful, walk
from electron_migrate.facts.origins import UnitId

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# Members of a DesktopCapturerSource that are NativeImages, and the methods that the page's image has (plan/snippets/preload/withImages.ts).
_IMAGES = ("thumbnail", "appIcon")
_CROSS = frozenset({"toDataURL", "getSize", "isEmpty", "getAspectRatio"})
# The others that a NativeImage has: d.ts 9 and 45.
_DO_NOT = frozenset(
    {
        "addRepresentation", "crop", "getBitmap", "getNativeHandle", "getScaleFactors", "isMacTemplateImage", "isTemplateImage", "resize",
        "setTemplateImage", "toBitmap", "toJPEG", "toPNG",
    }
)  # fmt: skip
_TESTING = frozenset({"if_statement", "unary_expression", "ternary_expression", "binary_expression", "parenthesized_expression"})


def image_beyond(context: Context, unit: UnitId) -> str:
    """A use of such an image that an image which has crossed does not answer, with its place; empty where there is none.

    In the script `unit` every use has to be one that is answered; in the other scripts of its pages no method may be called that is not.
    """
    for there in _scripts(context, unit):
        for image in _images(context, there):
            found = _beyond(context, there, image, strict=there == unit)
            if found is not None:
                text = " ".join(context.parsed(there).text(found).split())
                return f"`{text if len(text) <= 50 else f'{text[:47]}…'}`, {context.facts.where(there.path, found.start_byte)}"
    return ""


def _scripts(context: Context, unit: UnitId) -> Iterator[UnitId]:
    yield unit
    facts = context.facts
    pages = facts.file_pages.get(unit.path, frozenset())
    for path, shown in facts.file_pages.items():
        if shown & pages and path in facts.summaries and any(name.encode() in facts.sources[path].data for name in _IMAGES):
            others = (UnitId(path, number) for number in range(len(facts.summaries[path].units)))
            yield from (one for one in others if one != unit)


def _images(context: Context, unit: UnitId) -> Iterator[Node]:
    """Every expression of a script that may be such an image, by its name."""
    parsed, scopes = context.parsed(unit), context.scopes(unit)
    for node in walk(parsed.root):
        if node.type == "member_expression" and parsed.text(node.child_by_field_name("property") or node) in _IMAGES:
            yield from _named(context, unit, node)
        elif node.type == "shorthand_property_identifier_pattern" and parsed.text(node) in _IMAGES:
            binding = scopes.binding_of(node)
            yield from (one.node for one in binding.references if one.node != node) if binding is not None else (node,)
        elif node.type == "pair_pattern" and parsed.text(node.child_by_field_name("key") or node) in _IMAGES:
            name = node.child_by_field_name("value")
            binding = scopes.binding_of(name) if name is not None and name.type == "identifier" else None
            yield from (one.node for one in binding.references if one.node != name) if binding is not None else (node,)


def _named(context: Context, unit: UnitId, node: Node) -> Iterator[Node]:
    """The expression itself, or the uses of the constant that it is given to."""
    parent = node.parent
    name = parent.child_by_field_name("name") if parent is not None and parent.type == "variable_declarator" else None
    binding = context.scopes(unit).binding_of(name) if name is not None and name.type == "identifier" else None
    if binding is None or binding.writes:
        yield node
    else:
        yield from (one.node for one in binding.references if one.node != name)


def _beyond(context: Context, unit: UnitId, image: Node, *, strict: bool) -> Node | None:
    parsed, at, parent = context.parsed(unit), image, image.parent
    while parent is not None and parent.type in WRAPPERS:
        at, parent = parent, parent.parent
    if parent is not None and parent.type == "member_expression" and parent.child_by_field_name("object") == at:
        name = parsed.text(parent.child_by_field_name("property") or parent)
        call = parent.parent
        called = call is not None and call.type == "call_expression" and call.child_by_field_name("function") == parent
        if name in _DO_NOT:
            return parent
        given = meaningful(call.child_by_field_name("arguments")) if call is not None and called else []
        return parent if strict and (name not in _CROSS or not called or given) else None
    if not strict or (parent is not None and parent.type in _TESTING):
        return None
    return image if parent is None or parent.type != "assignment_expression" or parent.child_by_field_name("left") != at else None
