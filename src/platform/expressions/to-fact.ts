/** A value as an expression sees it: whole numbers are CEL's int, which JavaScript has as bigint. */
export function toFact(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (Array.isArray(value)) return value.map(toFact)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toFact(one)]))
  return value
}
