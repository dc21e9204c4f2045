/** A statement for each number of its places, made once: a text that is made anew has to be read anew to be found. */
export function byCount(make: (count: number) => string): (count: number) => string {
  const made: string[] = []
  return (count) => (made[count] ??= make(count))
}
