const shape = /^\$(argon2id)\$(v=\d{1,3})\$([a-z0-9=,]{1,40})\$/

/** What a hash costs to verify: its algorithm and costs, in one order, as a hash begins. Undefined where it is no hash that is known here. */
export function costOf(hash: string): string | undefined {
  const [, algorithm, version, costs] = shape.exec(hash) ?? []
  return costs === undefined ? undefined : `$${algorithm}$${version}$${costs.split(',').toSorted().join(',')}`
}
