"""The table of callbacks: what older Electrons called, against the rows that give the same result today."""

from __future__ import annotations

import pytest

from electron_migrate.facts.api_table import ApiRow, Shape, load_api_table
from electron_migrate.facts.callback_table import ERROR, VALUE, load_callback_table, parse_callback_table
from electron_migrate.facts.tables import TableError

ROW = 'origins = ["dialog.showMessageBox"]\nuntil = 5\nsource = "s"\n'


def test_every_row_names_a_member_that_answers_later() -> None:
    for origin, row in load_callback_table().items():
        answers = load_api_table().find(row.answers_as, "call", literal_arguments=False, major=row.until + 1)
        assert isinstance(answers, ApiRow), origin
        assert answers.shape is Shape.PROMISE or answers.modal or answers.result.startswith("Promise<"), origin
        # what has no result passes none, and the other way round
        assert (answers.result == "void") == (not set(row.passes) - {ERROR}), origin


def test_a_member_of_the_result_is_one_that_its_type_has() -> None:
    named = {name for row in load_callback_table().values() for name in row.passes} - {ERROR, VALUE}
    # d.ts 6.1.12 MessageBoxReturnValue
    assert named == {"response", "checkboxChecked"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[callback]]\n" + ROW.replace("until = 5\n", "") + "passes = []\n", "`until` is missing"),
        ("[[callback]]\n" + ROW + 'passes = ["value", "error"]\n', "`passes` is"),
        (f"[[callback]]\n{ROW}[[callback]]\n{ROW}", "has a row already"),
        ("[[callback]]\n" + ROW + "since = 3\n", "unknown field"),
    ],
)
def test_a_wrong_row_is_named(text: str, complaint: str) -> None:
    with pytest.raises(TableError, match=complaint):
        parse_callback_table(text)
