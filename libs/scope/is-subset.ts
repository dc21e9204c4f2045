/** Whether every scope of the first is among those of the second. */
export function isSubset(scopes: Iterable<string>, of: Iterable<string>): boolean {
  const all = of instanceof Set ? of : new Set(of)
  return [...scopes].every((scope) => all.has(scope))
}
