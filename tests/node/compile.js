'use strict'
// What TypeScript's compiler says of an app, with nothing of electron-migrate's:
//
//   node compile.js syntax ROOT FILE…   errors of syntax in these files
//   node compile.js types ROOT          errors of types in all TypeScript below ROOT, under the app's own tsconfig.json
//
// Prints a JSON array of texts without line numbers, so that the state before and after a change can be compared. Modules that are not
// installed are `any`: their "cannot find" is left out, and the types of Electron 9 stand in for the package where the app's are not there. What these
// lack is no error of an app for a later Electron.

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

// The Electron that an app declares, as its first number; 0 where it does not say.
function major (root) {
  try {
    const { dependencies, devDependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
    return Number(/\d+/.exec({ ...dependencies, ...devDependencies }.electron ?? '')?.[0] ?? 0)
  } catch (error) {
    return 0
  }
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
  let standIn = false
  const electron = path.join(__dirname, 'node_modules', 'electron', 'electron.d.ts')
  host.resolveModuleNameLiterals = (literals, file, _redirect, given) => literals.map(({ text }) => {
    const found = ts.resolveModuleName(text, file, given, host)
    if (found.resolvedModule || !/^electron(\/|$)/.test(text)) return found
    standIn = true
    return { resolvedModule: { resolvedFileName: electron, extension: '.d.ts', isExternalLibraryImport: true } }
  })
  const declared = new Set([...fs.readFileSync(electron, 'utf8').matchAll(/^ *(?:interface|class|type) (\w+)/gm)].map((match) => match[1]))
  const lacksName = (one) => {
    const text = ts.flattenDiagnosticMessageText(one.messageText, ' ')
    // a member that a type of Electron's does not have, or a name that its module does not export
    const [, type] = /does not exist on type '(?:Electron\.)?(\w+)'/.exec(text) ?? []
    return (one.code === 2339 && declared.has(type)) || (one.code === 2305 && /^Module '"(electron|Electron)"'/.test(text))
  }
  const later = major(root) > 9
  const program = ts.createProgram([...files, electron], options, host)
  return files.flatMap((name) => {
    const file = program.getSourceFile(name)
    return file === undefined ? [] : [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      // a module, namespace or global that is not installed here
      .filter((one) => ![2307, 2304, 2503, 2580, 2591, 2688, 7016, 2875, 7026].includes(one.code))
      .filter((one) => !(standIn && later && lacksName(one)))
      .map((one) => `${path.relative(root, name)}: TS${one.code} ${ts.flattenDiagnosticMessageText(one.messageText, ' ').slice(0, 200)}`)
  })
}
