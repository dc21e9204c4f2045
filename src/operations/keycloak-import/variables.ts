/** A variable of a seed, which the operator sets. */
export class Variable {
  constructor(readonly name: string) {}
}

/**
 * A value as a seed writes it, where `${NAME}` is a variable. A text of the realm may hold that too, and people choose their own names: it
 * is escaped, so that none of them reads the environment of the server that loads the seed.
 */
export function toSeedValue<Value>(value: Value): Value {
  return escaped(value) as Value
}

function escaped(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('${', '$$${')
  if (value instanceof Variable) return `\${${value.name}}`
  if (Array.isArray(value)) return value.map(escaped)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, escaped(one)]))
}
