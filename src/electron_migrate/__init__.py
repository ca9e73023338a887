"""Takes an Electron app off nodeIntegration, remote and raw ipcRenderer, as diffs that a person can review."""

from __future__ import annotations

__version__ = "0.1.0"
