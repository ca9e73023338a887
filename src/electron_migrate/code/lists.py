"""Items of comma-separated lists (properties, arguments, specifiers, declarators): edits that take one out or put one in."""

from __future__ import annotations

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.layout import Layout, leading_comments_start, trailing_comments_end
from electron_migrate.code.parse import Parsed
from electron_migrate.code.source import Span
from electron_migrate.code.style import Style


class SurgeryError(ValueError):
    """The node is not where this operation works; the text says why. Whoever asked has to leave the place alone."""


def remove_item(parsed: Parsed, item: Node) -> tuple[Edit, ...]:
    """Takes an item out of its list with its comma and the comments that are its own; the rest stays as it was written.

    Own comments: those on lines straight above it, right before it on its line, and behind it when no other item is on its line.
    """
    return _Removal(parsed, item).edits()


def insert_item(parsed: Parsed, container: Node, text: str, style: Style) -> tuple[Edit, ...]:
    """Puts `text` behind the last item of a list in brackets. Lines of `text` after the first get the item's indentation."""
    opening, closing = container.children[0], container.children[-1]
    if opening.is_named or closing.is_named or closing.is_missing:
        raise SurgeryError(f"{container.type} is no list in brackets")
    items = [child for child in container.named_children if child.type != "comment"]
    if not items:
        return (_insert_first(parsed, container, text, style),)
    layout, newline, last = Layout.of(parsed), parsed.source.newline, items[-1]
    comma, _ = _neighbours(last, forward=True)
    end = last.end_byte if comma is None else comma.end_byte
    if layout.same_line(last.end_byte, closing.start_byte):
        added = indented(text, layout.indent(last.start_byte), newline)
        if comma is not None:
            return (Edit.insert(end, f" {added},"),)
        before_closing = closing.prev_sibling or last
        return (Edit.insert(before_closing.end_byte, f", {added}"),)
    indent = layout.indent(last.start_byte) if layout.starts_line(last.start_byte) else layout.indent(opening.start_byte) + style.indent
    line = newline + indent + indented(text, indent, newline)
    behind = trailing_comments_end(layout, end, (comma or last).next_sibling)
    if comma is not None:
        return (Edit.insert(behind, line + ","),)
    return (Edit.insert(end, "," + line),) if behind == end else (Edit.insert(end, ","), Edit.insert(behind, line))


def indented(text: str, indent: str, newline: str) -> str:
    """`text` with its lines after the first indented, and the file's newlines; empty lines stay empty."""
    first, *rest = text.split("\n")
    return newline.join((first, *(indent + line if line else line for line in rest)))


def _insert_first(parsed: Parsed, container: Node, text: str, style: Style) -> Edit:
    layout, newline = Layout.of(parsed), parsed.source.newline
    opening, closing = container.children[0], container.children[-1]
    inside = Span(opening.end_byte, closing.start_byte)
    outer = layout.indent(opening.start_byte)
    inner = outer + style.indent
    on_one_line = layout.same_line(inside.start, inside.end)
    line = newline + inner + indented(text, inner, newline) + ("," if style.trailing_comma else "")
    if container.named_child_count:  # comments only
        last = container.named_children[-1]
        return Edit.insert(last.end_byte, f" {text}" if on_one_line and "\n" not in text else line)
    if opening.type == "(":
        return Edit.replace(inside, indented(text, outer, newline))
    if on_one_line and "\n" not in text:
        return Edit.replace(inside, f" {text} " if opening.type == "{" else text)
    return Edit.replace(inside, line + newline + outer)


