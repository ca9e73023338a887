'use strict'
// Counts what the pages of an app use of Electron and Node, with TypeScript's parser and binder and nothing of electron-migrate's:
//
//   node count-uses.js ROOT FILE…      prints { "raw-ipc": ["path:line", …], "remote-use": […], … } as JSON
//
// How it counts. Each script (a file of JavaScript or TypeScript, or one inline script of a page or component) is taken alone. A name leads to an
// import or `require` (`window.require`, …) of 'electron' or '@electron/remote' through its one declaration (`const x = …`, a destructured or renamed
// property, `let x` with its only assignment that is not null), through members, calls and `new`. A use is an outermost chain that begins at such a
// name or require:
//   raw-ipc              ipcRenderer.send(…) and the like
//   remote-use           anything below remote, also what is called on an object that came from there: win.on(…), new remote.BrowserWindow(…)
//   main-module-in-page  any other member of the module
//   node-module-in-page  require('…') of anything but Electron, Node's builtins and packages for settings and logs
//   node-builtin-in-page anything below a builtin of Node's, by the same ways
//   node-package-in-page anything below a package for settings or logs
//   node-global-in-page  process, __dirname, __filename, Buffer, global, setImmediate where nothing declares them
// What a call answered is data and is not followed, except where it is known to be a live object (see LIVE). Types are no uses.
// Not a use: what only gives the thing another name, whose uses are counted instead (the right side of a declaration, or of an assignment to a name,
// unless it makes something or asks for more than a handle: see HANDLES), also in the state of a component, being the target of an assignment, and being only tested (`if (win)`).

const fs = require('fs')
const { builtinModules } = require('module')
const path = require('path')
const ts = require('typescript')

const GLOBALS = new Set(['process', '__dirname', '__filename', 'Buffer', 'global', 'setImmediate'])

const KEPT_IN_MAIN = new Set(['electron-config', 'electron-json-storage', 'electron-log', 'electron-settings', 'electron-store'])
const LIVE = new Set([
  'getCurrentWindow', 'getCurrentWebContents', 'getFocusedWindow', 'getAllWindows', 'fromId', 'fromWebContents', 'fromPartition', 'getGlobal', 'require',
  'buildFromTemplate', 'getApplicationMenu', 'getMenuItemById', 'getBuiltin'
])
// Plain values that live objects have: a name for one is a name for data.
const DATA = new Set(['id'])
// What fetches a live object and does nothing else: `const win = remote.getCurrentWindow()` only gives it another name.
const HANDLES = new Set(['getCurrentWindow', 'getCurrentWebContents', 'getGlobal', 'require', 'getBuiltin', 'fromPartition', 'getApplicationMenu'])
const REQUIRE = new Set(['require', '__non_webpack_require__'])

const [root, ...names] = process.argv.slice(2)
const found = {}
for (const name of names) {
  const text = fs.readFileSync(path.join(root, name), 'utf8')
  for (const script of /\.(html?|vue)$/.test(name) ? inlineScripts(text) : [text]) countScript(name, script)
}
for (const rule of Object.keys(found)) found[rule].sort()
console.log(JSON.stringify(found))

// Everything around a script becomes blank, so that its lines keep their numbers.
function inlineScripts (page) {
  return [...page.matchAll(/(<script\b(?![^>]*\bsrc=)[^>]*>)([\s\S]*?)<\/script>/gi)].map((match) => {
    const start = match.index + match[1].length
    return page.slice(0, start).replace(/[^\n]/g, ' ') + match[2]
  })
}

