"""Which options of a window a page may choose."""

from __future__ import annotations

import pytest

from electron_migrate.facts.tables import TableError
from electron_migrate.facts.window_options import option_types, parse_option_types


def test_sizes_are_numbers_and_switches_are_booleans() -> None:
    types = option_types()
    assert (types["width"], types["modal"], types["title"]) == ("number", "boolean", "string")


@pytest.mark.parametrize("name", ["webPreferences", "parent", "icon", "menu"])
def test_what_names_files_or_objects_or_gives_rights_is_not_a_page_s_choice(name: str) -> None:
    assert name not in option_types()


def test_an_option_has_one_type() -> None:
    row = "[[options]]\ntype = '{}'\nnames = ['x']\nsource = 's'\n"
    with pytest.raises(TableError, match="two rows for x"):
        parse_option_types(row.format("number") + row.format("string"))
