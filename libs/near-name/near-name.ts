/** Names are compared up to so many characters; longer ones are no slip of the pen. */
const longest = 60

/** How many characters must be added, removed or replaced to make one text of the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 0; i < from.length; i += 1) {
    const next = [i + 1]
    for (let j = 0; j < to.length; j += 1)
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}

/** The known name that somebody probably meant: the nearest one, if no more than a third of the characters differ. */
export function nearName(name: string, known: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined
  const [best] = [...known].map((one) => ({ one, far: distance(name.toLowerCase(), one) })).toSorted((a, b) => a.far - b.far)
  return best && best.far <= Math.ceil(best.one.length / 3) ? best.one : undefined
}

/** The end of a sentence that refuses a name: what was probably meant, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const near = nearName(name, known)
  return near === undefined ? '' : `; did you mean ${near}?`
}
