import type { ASTNode } from '@marcbachmann/cel-js'
import type { FactSchema } from './fact-schema'
import { childrenOf } from './syntax-tree'

const accesses = new Set(['.', '.?'])

/** The member of a fact that a node names, where it names one: `user.groups`. */
function memberOf({ op, args }: ASTNode): string | undefined {
  if (!accesses.has(op)) return undefined
  const [receiver, name] = args as [ASTNode, string]
  return receiver.op === 'id' ? `${receiver.args}.${name}` : undefined
}

/** The facts that an expression names, each with its member; all members of a fact that it takes as a whole. */
export function findNames(node: ASTNode, schema: FactSchema): ReadonlySet<string> {
  const member = memberOf(node)
  if (member !== undefined) return new Set([member])
  if (node.op === 'id') return new Set(Object.keys(schema[node.args] ?? {}).map((name) => `${node.args}.${name}`))
  return new Set(childrenOf(node.args).flatMap((child) => [...findNames(child, schema)]))
}
