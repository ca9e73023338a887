"""Packages whose uses in pages main takes over: what the table says of each of their functions."""

from __future__ import annotations

import pytest

from electron_migrate.facts.node_package_table import load_node_packages, parse_node_packages
from electron_migrate.facts.tables import TableError
from electron_migrate.plan.transform import load_catalogue

TABLE = load_node_packages()
ROW = "[[package]]\nname = 'a'\nbridge = 'a'\nrisk = 'r'\nreason = 'r'\nhint = 'h'\nsource = 's'\n"


def test_what_becomes_of_a_function() -> None:
    assert (TABLE["electron-store"].made, TABLE["electron-log"].made) == (True, False)
    assert [(one.name, one.optional, one.rest) for one in TABLE["electron-store"].members["get"].params] == [("key", False, False), ("fallback", True, False)]
    assert [(one.name, one.optional, one.rest) for one in TABLE["electron-log"].members["warn"].params] == [("messages", False, True)]
    assert (TABLE["electron-settings"].members["get"].promised_since, TABLE["electron-settings"].members["getSync"].promised_since) == (4, 0)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_package_has_a_transform(name: str) -> None:
    served = load_catalogue().serving("node", (f"node:{name}", "get"))
    assert served is not None
    assert served.transform.id == ("node-package" if TABLE[name].members else "file-system")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ROW + "members = [{ name = 'get', shape = 'later' }]\n", "later"),
        (ROW + "members = [{ name = 'get', shape = 'query', param = ['key'] }]\n", "param"),
        (ROW + ROW, "has a row already"),
    ],
)
def test_a_wrong_row_is_named(text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        parse_node_packages(text)
