/** Longest path of a group, in characters, and most groups above one another in it. */
const [longestGroupPath, deepestGroup] = [255, 10] as const

const part = /^[^\p{C}\p{Z}/]+(?: [^\p{C}\p{Z}/]+)*$/u

/**
 * What is wrong with a group's path (`finance/approvers`); undefined when nothing is. Parts are separated by one slash and hold no characters
 * that nobody sees; the path begins and ends with a part.
 */
export function groupPathFault(path: string): string | undefined {
  if (path.length === 0 || path.length > longestGroupPath) return `must have from 1 to ${longestGroupPath} characters`
  if (path.normalize('NFC') !== path) return 'must be in Unicode normalization form C'
  const parts = path.split('/')
  if (parts.length > deepestGroup) return `must have at most ${deepestGroup} parts`
  if (parts.includes('')) return 'must not have an empty part: no slash at either end, and one between two parts'
  if (new Set(parts).size < parts.length) return 'must not name the same part twice: a group is not in itself'
  if (!parts.every((one) => part.test(one))) return 'must not hold control or invisible characters, nor spaces at the ends of a part'
  return undefined
}

/** The groups that a member of these is in: they themselves and the groups above them, sorted, each once. */
export function withGroupsAbove(paths: readonly string[]): readonly string[] {
  const all = new Set(paths.flatMap(groupsOnTheWay))
  return [...all].toSorted()
}

/** A group and those above it. */
export const groupsOnTheWay = (path: string): readonly string[] => {
  const parts = path.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
