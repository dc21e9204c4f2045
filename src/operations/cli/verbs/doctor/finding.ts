/** What was looked at. */
export type Check =
  'settings' | 'password hash' | 'database' | 'migrations' | 'clock' | 'issuer' | 'encryption keys' | 'signing keys' | 'discovery'

/** What the doctor says of one thing: how it is, and what to do where it is not as it has to be. */
export interface Finding {
  readonly check: Check
  /** Skipped: it could not be looked at. */
  readonly state: 'ok' | 'mend' | 'skipped'
  readonly found: string
  readonly mend: string | null
}

export const fine = (check: Check, found: string): Finding => ({ check, state: 'ok', found, mend: null })
export const skipped = (check: Check, found: string): Finding => ({ check, state: 'skipped', found, mend: null })
export const broken = (check: Check, found: string, mend: string): Finding => ({ check, state: 'mend', found, mend })
