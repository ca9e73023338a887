"""Paths that a terminal can open with a click (OSC 8), where the terminal is known to understand that. Others would show the escapes."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from rich.style import Style
from rich.text import Text

from electron_migrate.report.layout import PATH

_PLACE = re.compile(r"(?P<path>.+?)(?::\d+){0,2}")
# What each sets, and from which version on it opens links
_PROGRAMS = {"iTerm.app": 3, "WezTerm": 0, "vscode": 1, "ghostty": 0, "Hyper": 2, "Tabby": 0}
_TERMS = ("xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "alacritty", "contour")
_PRESENT = ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "KITTY_WINDOW_ID")
_VTE = 5000


def opens_links(environment: Mapping[str, str]) -> bool:
    """FORCE_HYPERLINK (0 or 1) decides; else what is known of the terminal that the variables name. Not in CI, tmux or screen."""
    forced = environment.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0", "false")
    if environment.get("CI") or environment.get("TERM", "dumb") in ("dumb", "linux") or environment.get("TERM", "").startswith(("screen", "tmux")):
        return False
    program = environment.get("TERM_PROGRAM", "")
    if program in _PROGRAMS:
        return _number(environment.get("TERM_PROGRAM_VERSION", "")) >= _PROGRAMS[program]
    if any(name in environment for name in _PRESENT) or environment.get("TERM") in _TERMS:
        return True
    return _number(environment.get("VTE_VERSION", "")) >= _VTE


def with_links(line: Text) -> Text:
    """Every place of a file that exists, as reports mark them, leads to the file."""
    for span in list(line.spans):
        if span.style != PATH:
            continue
        match = _PLACE.fullmatch(line.plain[span.start : span.end])
        path = Path(match["path"]).absolute() if match is not None else None
        if path is not None and _is_file(path):
            line.stylize(Style(link=f"file://{socket.gethostname()}{quote(path.as_posix())}"), span.start, span.end)
    return line


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _number(version: str) -> int:
    digits = re.match(r"\d+", version)
    return int(digits[0]) if digits is not None else 0
