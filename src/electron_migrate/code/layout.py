"""Where nodes stand on their lines: blanks, line ends, indentation, the comments that belong to them."""

from __future__ import annotations

from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.code.parse import Parsed

_BLANK = b" \t"


@dataclass(frozen=True, slots=True)
class Layout:
    """Questions about offsets of one region. Nothing outside the region counts as part of a line: `<script>` does not, for one."""

    data: bytes
    start: int
    end: int

    @classmethod
    def of(cls, parsed: Parsed) -> Layout:
        return cls(parsed.source.data, parsed.region.span.start, parsed.region.span.end)

    def line_start(self, offset: int) -> int:
        return max(self.start, self.data.rfind(b"\n", 0, offset) + 1)

    def line_end(self, offset: int) -> int:
        """Before the newline (and the `\\r` in front of it)."""
        newline = self.data.find(b"\n", offset, self.end)
        if newline < 0:
            return self.end
        return newline - 1 if newline > offset and self.data[newline - 1 : newline] == b"\r" else newline

    def next_line(self, offset: int) -> int:
        """Behind the newline."""
        newline = self.data.find(b"\n", offset, self.end)
        return self.end if newline < 0 else newline + 1

    def starts_line(self, offset: int) -> bool:
        """True when only blanks stand before it."""
        before = self.line_start(offset)
        return self.skip_blanks(before) >= offset and (before == 0 or self.data[before - 1 : before] == b"\n")

    def ends_line(self, offset: int) -> bool:
        """True when only blanks follow up to a newline or the end of the file."""
        at = self.skip_blanks(offset)
        return at == len(self.data) or (at < self.end and at == self.line_end(at))

    def before_newline(self, line_start: int) -> int:
        """Before the newline (and its `\\r`) that ends the line above."""
        at = line_start - 1
        return at - 1 if self.data[at - 1 : at] == b"\r" else at

    def is_blank_line(self, offset: int) -> bool:
        """True when the line that starts here is blank; False at the end of the region."""
        return offset < self.end and self.ends_line(offset)

    def skip_blanks(self, offset: int) -> int:
        while offset < self.end and self.data[offset] in _BLANK:
            offset += 1
        return offset

    def skip_blanks_back(self, offset: int) -> int:
        while offset > self.start and self.data[offset - 1] in _BLANK:
            offset -= 1
        return offset

    def skip_space(self, offset: int) -> int:
        """Past blanks and newlines."""
        while offset < self.end and self.data[offset] in b" \t\r\n":
            offset += 1
        return offset

    def same_line(self, one: int, other: int) -> bool:
        return self.data.find(b"\n", min(one, other), max(one, other)) < 0

    def indent(self, offset: int) -> str:
        """The blanks that the line of `offset` starts with."""
        start = self.data.rfind(b"\n", 0, offset) + 1
        return self.data[start : min(self.skip_blanks(start) if start >= self.start else _blanks_end(self.data, start), offset)].decode()


def leading_comments_start(layout: Layout, node: Node) -> int:
    """Where the comments begin that stand right before `node` on its line, or on lines of their own straight above it."""
    start = node.start_byte
    before = node.prev_sibling
    while before is not None and before.type == "comment":
        gap = layout.data[before.end_byte : start]
        inline = b"\n" not in gap
        above = gap.count(b"\n") == 1 and layout.starts_line(before.start_byte)
        if gap.strip() or not (inline or above):
            break
        start = before.start_byte
        before = before.prev_sibling
    return start


def trailing_comments_end(layout: Layout, offset: int, after: Node | None) -> int:
    """Where the comments end that follow `offset` on its line, when nothing but comments does; else `offset`."""
    end = offset
    while after is not None and after.type == "comment" and layout.same_line(end, after.start_byte):
        end = after.end_byte
        after = after.next_sibling
    return end if layout.ends_line(end) else offset


def _blanks_end(data: bytes, offset: int) -> int:
    while offset < len(data) and data[offset] in _BLANK:
        offset += 1
    return offset
