import type { Row } from '#platform/database/row'

/** What an import has to know of an account that there is. */
export interface KnownAccount {
  readonly sub: string
  readonly canonicalUsername: string
  readonly loginEmail: string | null
  readonly seedDigest: string | null
  readonly importDigest: string | null
  readonly passwordSeedDigest: string | null
}

export const knownAccountColumns = 'sub, canonical_username, login_email, seed_digest, import_digest, password_seed_digest'

export const toKnownAccount = (row: Row): KnownAccount => ({
  sub: row['sub'] as string,
  canonicalUsername: row['canonical_username'] as string,
  loginEmail: row['login_email'] as string | null,
  seedDigest: row['seed_digest'] as string | null,
  importDigest: row['import_digest'] as string | null,
  passwordSeedDigest: row['password_seed_digest'] as string | null,
})

/** Accounts that there are, found by each name that they have. */
export class KnownAccounts {
  readonly #bySub = new Map<string, KnownAccount>()
  readonly #byName = new Map<string, KnownAccount>()
  readonly #byEmail = new Map<string, KnownAccount>()

  constructor(accounts: readonly KnownAccount[]) {
    for (const account of accounts) {
      this.#bySub.set(account.sub, account)
      this.#byName.set(account.canonicalUsername, account)
      if (account.loginEmail !== null) this.#byEmail.set(account.loginEmail, account)
    }
  }

  bySub(sub: string): KnownAccount | undefined {
    return this.#bySub.get(sub)
  }

  byName(name: string): KnownAccount | undefined {
    return this.#byName.get(name)
  }

  byLoginEmail(email: string): KnownAccount | undefined {
    return this.#byEmail.get(email)
  }
}
