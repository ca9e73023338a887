"""JSON of a stranger as typed values, with a problem instead of an exception."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

import json5

from electron_migrate.app.problem import ReadProblem
from electron_migrate.code.source import Source

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

# json5 reads some 100 kB a second; real tsconfig files are far smaller than this.
_JSON5_LIMIT = 200_000


@lru_cache(maxsize=64)
def parse_json(source: Source) -> tuple[Json, ReadProblem | None]:
    """The value of strict JSON, shared and not to be changed; (None, problem) for broken text."""
    try:
        value: Json = json.loads(source.data.decode("utf-8"))
        _refuse_lone_surrogates(source, value)
    except json.JSONDecodeError as error:
        return None, ReadProblem(source.path, error.lineno, f"not valid JSON: {error.msg}")
    except UnicodeDecodeError as error:
        return None, ReadProblem(source.path, source.data.count(b"\n", 0, error.start) + 1, "not valid UTF-8")
    except RecursionError:
        return None, ReadProblem(source.path, None, "nested too deeply")
    except ValueError as error:
        return None, ReadProblem(source.path, None, f"not valid JSON: {error}")
    return value, None


def parse_json5(source: Source) -> tuple[Json, ReadProblem | None]:
    """The value of JSON with comments and trailing commas, as in tsconfig files; (None, problem) for broken text."""
    value, problem = parse_json(source)
    if problem is None or len(source.data) > _JSON5_LIMIT:
        return value, problem
    try:
        loose: Json = json5.loads(source.data.decode("utf-8"))
        _refuse_lone_surrogates(source, loose)
    except (ValueError, RecursionError):
        return None, problem
    return loose, None


def table(value: Json, *keys: str) -> Mapping[str, Json]:
    """The object at `keys`; empty when it is not there or something else."""
    found = at(value, *keys)
    return found if isinstance(found, dict) else {}


def text(value: Json, *keys: str) -> str | None:
    """The string at `keys`, None when it is not there or something else."""
    found = at(value, *keys)
    return found if isinstance(found, str) else None


def texts(value: Json, *keys: str) -> tuple[str, ...]:
    """The strings of the array at `keys`; what is no string is left out."""
    found = at(value, *keys)
    return tuple(item for item in found if isinstance(item, str)) if isinstance(found, list) else ()


def at(value: Json, *keys: str) -> Json:
    """The value at `keys`, None when it is not there."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def _refuse_lone_surrogates(source: Source, value: Json) -> None:
    # "\ud800" is legal JSON, but no such string can ever be printed or be the name of a file.
    if b"\\ud" in source.data.lower():
        try:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:
            raise ValueError("half of a surrogate pair in a string") from None
