"""Tests of one app run one after the other, in one process where possible: what it did before its migration is then run once."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ours = [item for item in items if item.path.parent.name == "electron"]
    places = [at for at, item in enumerate(items) if item.path.parent.name == "electron"]
    for at, item in zip(places, sorted(ours, key=_app), strict=True):
        items[at] = item


def _app(item: pytest.Item) -> str:
    """The name of the app of the corpus that a test runs; empty for another test."""
    call = getattr(item, "callspec", None)
    return getattr(call.params.get("app"), "name", "") if call is not None else ""
