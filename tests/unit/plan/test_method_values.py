"""What a method that is handed over instead of called will be given."""

from __future__ import annotations

import pytest

from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.source import Source, Span
from electron_migrate.plan.method_values import handed_arguments


def _parsed(text: str) -> Parsed:
    source = Source.of("page.jsx", text.encode())
    return parse(source, regions(source)[0])


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("button.addEventListener('click', win.close)", 0),
        ("button.onclick = win.close", 0),
        ("setTimeout(win.close, 100)", 0),
        ("const a = <a onClick={win.close}>x</a>", 0),
        ("urls.forEach(win.close)", 1),
        ("const { a } = { a: win.close }", -1),
        ("keep(win.close)", -1),
        ("const close = win.close", -1),
        ("const a = <a render={win.close}>x</a>", None),
        ("const b = other || win.close", None),
        ("button.addEventListener('click', win.close); button.removeEventListener('click', win.close)", None),
        ("bus.off('x', win.close)", None),
    ],
)
def test_who_calls_it_tells_what_it_is_given(text: str, arguments: int | None) -> None:
    parsed = _parsed(text)
    start = text.index("win.close")
    assert handed_arguments(parsed, parsed.node_at(Span(start, start + len("win.close")))) == arguments
