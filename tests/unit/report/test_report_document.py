"""The JSON of scan and plan: valid under the shipped schemas, which let nothing else pass."""

from __future__ import annotations

import json
from dataclasses import fields
from importlib.resources import files
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource
from report_sample import BROKEN, CLEAN, PLAN, SAFE_PLAN, SCAN, SEND, WRITE

from electron_migrate.options import Options
from electron_migrate.plan.needs import Need
from electron_migrate.report.document import plan_document, scan_document
from electron_migrate.report.json_format import json_bytes

SCHEMAS = {
    name: json.loads(files("electron_migrate.report.schema").joinpath(f"{name}.json").read_text("utf-8")) for name in ("scan-1", "plan-1", "check-1", "baseline-1")
}
REGISTRY: Registry[Any] = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values())


def validate(document: object) -> None:
    parsed = json.loads(json_bytes(document))  # type: ignore[arg-type]
    Draft202012Validator(SCHEMAS[parsed["schema"]], registry=REGISTRY).validate(parsed)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("scan", [SCAN, BROKEN, CLEAN], ids=["findings", "broken", "clean"])
def test_a_scan_is_valid(scan: Any) -> None:
    validate(scan_document(scan))


@pytest.mark.parametrize("plan", [PLAN, SAFE_PLAN], ids=["review", "safe"])
def test_a_plan_is_valid(plan: Any) -> None:
    validate(plan_document(plan, Options(electron=9, exclude=("dist/",))))


@pytest.mark.parametrize(
    "path", [(), ("app",), ("app", "electron"), ("windows", 0), ("findings", 0), ("summary",), ("channels", 0, "senders", 0)]
)
def test_the_scan_schema_refuses_unknown_and_missing_fields(path: tuple[Any, ...]) -> None:
    _refuses_changes(scan_document(SCAN), path)


@pytest.mark.parametrize("path", [(), ("groups", 0), ("options",), *((("groups", 0, "needs", index)) for index in range(8))])
def test_the_plan_schema_refuses_unknown_and_missing_fields(path: tuple[Any, ...]) -> None:
    _refuses_changes(plan_document(PLAN, Options()), path)


def _refuses_changes(document: Any, path: tuple[Any, ...]) -> None:
    inner = document
    for key in path:
        inner = inner[key]
    inner["unheardOf"] = 1
    with pytest.raises(ValidationError):
        validate(document)
    del inner["unheardOf"]
    validate(document)
    key, _ = inner.popitem()
    with pytest.raises(ValidationError):
        validate(document)


@pytest.mark.parametrize("need", get_args(Need), ids=lambda need: need.__name__)
def test_the_schema_knows_every_need_and_field(need: type) -> None:
    name = need.__name__[0].lower() + need.__name__[1:]
    properties = SCHEMAS["plan-1"]["$defs"][name]["properties"]
    assert len(properties) == 1 + len(fields(need))
    assert {"$ref": f"#/$defs/{name}"} in SCHEMAS["plan-1"]["$defs"]["need"]["oneOf"]


def test_columns_count_utf16_units_from_one() -> None:
    finding = next(one for one in scan_document(SCAN)["findings"] if one["id"] == WRITE.id)
    assert (finding["line"], finding["column"], finding["endLine"], finding["endColumn"]) == (3, 2, 3, 27)
    wave = SCAN.sources["renderer.js"].data.index(b"win = remote")
    assert SCAN.sources["renderer.js"].position(wave).column == 20  # the wave is two units wide
    assert finding["snippet"] == "win.customData = { name }"


def test_windows_name_their_blockers() -> None:
    held, done = scan_document(SCAN)["windows"]
    assert held["ready"] is False
    assert WRITE.id in held["blockers"]
    assert held["gates"]["isolated"] == {"open": False, "blockers": held["blockers"]}
    assert held["preferences"]["nodeIntegration"] == {
        "value": True,
        "source": "written",
        "site": {"path": "main.js", "line": 4, "column": 53},
        "note": "",
    }
    assert done["gates"]["sandboxed"] == {"open": True, "blockers": []}


def test_the_summary_counts() -> None:
    summary = scan_document(SCAN)["summary"]
    assert summary["bySafety"] == {"safe": 1, "review": 1, "manual": 1, "note": 1}
    assert summary["byProcess"] == {"main": 1, "renderer": 3}
    assert (summary["windowsReady"], summary["windowsTotal"], summary["seconds"]) == (1, 2, 0.123)
    assert summary["bytes"] == sum(len(source.raw) for source in SCAN.sources.values())


def test_groups_come_in_order_with_what_they_do() -> None:
    document = plan_document(PLAN, Options(api_name="notes"))
    assert [(group["number"], group["id"], group["skip"]) for group in document["groups"]] == [
        (1, "bridge:preload.js", False),
        (2, "call-sites:save", False),
        (3, "call-sites:app", False),
        (0, "isolate:main", False),
    ]
    first, second, _, held = document["groups"]
    assert first["files"] == [{"path": "preload.js", "change": "added", "added": 1, "removed": 0}]
    assert first["patch"] == "0001-bridge-add-window-electronapi-with-save.patch"
    assert first["needs"][0]["parameters"] == [{"name": "note", "type": "string", "optional": False, "rest": False}]
    assert second["findings"] == [SEND.id]
    assert held["held"].startswith("the window has a blocker")
    assert held["patch"] is None
    assert document["options"]["apiName"] == "notes"


def test_odd_bytes_in_names_are_still_json() -> None:
    assert json.loads(json_bytes({"path": "caf\udce9"})) == {"path": "caf\udce9"}
