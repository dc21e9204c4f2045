export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue }

/** What an expression answered that JSON has no form for. */
class NotJson extends Error {}

const isPlain = (value: object): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)

function fromBigInt(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new NotJson('a whole number beyond 2^53')
  return number
}

function fromObject(value: object): JsonValue {
  if (Array.isArray(value)) return value.map(toJsonValue)
  if (value instanceof Map) return fromEntries([...(value as Map<string, unknown>)])
  if (!isPlain(value)) throw new NotJson('a value that is no text, number, boolean, list or map')
  return fromEntries(Object.entries(value))
}

const fromEntries = (entries: readonly (readonly [string, unknown])[]): JsonValue =>
  Object.fromEntries(entries.map(([name, one]) => [name, toJsonValue(one)]))

/**
 * What an expression answered, as a claim can carry it.
 *
 * @throws NotJson for timestamps, durations, bytes, types, numbers that are not finite, and whole numbers beyond 2^53
 */
export function toJsonValue(value: unknown): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return fromBigInt(value)
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value === 'object') return fromObject(value)
  throw new NotJson('a value that is no text, number, boolean, list or map')
}
