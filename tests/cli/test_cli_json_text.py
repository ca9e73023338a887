"""Where in a JSON text its values stand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from electron_migrate.cli.json_text import JsonPath, NotJsonError, read_json, shown

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


def paths(value: object, at: JsonPath = ()) -> list[tuple[JsonPath, object]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(at, value), *(found for key, child in inner for found in paths(child, (*at, key)))]


@given(VALUES, st.sampled_from([None, 1, 2]))
def test_every_value_is_found_where_it_stands(value: object, indent: int | None) -> None:
    text = read_json(json.dumps(value, indent=indent, ensure_ascii=False).encode())
    lines = text.text.split("\n")
    for path, expected in paths(value):
        line, column = text.position(path)
        before = lines[line - 1].encode("utf-16-le", "surrogatepass")[: 2 * (column - 1)].decode("utf-16-le", "surrogatepass")
        rest = "\n".join([lines[line - 1][len(before) :], *lines[line:]])
        assert json.JSONDecoder().raw_decode(rest)[0] == expected
        if path and isinstance(path[-1], str):
            line, column = text.position(path, key=True)
            before = lines[line - 1].encode("utf-16-le", "surrogatepass")[: 2 * (column - 1)].decode("utf-16-le", "surrogatepass")
            assert json.JSONDecoder().raw_decode(lines[line - 1][len(before) :])[0] == path[-1]


def test_what_is_not_there_is_its_nearest_parent() -> None:
    text = read_json(b'{\n  "a": [\n    { "b": 1 }\n  ]\n}')
    assert text.position(("a", 0, "c", "d")) == (3, 5)
    assert text.position(("a", 7)) == (2, 8)


@pytest.mark.parametrize(
    ("data", "at"),
    [
        (b'{"a": 1,\n "a": 2}', (2, 2)),
        (b'[{"b": {}}, {"b": 1, "c": [], "b": 1}]', (1, 31)),
        (b'{\n"a": tru}', (2, 6)),
        (b'{"a": "\xff"}', (1, 8)),
        ('{"🎈": x}'.encode(), (1, 8)),
        (b"[" * 100_000, (1, 1)),
        (b"", (1, 1)),
    ],
)
def test_what_cannot_be_read_says_where(data: bytes, at: tuple[int, int]) -> None:
    with pytest.raises(NotJsonError) as caught:
        read_json(data)
    assert (caught.value.line, caught.value.column) == at


def test_a_byte_order_mark_is_left_out() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": 1}').position(("a",)) == (1, 7)


def test_paths_are_shown_as_javascript_would_write_them() -> None:
    assert shown(("groups", 3, "skip")) == "groups[3].skip"
    assert shown(("choices", "processes", "a/b.js")) == 'choices.processes["a/b.js"]'
    assert shown(()) == "the document"
