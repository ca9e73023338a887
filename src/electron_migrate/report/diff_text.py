"""A unified diff on a terminal. Only for eyes: a pipe gets the bytes themselves."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from electron_migrate.report.layout import printable, show

_STYLES = (
    (b"diff ", "bold"),
    (b"--- ", "bold"),
    (b"+++ ", "bold"),
    (b"@@", "cyan"),
    (b"+", "green"),
    (b"-", "red"),
)


def print_diff(patch: bytes, console: Console) -> None:
    """Coloured where the console has colours; control characters of the app's code shown as escapes."""
    show(console, (_line(line) for line in patch.removesuffix(b"\n").split(b"\n")))


def _line(line: bytes) -> Text:
    style = next((style for start, style in _STYLES if line.startswith(start)), "")
    text = line.decode("utf-8", "replace").removesuffix("\r")
    return Text("\t".join(printable(part) for part in text.split("\t")), style)
