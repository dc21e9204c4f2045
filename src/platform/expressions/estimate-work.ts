import type { ASTNode } from '@marcbachmann/cel-js'
import { isMacro } from './check-syntax-tree'
import { childrenOf } from './syntax-tree'
import type { MacroNode } from './check-syntax-tree'

/** The size that each fact is taken to have: characters of its texts, and elements of its lists. */
const factSize = 1_000
/** What is said in place of a number is no longer. */
const numberSize = 32
/** Most work of one expression, where facts have that size. Work in the square of it passes, in the cube it does not. */
export const mostWork = 5_000_000

/** What a node comes to at the most, and the work to get there, in characters and elements. */
interface Estimate {
  readonly size: number
  readonly work: number
}

type Sizes = ReadonlyMap<string, number>

const yesOrNo = new Set(['!=', '==', 'in', '<', '<=', '>', '>=', '!_', '||', '&&'])
const places = new Set(['.', '.?', '[]', '[?]'])
const predicates = new Set(['all', 'exists', 'exists_one'])
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
const leaf = (size: number): Estimate => ({ size, work: size })
const literalSize = (value: unknown) => (typeof value === 'string' || value instanceof Uint8Array ? value.length + 1 : 1)

/** Texts that are twice as long as the bytes. */
const spellings = new Set(['hex', 'base64'])

function sizeOfCall(name: string, sizes: readonly number[]): number {
  const [first = 0, second = 0] = sizes
  if (name === 'join') return first * (1 + second)
  return (spellings.has(name) ? 2 : 1) * sum(sizes) + numberSize
}

function sizeOf({ op, args }: ASTNode, sizes: readonly number[]): number {
  if (yesOrNo.has(op)) return 1
  if (places.has(op)) return sizes[0] ?? 0
  return op === 'call' || op === 'rcall' ? sizeOfCall(args[0], sizes) : sum(sizes) + 1
}

/** The body runs for each element: one element may be as large as all of the list, or all of them are small. */
function ofMacro({ args: [name, receiver, [variable, ...body]] }: MacroNode, sizes: Sizes): Estimate {
  const named = variable?.op === 'id' ? variable.args : ''
  const bodyWith = (size: number) => body.map((one) => estimateWork(one, new Map([...sizes, [named, size]])))
  if (name === 'bind') return ofBind(named, body, sizes)
  const list = estimateWork(receiver, sizes)
  const [large, small] = [bodyWith(list.size), bodyWith(1)]
  const total = (which: keyof Estimate) => sum(large.map((one) => one[which])) + list.size * sum(small.map((one) => one[which]))
  const size = predicates.has(name) ? 1 : name === 'filter' ? list.size : total('size')
  return { size, work: list.work + total('work') + size }
}

function ofBind(name: string, [value, body]: readonly ASTNode[], sizes: Sizes): Estimate {
  if (!value || !body) return leaf(1)
  const bound = estimateWork(value, sizes)
  const result = estimateWork(body, new Map([...sizes, [name, bound.size]]))
  return { size: result.size, work: bound.work + result.work }
}

/** How large the result of an expression may get, and how much work it may be. */
export function estimateWork(node: ASTNode, sizes: Sizes = new Map()): Estimate {
  if (node.op === 'value') return leaf(literalSize(node.args))
  if (node.op === 'id') return { size: sizes.get(node.args) ?? factSize, work: 1 }
  if (isMacro(node)) return ofMacro(node, sizes)
  const parts = childrenOf(node.args).map((one) => estimateWork(one, sizes))
  const size = sizeOf(
    node,
    parts.map((one) => one.size),
  )
  // A part of a fact is found, not copied.
  return { size, work: (places.has(node.op) ? 1 : size) + sum(parts.map((one) => one.work)) }
}
