"""What makes a finding the same finding tomorrow: rule, path, enclosing scope and code, never a line number."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from electron_migrate.code.source import Place, Span
from electron_migrate.facts.link import Facts
from electron_migrate.facts.summary import FunctionFact, UnitSummary

# One token at a time, so that what looks like a comment within a string stays.
_TOKEN = re.compile(
    r"(?P<text>'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`)|(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<space>\s+)", re.DOTALL
)
_TRAILING = re.compile(r",(?=[)\]}])")
_FUNCTION = b"=>"


@dataclass(frozen=True, slots=True)
class Identity:
    """`scope`: names of the classes and functions around the place, joined by dots; empty at the top level.

    `code`: the text as a formatter cannot change it, functions in it without their bodies, windows without their options.
    `fingerprint` and `exact`: 16 hex digits each; `exact` is of the whole text and of the innermost function's name, and the same for places that do not
    differ in these.
    """

    scope: str
    code: str
    fingerprint: str
    exact: str


class Identities:
    """Of the findings of one app: what repeats is told apart by its number, so each fingerprint is given once."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._windows = {window.model.place: window.model.kind for window in facts.windows}
        self._seen: dict[str, int] = {}

    def of(self, rule: str, place: Place) -> Identity:
        """To be asked once for each finding, in order of place."""
        functions = self._functions(place)
        scope = ".".join(name for name in self._scope(place, functions) if name)
        code = self._code(place)
        source = self._facts.sources.get(place.path)
        whole = re.sub(r"\s+", "", source.text(place.span)) if source is not None else ""
        named = [function.name for function in functions if function.name]
        exact = _digest("exact", rule, place.path, named[-1] if named else "", whole)
        return Identity(scope, code, self._numbered(_digest(rule, place.path, scope, code)), exact)

    def _numbered(self, digest: str) -> str:
        self._seen[digest] = number = self._seen.get(digest, 0) + 1
        return digest if number == 1 else _digest(digest, str(number))

    def _functions(self, place: Place) -> tuple[FunctionFact, ...]:
        unit = self._unit(place)
        return tuple(function for function in unit.functions if function.span.contains(place.span)) if unit is not None else ()

    def _unit(self, place: Place) -> UnitSummary | None:
        summary = self._facts.summaries.get(place.path)
        return next((unit for unit in summary.units if unit.span.contains(place.span)), None) if summary is not None else None

    def _scope(self, place: Place, functions: tuple[FunctionFact, ...]) -> list[str]:
        unit = self._unit(place)
        classes = [(one.span.start, one.name) for one in unit.classes if one.span.contains(place.span)] if unit is not None else []
        return [name for _, name in sorted([*classes, *((function.span.start, function.name) for function in functions)])]

    def _code(self, place: Place) -> str:
        if place in self._windows:
            # where it is made, whatever its options become
            return f"new {self._windows[place]}"
        source = self._facts.sources.get(place.path)
        if source is None:
            return ""
        unit = self._unit(place)
        inner = [one.span for one in unit.functions if place.span.contains(one.span) and one.span != place.span] if unit is not None else []
        parts: list[bytes] = []
        at = place.span.start
        for span in sorted(inner, key=lambda span: (span.start, -span.end)):
            if span.start >= at:
                parts += [source.data[at : span.start], _FUNCTION]
                at = span.end
        parts.append(source.data[at : place.span.end])
        return normalised(b"".join(parts).decode("utf-8", "replace"))


def normalised(code: str) -> str:
    """Without comments, white space, semicolons and trailing commas; every string in single quotes."""

    def token(match: re.Match[str]) -> str:
        text = match["text"]
        if text is None:
            return ""
        return f"'{text[1:-1]}'" if text[0] == '"' else text

    return _TRAILING.sub("", _TOKEN.sub(token, code).replace(";", ""))


def position_of(span: Span, facts: Facts, path: str) -> tuple[int, int] | None:
    """Line and column (UTF-16) of a span's start, from 1; None where the text is not at hand."""
    source = facts.sources.get(path)
    if source is None:
        return None
    position = source.position(span.start)
    return position.line, position.column


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
