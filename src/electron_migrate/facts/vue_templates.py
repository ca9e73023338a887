"""What the template of a Vue component names: it is no part of the script, and has all that the component has."""

from __future__ import annotations

import re

_TEMPLATE = re.compile(rb"<template\b.*</template\s*>", re.DOTALL | re.IGNORECASE)
# What Vue evaluates: between double braces, and in attributes that it reads.
_EXPRESSION = re.compile(rb"""\{\{(.*?)\}\}|(?:v-|[@:#])[\w.:@\[\]-]*\s*=\s*("[^"]*"|'[^']*')""", re.DOTALL)


def is_in_template(component: bytes, name: str) -> bool:
    """True where the template of a single-file component names it, or hands on all that there is (`$data`)."""
    template = _TEMPLATE.search(component)
    if template is None:
        return False
    word = re.compile(rb"(?<![\w$.])" + re.escape(name.encode()) + rb"(?![\w$])|\$data\b")
    if re.match(rb"<template[^>]*\blang\s*=", template.group()):
        # pug, which we do not read
        return word.search(template.group()) is not None
    return any(word.search(found.group()) for found in _EXPRESSION.finditer(template.group()))
