"""What becomes of one use of a menu in a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from electron_migrate.code.edits import Edit


class MenuMember(StrEnum):
    """What a rewritten use asks of the bridge."""

    POPUP = "popup"
    """Shows a menu of the page."""
    APPLICATION = "setApplicationMenu"
    """Makes a menu of the page the application's."""
    NO_APPLICATION = "removeApplicationMenu"
    WINDOW = "setMenu"
    """Makes a menu of the page that of its window."""
    NO_WINDOW = "removeMenu"
    DOCK = "setDockMenu"
    TRAY = "setContextMenu"
    """Makes a menu of the page that of a tray icon of its own."""
    SET_ITEM = "setItem"
    """Changes an item of the application menu."""
    POPUP_APPLICATION = "popupApplicationMenu"


@dataclass(frozen=True, slots=True)
class MenuFix:
    """How one use of a menu is written: edits by path, and what it asks of the bridge.

    `options`: keys that it passes to POPUP or POPUP_APPLICATION. `changes`: keys of the item that SET_ITEM changes.
    """

    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    member: MenuMember | None = None
    options: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
