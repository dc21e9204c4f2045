/** A value as evidence may show it: one line of printable ASCII, cut at the limit (characters). Never for secrets. */
export function excerpt(value: string | undefined, limit = 100): string {
  if (value === undefined) return 'nothing'
  const line = value.slice(0, limit).replace(/[^\x20-\x7e]/g, '?')
  return value.length > limit ? `${line}… (${value.length} characters)` : line
}
