import { countWrittenMembers } from '#libs/text/count-written-members'

/**
 * Reads a document that is JSON, some fifty times as fast as YAML is read. Undefined where it is not JSON, or where a name stands twice in
 * one mapping: then whoever reads YAML says where and what.
 */
export function parseJsonSeed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  const value = parse(text)
  return value !== undefined && countMembers(value) === countWrittenMembers(text) ? value : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How many members the objects of a value have, however deep it is: fewer than were written where a name stood twice. */
function countMembers(value: unknown): number {
  let members = 0
  const waiting = [value]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue
    const items: readonly unknown[] = Object.values(next)
    if (!Array.isArray(next)) members += items.length
    for (const item of items) waiting.push(item)
  }
  return members
}