class _Removal:
    """An item with its neighbours, its commas and the text from `start` to `end` that goes with it."""

    def __init__(self, parsed: Parsed, item: Node) -> None:
        self.layout = Layout.of(parsed)
        self.item = item
        self.comma_before, self.previous = _neighbours(item, forward=False)
        self.comma_after, self.next = _neighbours(item, forward=True)
        self.start = leading_comments_start(self.layout, item)
        self.end = self._end()

    def edits(self) -> tuple[Edit, ...]:
        layout = self.layout
        if self.previous is None and self.next is None:
            return (self._only(),)
        if self._comma_leads(self.comma_before) and (self.comma_after is None or self._comma_leads(self.comma_after)):
            return (self._line_with_leading_comma(),)
        if self._comma_leads(self.comma_after):
            return (Edit.delete(self.start, self.next.start_byte),) if self.previous is None and self.next is not None else self._last()
        if layout.starts_line(self.start) and layout.ends_line(self.end):
            lines = Edit.delete(layout.line_start(self.start), layout.next_line(self.end))
            if self.comma_after is None and self.comma_before is not None:
                return (Edit.delete(self.comma_before.start_byte, self.comma_before.end_byte), lines)
            return (lines,)
        return (self._among_others(),) if self.next is not None else self._last()

    def _end(self) -> int:
        layout, comma = self.layout, self.comma_after
        if comma is not None and self._comma_leads(comma):
            return self.item.end_byte
        last = comma or self.item
        if comma is None:
            last = _before_bracket_on_line(layout, self.item)
        crowded = (self.previous is not None and layout.same_line(self.previous.end_byte, self.item.start_byte)) or (
            self.next is not None and layout.same_line(last.end_byte, self.next.start_byte)
        )
        return last.end_byte if crowded else trailing_comments_end(layout, last.end_byte, last.next_sibling)

    def _comma_leads(self, comma: Node | None) -> bool:
        """True for a comma at the start of a line with the item behind it."""
        return comma is not None and self.layout.starts_line(comma.start_byte) and not self.layout.ends_line(comma.end_byte)

    def _line_with_leading_comma(self) -> Edit:
        assert self.comma_before is not None
        start = self.layout.before_newline(self.layout.line_start(self.comma_before.start_byte))
        return Edit.delete(start, trailing_comments_end(self.layout, self.item.end_byte, self.item.next_sibling))

    def _only(self) -> Edit:
        layout, container = self.layout, self.item.parent
        opening, closing = (None, None) if container is None else (container.children[0], container.children[-1])
        if opening is None or closing is None or opening.is_named or closing.type not in _CLOSING:
            raise SurgeryError("the only item of a list without brackets")
        if not (layout.data[opening.end_byte : self.start] + layout.data[self.end : closing.start_byte]).strip():
            return Edit.delete(opening.end_byte, closing.start_byte)
        if layout.starts_line(self.start) and layout.ends_line(self.end):
            return Edit.delete(layout.line_start(self.start), layout.next_line(self.end))
        return Edit.delete(self.start, layout.skip_blanks(self.end))

    def _among_others(self) -> Edit:
        layout = self.layout
        end = layout.skip_blanks(self.end)
        if not layout.ends_line(end):
            return Edit.delete(self.start, end)
        if self.previous is None:
            return Edit.delete(self.start, layout.skip_space(end))  # what follows moves up, behind the bracket
        return Edit.delete(layout.skip_blanks_back(self.start), end)

    def _last(self) -> tuple[Edit, ...]:
        layout, comma = self.layout, self.comma_before
        assert comma is not None
        joined = not layout.data[comma.end_byte : self.start].strip()
        start = comma.end_byte if joined else layout.skip_blanks_back(self.start)
        if self.comma_after is not None and not self._comma_leads(self.comma_after):
            return (Edit.delete(start, self.end),)
        if joined:
            return (Edit.delete(comma.start_byte, self.end),)
        return (Edit.delete(comma.start_byte, comma.end_byte), Edit.delete(start, self.end))


_CLOSING = frozenset({"}", ")", "]", ">"})


def _neighbours(item: Node, *, forward: bool) -> tuple[Node | None, Node | None]:
    """The comma on that side and the item behind it."""
    comma = _step(item, forward=forward)
    if comma is None or comma.type != ",":
        return None, None
    other = _step(comma, forward=forward)
    return comma, other if other is not None and other.is_named else None


def _step(node: Node, *, forward: bool) -> Node | None:
    at = node.next_sibling if forward else node.prev_sibling
    while at is not None and at.type == "comment":
        at = at.next_sibling if forward else at.prev_sibling
    return at


def _before_bracket_on_line(layout: Layout, item: Node) -> Node:
    """The last of the comments between an item and the closing bracket when all are on one line, else the item."""
    last, at = item, item.next_sibling
    while at is not None and at.type == "comment":
        last, at = at, at.next_sibling
    return last if at is not None and at.type in _CLOSING and layout.same_line(item.end_byte, at.start_byte) else item
