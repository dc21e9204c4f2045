/** An account that cannot be as a seed wants it, because of the accounts that there are: `field: rule`. */
export class UserConflict extends Error {}
