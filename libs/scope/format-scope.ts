/** Writes scopes as the wire has them: their names in order, one space between two. */
export const formatScope = (scopes: Iterable<string>): string => [...scopes].join(' ')
