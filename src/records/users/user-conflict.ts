/** An account that cannot be as a seed has it, because of the accounts that there are: `field: rule`. */
export class UserConflict extends Error {
  constructor(
    readonly username: string,
    rule: string,
  ) {
    super(rule)
  }
}
