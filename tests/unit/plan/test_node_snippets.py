"""What the preload and main have in place of Node's `url` and `crypto` answers as Node does."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

from electron_migrate.plan.snippets.registry import main_snippets, preload_snippets, with_all_needs

NODE = shutil.which("node")
ADDRESSES = [
    "", "a", "/a/b?c=d#e", "https://me:secret@Example.org:443/a b?c=d&c=e#f", "http://example.org", "//host/a", "x-app://open/repo?url=a%20b", "mailto:a@b.c",
    "file:///C:/a", "http://[::1]:80/", "javascript:alert(1)", "?a", "#b", "git@github.com:me/it.git", "http://ex ample.org/",
]  # fmt: skip
COMPARE = """
const differ = []
const compare = (name, ours, theirs) => { if (JSON.stringify(ours) !== JSON.stringify(theirs)) differ.push([name, ours, theirs]) }
const real = require('url')
for (const address of ADDRESSES) {
  compare('parse ' + address, parseUrl(address), { ...real.parse(address) })
  compare('parse with query ' + address, parseUrlWithQuery(address), { ...real.parse(address, true) })
  compare('resolve ' + address, resolveUrl('http://a.b/c/d', address), real.resolve('http://a.b/c/d', address))
}
compare('format', formatUrl({ pathname: '/a', query: { b: 'c d' } }), real.format({ pathname: '/a', query: { b: 'c d' } }))
compare('own members', Object.keys(Object.getPrototypeOf(parseUrl('a'))), [])
for (const encoding of ['hex', 'base64']) {
  for (const size of [0, 1, 9, 65536]) compare('random ' + size, randomText(size, encoding).length, require('crypto').randomBytes(size).toString(encoding).length)
  compare('digest', digestOf('md5', encoding, 'Träume'), require('crypto').createHash('md5').update('Träume').digest(encoding))
  compare('of hex', digestOf('sha1', encoding, '00ff', 'hex'), require('crypto').createHash('sha1').update('00ff', 'hex').digest(encoding))
  compare('of bytes', digestOf('sha256', encoding, new Uint8Array([1, 2])), require('crypto').createHash('sha256').update(new Uint8Array([1, 2])).digest(encoding))
}
const ids = Array.from({ length: 500 }, randomUuid)
compare('ids', ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)), [])
compare('all different', new Set(ids).size, ids.length)
console.log(JSON.stringify(differ))
"""


@pytest.mark.skipif(NODE is None, reason="Node.js is not installed")
def test_addresses_digests_and_random_text_are_those_of_node() -> None:
    wanted = {"parseUrl", "parseUrlWithQuery", "resolveUrl", "formatUrl", "randomText", "randomUuid"}
    code = "\n".join(one.code for one in (*with_all_needs(wanted, preload_snippets()), *with_all_needs({"digestOf"}, main_snippets())))
    plain = re.sub(r"\?? ?: (?:string \| Uint8Array|'hex' \| 'base64'|string|number|object)(?=[,)])| as (?:string|'utf8')", "", code)
    setup = "const url = require('url'), crypto = require('crypto'), window = { crypto: crypto.webcrypto }\n"
    program = f"{setup}const ADDRESSES = {json.dumps(ADDRESSES)}\n{plain}\n{COMPARE}"
    done = subprocess.run([str(NODE), "--no-deprecation", "-"], input=program, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    assert json.loads(done.stdout) == []
