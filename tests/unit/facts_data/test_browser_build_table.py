"""The builds of packages for script tags."""

from __future__ import annotations

import pytest

from electron_migrate.facts.browser_build_table import load_browser_builds, parse_browser_builds
from electron_migrate.facts.tables import TableError

ROWS = [row for rows in load_browser_builds().values() for row in rows]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.package)
def test_a_row_says_where_it_comes_from_and_what_it_needs_is_known(row: object) -> None:
    assert row in ROWS
    assert all(one.source and one.proof for one in ROWS)
    assert {needed for one in ROWS for needed in one.needs} <= {one.package for one in ROWS}


def test_a_row_is_for_its_versions() -> None:
    (jquery,) = load_browser_builds()["jquery"]
    assert [major for major in (0, 1, 3, 4) if jquery.serves(major)] == [1, 3]
    assert not jquery.serves(None)


def test_what_is_not_a_field_is_refused() -> None:
    with pytest.raises(TableError, match="x"):
        parse_browser_builds('[[build]]\npackage = "x"\nproof = "y"\nsource = "z"\nglobal = ["X"]\n')
