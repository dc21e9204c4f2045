import { expectErrorWords, expectUnguessable } from '../suite-checks'

/** What came back to the client, whichever way it travelled. */
export type Callback = Readonly<Record<string, string>>

export interface ExpectedAnswer {
  readonly issuer: string
  readonly state: string | undefined
}

/** A callback with a code, the state, the issuer and nothing else; gives its code. */
export function expectCode({ code, ...rest }: Callback, { state, issuer }: ExpectedAnswer): string {
  expectUnguessable(code)
  expect(rest).toEqual({ state, iss: issuer })
  return String(code)
}

/** A callback with one of these errors, the state, the issuer, no code and nothing unexpected. */
export function expectError(callback: Callback, errors: readonly string[], { state, issuer }: ExpectedAnswer): void {
  expectErrorWords(callback, errors, ['state', 'iss'])
  expect(callback).toMatchObject({ state, iss: issuer })
}
