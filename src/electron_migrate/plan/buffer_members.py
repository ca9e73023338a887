"""Members of the bridge that do what a Buffer does: the preload has one, also where it is sandboxed."""

from __future__ import annotations

from electron_migrate.plan.byte_uses import ENCODINGS
from electron_migrate.plan.needs import BridgeMember, MemberKind, Parameter

_ENCODING = " | ".join(f"'{name}'" for name in ("utf8", "utf-8", "base64", "hex", "ascii", "latin1", "binary", "ucs2", "utf16le"))
_DATA = "string | Uint8Array | ArrayBuffer | number[]"

_MEMBERS = {
    "from": ((Parameter("data", _DATA), Parameter("from", _ENCODING, optional=True)), "Uint8Array", "new Uint8Array(Buffer.from(data as string, from))"),
    "convert": (
        (Parameter("data", _DATA), Parameter("from", f"{_ENCODING} | undefined", optional=True), Parameter("to", _ENCODING, optional=True)),
        "string",
        "Buffer.from(data as string, from).toString(to)",
    ),
    "byteLength": ((Parameter("text", "string"), Parameter("encoding", _ENCODING, optional=True)), "number", "Buffer.byteLength(text, encoding)"),
}

assert all(name in _ENCODING for name in ENCODINGS)


def buffer_member(preload: str, name: str) -> BridgeMember:
    """`buffer.from` (bytes), `buffer.convert` (a text in another encoding) or `buffer.byteLength`."""
    parameters, result, expression = _MEMBERS[name]
    return BridgeMember(preload, ("buffer", name), MemberKind.LOCAL, parameters=parameters, result=result, expression=expression)
