/**
 * Why an event that anybody could bring about may be kept for good: a party that has proven who it is answers for it, or a limit bounds how
 * often it happens.
 */
export class Voucher {
  private constructor(readonly by: string) {}

  /** A client that has authenticated, not merely named itself. */
  static client(clientId: string): Voucher {
    return new Voucher(`client:${clientId}`)
  }

  /** A person who is signed in, or whose password was right. */
  static person(sub: string): Voucher {
    return new Voucher(`user:${sub}`)
  }

  /** The limit that it has just been counted against. */
  static limit(of: readonly string[]): Voucher {
    return new Voucher(`limit:${of.join(' ')}`)
  }
}
