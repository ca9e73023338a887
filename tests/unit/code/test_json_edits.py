"""Members of JSON go with their commas, and nothing else moves."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from electron_migrate.code.edits import apply
from electron_migrate.code.json_edits import add_members, remove_members

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{\n  "a": 1,\n  "x": { "k": [1, "}"] },\n  "b": 2\n}\n', '{\n  "a": 1,\n  "b": 2\n}\n'),
        ('{\n  "x": 1,\n  "b": 2\n}\n', '{\n  "b": 2\n}\n'),
        ('{\n  "a": 1,\n  "x": 2\n}\n', '{\n  "a": 1\n}\n'),
        ('{"a": "\\"x\\": 1", "x": 2}', '{"a": "\\"x\\": 1"}'),
        ('{"a": {"x": 1}}', '{"a": {"x": 1}}'),
    ],
)
def test_one_member_goes_with_its_comma(before: str, after: str) -> None:
    assert apply(before.encode(), remove_members(before.encode(), [("x",)])).decode() == after


def test_an_object_that_would_be_empty_goes() -> None:
    text = b'{"name": "a", "dependencies": {"x": "1"}, "main": "b"}'
    assert apply(text, remove_members(text, [("dependencies", "x")])) == b'{"name": "a", "main": "b"}'


@pytest.mark.parametrize("text", ["[1]", "{", '{"a" 1}', "", '{"a": 1,'])
def test_what_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="JSON"):
        remove_members(text.encode(), [("a",)])


@given(st.dictionaries(st.text(max_size=3), _VALUES, max_size=5), st.data(), st.sampled_from([None, 2, "\t"]))
def test_what_is_left_is_the_rest(value: dict[str, object], data: st.DataObject, indent: int | str | None) -> None:
    paths = list(_paths(value))
    gone = data.draw(st.lists(st.sampled_from(paths), max_size=3, unique=True)) if paths else []
    text = json.dumps(value, indent=indent).encode()
    assert json.loads(apply(text, remove_members(text, gone))) == _without(value, gone)


def _paths(value: Mapping[str, object], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, one in value.items():
        found.append((*above, name))
        if isinstance(one, dict):
            found += _paths(one, (*above, name))
    return found


def _without(value: Mapping[str, object], gone: list[tuple[str, ...]]) -> dict[str, object]:
    left: dict[str, object] = {}
    for name, one in value.items():
        if (name,) in gone:
            continue
        below = [path[1:] for path in gone if path[0] == name and len(path) > 1]
        if below and isinstance(one, dict):
            rest = _without(one, below)
            if not rest:
                continue
            left[name] = rest
        else:
            left[name] = one
    return left


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{\n  "s": {\n    "a": "1"\n  }\n}\n', '{\n  "s": {\n    "a": "1",\n    "x": "2"\n  }\n}\n'),
        ('{\n  "s": {}\n}\n', '{\n  "s": {\n    "x": "2"\n  }\n}\n'),
        ('{\n\t"a": 1\n}\n', '{\n\t"a": 1,\n\t"s": {\n\t\t"x": "2"\n\t}\n}\n'),
        ('{"s": {"a": "1"}}', '{"s": {"a": "1", "x": "2"}}'),
        ('{"s": {"x": "1"}}', '{"s": {"x": "2"}}'),
        ("{}", '{\n  "s": {\n    "x": "2"\n  }\n}'),
        ('{\r\n  "s": {\r\n    "a": "1"\r\n  }\r\n}', '{\r\n  "s": {\r\n    "a": "1",\r\n    "x": "2"\r\n  }\r\n}'),
    ],
)
def test_a_text_is_added_by_its_key(before: str, after: str) -> None:
    data = before.encode()
    assert apply(data, add_members(data, ("s",), [("x", "2")])).decode() == after


@given(st.dictionaries(st.text(max_size=3), _VALUES, max_size=4))
def test_what_is_added_is_there_and_the_rest_stays(value: Mapping[str, object]) -> None:
    data = json.dumps(value, indent=2).encode()
    if isinstance(value.get("s", {}), dict):
        whole = json.loads(apply(data, add_members(data, ("s",), [("x", "1"), ("y", "2")])))
        assert whole == {**value, "s": {**dict(value.get("s", {})), "x": "1", "y": "2"}}
    else:
        with pytest.raises(LookupError):
            add_members(data, ("s",), [("x", "1")])
