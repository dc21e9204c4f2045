/** A record's fields, one to a line; what is absent is left out. */
export function toFields(record: Readonly<Record<string, unknown>>): readonly string[] {
  const fields = Object.entries(record).filter(([, value]) => value !== null && value !== undefined)
  const width = Math.max(...fields.map(([name]) => name.length))
  return fields.map(([name, value]) => `${name.padEnd(width)}  ${typeof value === 'string' ? value : JSON.stringify(value)}`)
}
