// hoisting: uses before declarations, var out of blocks, functions
use(hoisted, later, Late, fn(1))
var hoisted = 1
let later = 2
class Late {}
function fn (a, b = a, { c, d: e = b, ...f } = {}, [g, , h = c, ...i] = []) {
  use(a, b, c, e, f, g, h, i, inner, arguments)
  if (a) { var inner = 1; let block = inner; use(block) }
  { let block = 2; function nested () { return block } use(nested) }
  use(block, nested)
}
var hoisted = hoisted + 1
function use (...args) { return args }

// loops
for (let i = 0, n = 3; i < n; i++) { let i = 5; use(i) }
for (var j = 0; j < 3; j += 1) use(j)
use(j)
for (const [k, { v = k }] of Object.entries({})) { use(k, v) }
for (var key in hoisted) use(key)
for (later of [1]) use(later)
for ({ a: later, b: [hoisted] } of []) use(later)
for (const k of k2()) use(k)
label: for (;;) { continue label }

// catch
try { use(e) } catch (e) { var fromCatch = e; { let e = 1; use(e) } } finally { use(fromCatch) }
try { use() } catch { use() }
try { use() } catch ({ message, stack: [first] }) { use(message, first) }

// function expressions, arrows, generators, async
const fact = function self (n) { return n ? self(n - 1) : fact }
const shadowed = function shadowed () { var shadowed = 1; return shadowed }
const arrow = x => y => x + y + z
const pattern = ({ x, y: { z } }, [w] = [x]) => ({ x, z, w, pattern })
function * generator () { yield * generator() }
const anonymousGenerator = function * inside () { yield inside }
const asynchronous = async (x) => { await x; await asynchronous() }
async function * both () { for await (const x of both()) yield x }

// classes
const Named = class Inner { static self = Inner; method () { return [Inner, Named] } }
class Derived extends mixin(Late) {
  #secret = later
  static count = hoisted
  [computed()] = 1;
  [computed(Derived)] (x = this) { return x + this.#secret }
  static { var insideStatic = 1; let z = insideStatic; use(z, Derived) }
  get accessor () { return accessor }
  set accessor (value) { later = value }
  constructor (options) { super(options); new.target.x = options }
}
use(insideStatic, Inner, self)
function computed () { return 'x' }

// objects and destructuring assignment
const object = {
  later,
  key: hoisted,
  [fact]: arrow,
  method (a) { return a + method },
  get got () { return got },
  async * gen (b) { return b },
  fn: function () { return object },
  ...pattern
};
({ later, key: hoisted = fact, [computed()]: object.x, ...object.rest } = object);
[later, hoisted = arrow, [later], ...object.list] = [1];
({ later = 1, hoisted } = {})
later += 1
later ??= hoisted
later++
--hoisted
object.later = later;
(later) = 3
const { a: { b: deep = later } = {}, [later]: byKey, ...others } = object
use(deep, byKey, others, a)
delete object[later]
typeof undeclared

// switch: one block for all cases
switch (later) {
  case 1: let inSwitch = 1; use(inSwitch); break
  case hoisted: { let inSwitch = 2; use(inSwitch) }
  default: var fromSwitch = inSwitch
}
use(inSwitch, fromSwitch)

// templates, tags, optional chains, regular expressions, sequences
use(`${later} ${`${hoisted}`}`, object?.later?.[hoisted]?.(later), /later/g, (later, hoisted))
use`${later}`
const { length } = 'x', second = length
new Late(later)
new object.Late
if (later) var noBraces = 1; else var noBraces = 2
use(noBraces)
const get = 1, set = 2, of = 3, async = 4, from = 5, type = 6
use(get, set, of, async, from, type)
async
(function iife (x) { return iife(x, later) })(later)
;(() => { var later = 1; return later })()
const ünïcödé = '😀', 变量 = ünïcödé; use(变量, ünïcödé)
