import { DocumentError } from './document-error'
import type { Path } from './document-error'

/** So deep an entry may be; nothing that a seed says is half as deep. */
const deepest = 20
const hazards = new Set(['__proto__', 'constructor', 'prototype'])

/** Refuses, at any depth, names that JavaScript takes for its own, and that class-transformer would drop or stumble over. */
export function checkNames(value: unknown, path: Path = []): void {
  if (typeof value !== 'object' || value === null) return
  if (path.length > deepest) throw new DocumentError([], 'is nested too deeply')
  for (const [name, item] of Object.entries(value)) {
    const place = [...path, Array.isArray(value) ? Number(name) : name]
    if (hazards.has(name)) throw new DocumentError(place, 'is not a known name')
    checkNames(item, place)
  }
}
