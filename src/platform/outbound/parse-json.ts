import { OutboundError } from './outbound-error'

const maxDepth = 16
const maxMembers = 100

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function isBounded(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  const members: unknown[] = Object.values(value)
  return depth < maxDepth && members.length <= maxMembers && members.every((member) => isBounded(member, depth + 1))
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch (error) {
    throw new OutboundError('not json', error)
  }
}

/**
 * Reads JSON that a stranger wrote: UTF-8, not nested deeply, no more than a hundred members in any object or array.
 *
 * @throws OutboundError not json, too large
 */
export function parseJson(bytes: Uint8Array): unknown {
  const value = parsed(bytes)
  if (!isBounded(value, 0)) throw new OutboundError('too large')
  return value
}
