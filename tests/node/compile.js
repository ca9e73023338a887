'use strict'
// What TypeScript's compiler says of an app, with nothing of electron-migrate's:
//
//   node compile.js syntax ROOT FILE…   errors of syntax in these files
//   node compile.js types ROOT          errors of types in all TypeScript below ROOT, under the app's own tsconfig.json
//
// Prints a JSON array of texts without line numbers, so that the state before and after a change can be compared. Modules that are not
// installed are `any`: their "cannot find" is left out, and Electron's own types stand in for the package where the app's are not there.

const fs = require('fs')
const path = require('path')
const ts = require('typescript')

const [what, root, ...names] = process.argv.slice(2)
console.log(JSON.stringify(what === 'syntax' ? names.flatMap(syntaxErrors) : typeErrors()))

function syntaxErrors (name) {
  const text = fs.readFileSync(path.join(root, name), 'utf8')
  return scriptsOf(name, text).flatMap((script) => {
    const file = ts.createSourceFile(name, script.text, ts.ScriptTarget.Latest, false, script.kind)
    return file.parseDiagnostics.map((one) => `${name}: ${ts.flattenDiagnosticMessageText(one.messageText, ' ')}`)
  })
}

function scriptsOf (name, text) {
  if (!/\.(vue|html?)$/.test(name)) return [{ text, kind: kindOf(name) }]
  return [...text.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)]
    .filter((match) => !/\bsrc=/.test(match[1]) && !/type=["']?(text\/|application\/json|importmap)(?!javascript)/.test(match[1]))
    .map((match) => ({ text: match[2], kind: /lang=["']?tsx?/.test(match[1]) ? ts.ScriptKind.TSX : ts.ScriptKind.JSX }))
}

function kindOf (name) {
  if (name.endsWith('.tsx')) return ts.ScriptKind.TSX
  return /\.[cm]?ts$/.test(name) ? ts.ScriptKind.TS : ts.ScriptKind.JSX
}

function typeErrors () {
  const configured = ts.findConfigFile(root, ts.sys.fileExists, 'tsconfig.json')
  const inside = configured && !path.relative(root, configured).startsWith('..')
  const own = inside ? ts.parseJsonConfigFileContent(ts.readConfigFile(configured, ts.sys.readFile).config ?? {}, ts.sys, path.dirname(configured)) : undefined
  const files = ts.sys.readDirectory(root, ['.ts', '.tsx'], ['**/node_modules/**', '**/dist/**', '**/*.test.*', '**/*.spec.*', '**/test/**', '**/__tests__/**', '**/__mocks__/**'])
  const options = {
    ...own?.options, noEmit: true, skipLibCheck: true, incremental: false, composite: false, declaration: false, types: [],
    baseUrl: own?.options.baseUrl ?? root, jsx: own?.options.jsx ?? ts.JsxEmit.Preserve, ignoreDeprecations: '5.0'
  }
  delete options.tsBuildInfoFile
  const host = ts.createCompilerHost(options)
  const electron = path.join(__dirname, 'node_modules', 'electron', 'electron.d.ts')
  host.resolveModuleNameLiterals = (literals, file, _redirect, given) => literals.map(({ text }) => {
    const found = ts.resolveModuleName(text, file, given, host)
    if (found.resolvedModule || !/^electron(\/|$)/.test(text)) return found
    return { resolvedModule: { resolvedFileName: electron, extension: '.d.ts', isExternalLibraryImport: true } }
  })
  const program = ts.createProgram([...files, electron], options, host)
  return files.flatMap((name) => {
    const file = program.getSourceFile(name)
    return file === undefined ? [] : [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      // a module, namespace or global that is not installed here
      .filter((one) => ![2307, 2304, 2503, 2580, 2591, 2688, 7016, 2875, 7026].includes(one.code))
      .map((one) => `${path.relative(root, name)}: TS${one.code} ${ts.flattenDiagnosticMessageText(one.messageText, ' ').slice(0, 200)}`)
  })
}
