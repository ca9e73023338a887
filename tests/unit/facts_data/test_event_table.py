"""The table of events that main forwards to pages."""

from __future__ import annotations

import pytest

from electron_migrate.facts.api_table import load_api_table
from electron_migrate.facts.event_table import EventRow, ManualEvent, load_event_table, parse_event_table
from electron_migrate.facts.tables import TableError
from electron_migrate.plan.naming import member_name

TABLE = load_event_table()
_EMITTER = "[[emitter]]\norigin = 'app'\nbridge = 'app'\nmain = 'app'\n"


def test_an_event_says_what_of_it_is_plain_data() -> None:
    row = TABLE.find(("screen",), "display-metrics-changed")
    assert isinstance(row, EventRow)
    assert row.payload == (("display", "Display"), ("changedMetrics", "string[]"))
    assert row.types == ("Display",)


def test_an_event_that_was_renamed_is_listened_to_by_its_new_name() -> None:
    row = TABLE.find(("currentWebContents",), "crashed")
    assert isinstance(row, EventRow)
    assert row.name_in_main == "render-process-gone"
    assert row.forwarded() == (["_event", "details"], ["details.reason === 'killed'"])


def test_live_keys_stay_in_main() -> None:
    row = TABLE.find(("currentWebContents",), "context-menu")
    assert isinstance(row, EventRow)
    assert row.forwarded() == (["_event", "{ frame, ...plain }"], ["plain"])


def test_what_main_must_decide_is_manual() -> None:
    row = TABLE.find(("app",), "window-all-closed")
    assert isinstance(row, ManualEvent)
    assert row.reason
    assert row.hint


def test_an_unknown_event_has_no_row() -> None:
    assert TABLE.find(("app",), "gpu-info-update") is None


def test_every_row_says_where_it_comes_from() -> None:
    assert [row.name for row in TABLE.events.values() if not row.source] == []


def test_no_event_takes_the_name_of_another_bridge_member() -> None:
    taken = {row.bridge for row in load_api_table().rows}
    wanted = {(row.emitter.bridge, member_name(row.name, prefix=prefix)) for row in TABLE.events.values() for prefix in ("on", "once", "off")}
    assert not wanted & taken


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{_EMITTER}[[event]]\nemitter = 'dock'\nnames = ['x']\nsource = 's'\n", "dock has no row"),
        (f"{_EMITTER}[[event]]\nemitter = 'app'\nsource = 's'\n", "`names` is missing"),
        (f"{_EMITTER}[[event]]\nemitter = 'app'\nnames = ['x']\npayload = ['a']\nsource = 's'\n", "is not `name: type`"),
        (f"{_EMITTER}[[event]]\nemitter = 'app'\nnames = ['x', 'x']\nsource = 's'\n", "two rows for app 'x'"),
        (f"{_EMITTER}[[event]]\nemitter = 'app'\nnames = ['x']\nwithout = ['frame']\nsource = 's'\n", "`without` is for a payload"),
        (f"{_EMITTER}[[event]]\nemitter = 'app'\nnames = ['x']\npayload = ['a: b']\nlistened = 'y'\nsource = 's'\n", "`values` goes with"),
        (
            f"{_EMITTER}[[event]]\nemitter = 'app'\nnames = ['x']\npayload = ['a: b']\nlistened = 'y'\nvalues = ['c']\nsource = 's'\n",
            "is not `argument => JavaScript`",
        ),
        (f"{_EMITTER}[[event]]\nemitter = 'app'\nnames = ['x']\nsuorce = 's'\n", "`source` is missing"),
    ],
)
def test_what_is_wrong_with_a_row_is_named(text: str, message: str) -> None:
    with pytest.raises(TableError, match=message):
        parse_event_table(text)
