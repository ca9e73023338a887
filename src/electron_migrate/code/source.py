"""One source text and places in it. Knows no language."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of UTF-8 byte offsets into `Source.data` (the BOM is not counted). 0 <= start <= end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one byte."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span of one file; `path` is relative to the app's root, with `/`."""

    path: str
    span: Span


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """What editors show: both count from 1, `column` in UTF-16 units."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """One file of the app as it was read. `data` is without the BOM; `path` is app-relative with `/`."""

    path: str
    data: bytes
    bom: bytes = b""
    digest: str = field(default="")

    @classmethod
    def of(cls, path: str, raw: bytes) -> Source:
        """From the bytes on disk. Never fails: bytes that are not UTF-8 are kept as they are."""
        bom = BOM if raw.startswith(BOM) else b""
        return cls(path, raw[len(bom) :], bom, digest_of(raw))

    @property
    def raw(self) -> bytes:
        """The bytes on disk, BOM included."""
        return self.bom + self.data

    def text(self, span: Span) -> str:
        return self.data[span.start : span.end].decode("utf-8", "replace")

    @cached_property
    def newline(self) -> str:
        """The newline that most lines use: `\\n` or `\\r\\n` (`\\n` for a file without any)."""
        crlf = self.data.count(b"\r\n")
        return "\r\n" if crlf * 2 > self.data.count(b"\n") else "\n"

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        at = self.data.find(b"\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.data.find(b"\n", at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """Line and column of a byte offset."""
        line = bisect_right(self._line_starts, offset) - 1
        before = self.data[self._line_starts[line] : offset].decode("utf-8", "replace")
        return Position(line + 1, len(before.encode("utf-16-le")) // 2 + 1)

    def line_text(self, line: int) -> str:
        """Text of line `line` (from 1), without its newline."""
        start = self._line_starts[line - 1]
        end = self.data.find(b"\n", start)
        return self.data[start : len(self.data) if end < 0 else end].decode("utf-8", "replace").rstrip("\r")


def digest_of(raw: bytes) -> str:
    """SHA-256 of the bytes on disk, as hex."""
    return hashlib.sha256(raw).hexdigest()
