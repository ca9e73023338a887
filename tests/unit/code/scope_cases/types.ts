import type { Imported, Other as Alias } from './types'
import { type Inline, value } from './both'
import fs = require('fs')
import Aliased = Space.Inner
import Plain = Space
export import Again = Space.Inner.Deep

interface Shape<T extends object = {}> extends Base<T>, Alias { (call: T): Shape<T>; new (arg: T): Imported; method<U>(this: Shape<U>, u: U): u is U; [key: string]: T; readonly prop?: Inline }
interface Shape<T> { second: T }
type Merged = string
const Merged = 1
let both: Merged = Merged
type Generic<A, B = A> = { a: A, b: B, self: Generic<A, B> }
type Mapped<T> = { readonly [K in keyof T as `get${Capitalize<K & string>}`]?: T[K] extends infer V ? V | K : V }
type Conditional<T> = T extends (infer U extends string)[] ? U : T extends { x: infer X, y: infer X } ? X : U
type Fn<R> = (first: R, ...rest: R[]) => first is R
type Ctor = abstract new <T>(arg: T) => T
type Tuple = [first: Merged, second?: both, ...rest: Alias[]]
type Query = typeof both | typeof fs.readFile | keyof typeof both | (typeof value)[number]
type Qualified = Space.Inner.Type<Merged> | fs.Stats | import('./other').Thing
type Template = `${Merged}-x`
type Recursive = { next: Recursive } & Later
type Later = unknown

enum Color { Red = 1, Green = Red, 'quoted-name' = 3, Blue = Color.Green | Red }
enum Color { More = 7 }
const enum Flags { None, Some = 1 << None, Value = value }
declare enum Ambient { X }

namespace Space { export const x = 1; export namespace Inner { export type Type<T> = T; export const y = x; var hidden = y } ; use(x, hidden) }
declare module 'external' { export const fromExternal: string; export default fromExternal; type Inside = typeof fromExternal }
declare global { interface Window { api: Merged } var globalVar: Window }
use(hidden, x, globalVar)

function overloaded(a: string): Merged
function overloaded(a: number): Merged
function overloaded(a: string | number): Merged { return overloaded(a as any, both) }
declare function ambientFn(this: Merged, arg?: typeof arg): asserts arg is Alias
declare const ambientConst: typeof overloaded, second: number
declare let definite: string
let sure!: Color
function generic<T, const K extends keyof T>(value: T, key: K = value as unknown as K): T[K] { const inner: T = value; return inner[key] }
const arrow = <T,>(x: T): x is T => <T>x !== null
function use(...args: unknown[]): void { assertIsString(args) }
function assertIsString(value: unknown, named?: Inline): asserts value is string { if (!value) throw new Error() }
function asserting(condition: unknown): asserts condition {}

abstract class Model<T> extends Space.Parent<T> implements Shape<T>, Space.Inner.Type<T> {
  declare readonly field: T
  private static readonly table = Model
  constructor(private readonly injected: T, public other = injected, protected third?: Merged) { super(injected, other) }
  abstract compute<U>(u: U): T
  method(): this { return this }
  override async *[Symbol.iterator]<U>(x: U): AsyncGenerator<T> { yield* this[x] }
  @decorate(value) @value.member decorated(@param(both) p: T, @value second = p) { return p }
  get prop(): T { return this.injected }
  ;[key: string]: any
  static { use(Model) }
}
@decorate(Model) @value class Decorated {}
function decorate(x: unknown): any { return x }
function param(x: unknown): any { return x }

const cast = <Merged><unknown>both, asserted = both as Merged, satisfied = { both } satisfies Record<string, Merged>, nonNull = both!
both! = 3
;(both as any) = 4
for (const x of <Alias[]>both) use(x!)
const called = generic<Alias, Merged>(both, value), instance = new Map<Merged, Alias>()
const tagged = generic<typeof both>
let optional = fs?.promises!.readFile
const { a = both as Merged, b: c }: { a?: Merged, b: Alias } = value
try { use() } catch (error: unknown) { use(error as Alias) }
type Accessors = { get x(): Merged, set x(v: Merged) }
unique: { const symbol: unique symbol = Symbol(); use(symbol) }
export type { Shape, Generic as Renamed }
export { type Merged, Color, overloaded as default }
export abstract class Last {}
export declare const lastConst: Merged
export interface LastInterface extends Shape<Merged> {}
export enum LastEnum { A }
export type { Thing } from './thing'
