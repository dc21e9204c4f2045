/** A seed that is wrong: one line that names the source, the entry and the rule. No value of a field is in it. */
export class SeedError extends Error {
  constructor(source: string, place: string | undefined, rule: string) {
    super([source, ...(place === undefined ? [] : [place]), rule].join(': ').replace(/\s+/g, ' '))
    this.name = 'SeedError'
  }
}
