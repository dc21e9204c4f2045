/**
 * Names the clauses that a file keeps by what it does rather than by what it refuses: headers, claims, answers. The compliance table reads
 * it; it does nothing.
 */
export const enforces = (..._clauses: readonly string[]): void => undefined
