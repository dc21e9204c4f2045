import type { ASTNode } from '@marcbachmann/cel-js'
import { childrenOf } from './syntax-tree'

/** Macros run their last arguments once for each element of a list. */
const macros = new Set(['all', 'exists', 'exists_one', 'filter', 'map', 'bind'])
/** Functions that can take exponential time: `matches` is JavaScript's backtracking RegExp. */
const refused = new Set(['matches'])

const calledBy = ({ op, args }: ASTNode): string | undefined => (op === 'call' || op === 'rcall' ? args[0] : undefined)

/** A macro: its name, what it is called on, and its arguments, the first of which names a variable. */
export type MacroNode = Extract<ASTNode, { readonly op: 'rcall' }>

export const isMacro = (node: ASTNode): node is MacroNode => node.op === 'rcall' && macros.has(node.args[0])

/**
 * What is wrong with an expression that parses; undefined when nothing is. A macro within another's arguments would take time in the power of
 * the nesting; one after the other (`filter(…).map(…)`) adds up only.
 */
export function findSyntaxFault(node: ASTNode, isWithinMacro = false): string | undefined {
  const called = calledBy(node)
  if (called !== undefined && refused.has(called)) return `${called}() is not available; use contains, startsWith or endsWith`
  if (!isMacro(node)) return firstFault(childrenOf(node.args), isWithinMacro)
  if (isWithinMacro) return `${called}() must not be used within another macro`
  const [, receiver, body] = node.args
  return findSyntaxFault(receiver, isWithinMacro) ?? firstFault(body, true)
}

function firstFault(nodes: readonly ASTNode[], isWithinMacro: boolean): string | undefined {
  for (const node of nodes) {
    const fault = findSyntaxFault(node, isWithinMacro)
    if (fault !== undefined) return fault
  }
  return undefined
}
