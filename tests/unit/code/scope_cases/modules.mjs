use(standard, star, named, renamed, sideEffectFree)
import standard from 'a'
import * as star from 'b'
import { named, other as renamed, default as sideEffectFree } from 'c'
import both, { one } from 'd'
import withStar, * as everything from 'e'
import data from './data.json' with { type: 'json' }
import 'effects'
import { 'string name' as fromString } from 'f'
export { named, renamed as exported, local as 'quoted' }
export { one as two, three } from 'g'
export * from 'h'
export * as namespace from 'i'
export const local = standard, second = local
export let { x, y: [z] } = star
export function declared (a) { return declared(a, both, withStar, everything, data, fromString) }
export class Exported extends Base { method () { return Exported } }
export default local
const here = import.meta.url
const lazy = await import(here)
function use () { const standard = 1; return [standard, lazy, x, z, y, three, namespace, exported] }
