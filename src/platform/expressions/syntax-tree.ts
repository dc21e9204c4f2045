import type { ASTNode } from '@marcbachmann/cel-js'

const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value && 'args' in value

/** The nodes directly below a node, wherever they stand in its arguments. */
export function childrenOf(args: unknown): readonly ASTNode[] {
  if (isNode(args)) return [args]
  return Array.isArray(args) ? args.flatMap(childrenOf) : []
}