function countScript (name, text) {
  const typed = /\.[cm]?ts$/.test(name)
  const called = typed ? '/script.ts' : '/script.tsx'
  const file = ts.createSourceFile(called, text, ts.ScriptTarget.Latest, true, typed ? ts.ScriptKind.TS : ts.ScriptKind.TSX)
  const host = {
    ...ts.createCompilerHost({}),
    getSourceFile: (asked) => (asked === called ? file : undefined),
    fileExists: (asked) => asked === called
  }
  const checker = ts.createProgram([called], { allowJs: true, noLib: true, jsx: ts.JsxEmit.Preserve, noResolve: true, types: [] }, host).getTypeChecker()
  visit(file)

  function visit (node) {
    const rule = ruleOf(node)
    if (rule) add(rule, node)
    ts.forEachChild(node, visit)
  }

  function add (rule, node) {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
    ;(found[rule] ??= []).push(`${name}:${line}`)
  }

  function ruleOf (node) {
    if (!node.parent || ts.isTypeNode(node.parent) || ts.isTypeElement(node.parent) || ts.isImportSpecifier(node.parent) || ts.isImportClause(node.parent) ||
        ts.isNamespaceImport(node.parent)) return undefined
    if (ts.isIdentifier(node) && GLOBALS.has(node.text) && isReference(node) && !declarationOf(node)) return 'node-global-in-page'
    const loaded = required(node)
    if (loaded !== undefined && !isElectron(loaded) && !isBuiltin(loaded) && !KEPT_IN_MAIN.has(loaded)) return 'node-module-in-page'
    if (!isChain(node) || isContinued(node)) return undefined
    const origin = originOf(node)
    if (!origin || isAlias(node, origin) || isTarget(node) || isTested(node)) return undefined
    if (origin[0] === 'node') return 'node-builtin-in-page'
    if (origin[0] === 'package') return 'node-package-in-page'
    if (origin[1] === 'remote') return 'remote-use'
    return origin[1] === 'ipcRenderer' ? 'raw-ipc' : 'main-module-in-page'
  }

  // ['electron', 'remote', 'BrowserWindow', 'new', 'on', '()'], or undefined
  function originOf (node, seen = new Set()) {
    if (ts.isParenthesizedExpression(node)) return originOf(node.expression, seen)
    const loaded = required(node)
    if (loaded !== undefined && isBuiltin(loaded)) return ['node']
    if (loaded !== undefined && KEPT_IN_MAIN.has(loaded)) return ['package']
    if (loaded !== undefined) return isElectron(loaded) ? (loaded === '@electron/remote' ? ['electron', 'remote'] : ['electron']) : undefined
    if (ts.isCallExpression(node)) return extend(originOf(node.expression, seen), '()')
    if (ts.isNewExpression(node)) return extend(originOf(node.expression, seen), 'new')
    if (ts.isPropertyAccessExpression(node)) return extend(originOf(node.expression, seen), node.name.text)
    if (!ts.isIdentifier(node) || !isReference(node)) return undefined
    const declaration = declarationOf(node)
    return declaration && !seen.has(declaration) ? originOfDeclaration(declaration, new Set(seen).add(declaration)) : undefined
  }

  function originOfDeclaration (declaration, seen) {
    const imported = importOf(declaration)
    if (imported !== undefined) return imported
    if (ts.isBindingElement(declaration)) {
      const key = (declaration.propertyName ?? declaration.name).text
      return extend(originOfDeclaration(declaration.parent.parent, seen), key)
    }
    if (!ts.isVariableDeclaration(declaration)) return undefined
    const empty = !declaration.initializer || declaration.initializer.kind === ts.SyntaxKind.NullKeyword
    const values = empty ? assignments(declaration.name.text) : [declaration.initializer]
    const origin = values.length === 1 ? originOf(values[0], seen) : undefined
    const answered = origin?.lastIndexOf('()') ?? -1
    const isData = answered > 0 && (origin[0] !== 'electron' || !LIVE.has(origin[answered - 1]) || DATA.has(origin[answered + 1]))
    return isData ? undefined : origin
  }

  // What an import brings, or undefined for another declaration
  function importOf (declaration) {
    const isImport = ts.isImportSpecifier(declaration) || ts.isImportClause(declaration) || ts.isNamespaceImport(declaration)
    if (!isImport || declaration.isTypeOnly) return undefined
    let statement = declaration
    while (!ts.isImportDeclaration(statement)) statement = statement.parent
    const from = statement.moduleSpecifier.text
    if (statement.importClause.isTypeOnly || !(isElectron(from) || isBuiltin(from) || KEPT_IN_MAIN.has(from))) return undefined
    const module = isBuiltin(from) ? ['node'] : KEPT_IN_MAIN.has(from) ? ['package'] : from === '@electron/remote' ? ['electron', 'remote'] : ['electron']
    const name = ts.isImportSpecifier(declaration) ? (declaration.propertyName ?? declaration.name).text : 'default'
    return name === 'default' ? module : [...module, name]
  }

  // What is assigned to a name anywhere in the script, null aside
  function assignments (wanted) {
    const values = []
    const look = (node) => {
      if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(node.left) && node.left.text === wanted &&
          node.right.kind !== ts.SyntaxKind.NullKeyword) values.push(node.right)
      ts.forEachChild(node, look)
    }
    look(file)
    return values
  }

  function declarationOf (identifier) {
    const symbol = ts.isShorthandPropertyAssignment(identifier.parent)
      ? checker.getShorthandAssignmentValueSymbol(identifier.parent)
      : checker.getSymbolAtLocation(identifier)
    return symbol?.declarations?.find((declaration) => declaration.getSourceFile() === file)
  }
}

