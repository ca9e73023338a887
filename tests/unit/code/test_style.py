"""The style of most of the code is found; a file that shows nothing has the defaults."""

from __future__ import annotations

import pytest

from electron_migrate.code.source import Source
from electron_migrate.code.style import Style, detect_style

STANDARD = """const a = 'b'
function f (x) {
  return x.map(y => y)
}
const o = {
  a: 1,
  b: 'it',
}
"""
GOOGLE = 'const a = "b";\r\nfunction f(x) {\r\n\treturn x.map((y) => y);\r\n}\r\nconst o = {\r\n\ta: 1,\r\n\tb: "it\'s"\r\n};\r\n'


def style_of(code: str) -> Style:
    return detect_style(Source.of("a.js", code.encode()))


def test_standard() -> None:
    assert style_of(STANDARD) == Style("'", False, "  ", True, True, "\n", False)


def test_the_opposite() -> None:
    assert style_of(GOOGLE) == Style('"', True, "\t", False, False, "\r\n", True)


def test_nothing_shown() -> None:
    assert style_of("") == Style()


def test_the_majority_of_several_files_wins() -> None:
    files = [Source.of("a.js", STANDARD.encode()), Source.of("b.js", GOOGLE.encode()), Source.of("c.js", STANDARD.encode())]
    assert detect_style(files) == style_of(STANDARD)


@pytest.mark.parametrize(
    ("code", "spaced"),
    [("f(function () {})", True), ("f(function() {})", False), ("f(function () {}); function g() {}; f(function () {})", False)],
)
def test_anonymous_functions_count_where_there_are_no_named_ones(code: str, *, spaced: bool) -> None:
    assert style_of(code).space_before_function_paren is spaced


def test_indentation_is_a_step_and_not_a_depth() -> None:
    assert style_of("if (a) {\n    if (b) {\n        c({\n            d: 1\n        })\n    }\n}").indent == "    "


def test_strings() -> None:
    assert Style().string("it's\n\u2028") == r"'it\'s\n\u2028'"
    assert Style(quote='"').string("it's \\") == '"it\'s \\\\"'


def test_the_scripts_of_a_page_count() -> None:
    assert detect_style(Source.of("a.html", b'<p onclick="f(\'x\')"><script>\na("b");\nc("d");\n</script>')).quote == '"'
