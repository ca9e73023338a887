// Resolves the names of source files with @typescript-eslint/scope-manager, for tests/unit/code/test_scope_oracle.py.
// stdin: JSON list of paths. stdout: one JSON line per file, {path, names: [[utf16 offset, name, offset of the first declaration | -1]]}
// or {path, error}. Names are references and declarations alike.
'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { parseForESLint } = require('@typescript-eslint/parser')

for (const file of JSON.parse(fs.readFileSync(0, 'utf8'))) {
  process.stdout.write(JSON.stringify({ path: file, ...resolve(file) }) + '\n')
}

function resolve (file) {
  const text = fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  const typescript = /\.[cm]?ts$/.test(file)
  let scopes
  try {
    scopes = parseForESLint(text, {
      filePath: typescript ? file : path.join(path.dirname(file), 'script.tsx'),
      ecmaFeatures: { jsx: !typescript },
      sourceType: 'module',
      range: true,
      loc: false
    }).scopeManager.scopes
  } catch (error) {
    return { error: String(error.message) }
  }
  const names = []
  for (const scope of scopes) {
    for (const reference of scope.references) {
      names.push([reference.identifier.range[0], reference.identifier.name, firstDeclaration(reference.resolved)])
    }
    for (const variable of scope.variables) {
      for (const identifier of variable.identifiers) {
        // TypeScript's enum members may be named by strings: they are no identifiers
        if (identifier.type === 'Identifier') names.push([identifier.range[0], identifier.name, firstDeclaration(variable)])
      }
    }
  }
  return { names }
}

function firstDeclaration (variable) {
  return variable && variable.identifiers.length ? Math.min(...variable.identifiers.map((it) => it.range[0])) : -1
}