function extend (origin, name) {
  return origin && [...origin, name]
}

function isElectron (name) {
  return name === 'electron' || name === 'electron/renderer' || name === '@electron/remote'
}

function isBuiltin (name) {
  return builtinModules.includes(name.replace(/^node:/, ''))
}

function required (node) {
  if (!ts.isCallExpression(node)) return undefined
  const called = node.expression
  const isRequire = (ts.isIdentifier(called) && REQUIRE.has(called.text)) ||
    (ts.isPropertyAccessExpression(called) && ts.isIdentifier(called.expression) && called.expression.text === 'window' && called.name.text === 'require')
  return isRequire && node.arguments.length === 1 && ts.isStringLiteralLike(node.arguments[0])
    ? node.arguments[0].text
    : undefined
}

function isChain (node) {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) || ts.isNewExpression(node)
}

function isContinued (node) {
  const parent = node.parent
  return (ts.isPropertyAccessExpression(parent) || ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node
}

// An identifier that stands for a variable: no property name, no declared name
function isReference (node) {
  const parent = node.parent
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  if (ts.isBindingElement(parent) || ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.initializer === node
  return !ts.isFunctionDeclaration(parent) && !ts.isFunctionExpression(parent) && !ts.isMethodDeclaration(parent)
}

function isAlias (node, origin) {
  const asks = origin.some((part, index) => part === 'new' || (part === '()' && !HANDLES.has(origin[index - 1])))
  const parent = node.parent
  const named = (ts.isVariableDeclaration(parent) && parent.initializer === node) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.right === node && ts.isIdentifier(parent.left))
  return (named || isKeptInState(node)) && !asks
}

// A property of `this.state = {…}`, of a field `state = {…}`, or of what `data () { return {…} }` gives
function isKeptInState (node) {
  const property = node.parent
  const literal = ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property) ? property.parent : undefined
  let around = literal?.parent
  while (around && ts.isParenthesizedExpression(around)) around = around.parent
  if (!around) return false
  if (ts.isPropertyDeclaration(around)) return around.name.text === 'state'
  if (ts.isBinaryExpression(around)) return around.right === literal && around.left.getText() === 'this.state'
  const answering = ts.isReturnStatement(around) ? around.parent.parent : around
  if (ts.isMethodDeclaration(answering)) return answering.name.text === 'data'
  return ts.isFunctionLike(answering) && ts.isPropertyAssignment(answering.parent) && answering.parent.name.text === 'data'
}

function isTarget (node) {
  return ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && node.parent.left === node
}

function isTested (node) {
  const parent = node.parent
  return ((ts.isIfStatement(parent) || ts.isConditionalExpression(parent)) && (parent.expression ?? parent.condition) === node) ||
    (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken)
}
