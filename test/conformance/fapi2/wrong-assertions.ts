import type { SuiteClient } from './suite-client'
import { rs256, unsigned } from './wrong-signatures'

type Params = Readonly<Record<string, string | undefined>>

/** A test for each client assertion that must be refused; it is told with what parameters to ask, and asks wherever its plan has an endpoint. */
export function itRefusesWrongAssertions(client: SuiteClient, expectRefused: (authentication: Params) => Promise<void>): void {
  const refuses = (make: () => string) => async () => expectRefused({ client_assertion: make() })
  const withClaims = (make: () => Readonly<Record<string, unknown>>) => refuses(() => client.assertion(make()))

  it('refuses client_id alone (ensure-client-assertion-in-token-endpoint)', () =>
    expectRefused({ client_assertion: undefined, client_assertion_type: undefined }))
  it(
    'refuses an assertion signed with RS256 (ensure-signed-client-assertion-with-RS256-fails)',
    refuses(() => rs256(client.key, client.assertion())),
  )
  it(
    'refuses an assertion that is not signed (ensure-client-assertion-in-token-endpoint)',
    refuses(() => unsigned(client.assertion())),
  )
  it(
    'refuses an assertion that has expired (ensure-client-assertion-with-exp-is-5-minutes-in-past-fails)',
    withClaims(() => ({ iat: client.now - 360, nbf: client.now - 360, exp: client.now - 300 })),
  )
  it(
    'refuses an assertion for another server (ensure-client-assertion-with-wrong-aud-fails)',
    withClaims(() => ({ aud: 'https://other.example.com' })),
  )
  it(
    'refuses an assertion about nobody (ensure-client-assertion-with-no-sub-fails)',
    withClaims(() => ({ sub: undefined })),
  )
  it(
    'refuses an assertion of the next minute (par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails)',
    withClaims(() => ({ iat: client.now + 62, nbf: client.now + 62, exp: client.now + 122 })),
  )
  it(
    'refuses an assertion for this server among others (par-test-array-as-audience-fails)',
    withClaims(() => ({ aud: [client.server.issuer, 'https://other.example.com'] })),
  )
  it(
    'refuses an assertion for the address of PAR (par-test-par-endpoint-url-as-audience-fails)',
    withClaims(() => ({ aud: client.url('/par') })),
  )
  it(
    'refuses an assertion for the address of the token endpoint (par-test-token-endpoint-url-as-audience-fails)',
    withClaims(() => ({ aud: client.url('/token') })),
  )
}

/** Its clock is 8 seconds ahead of the server's. */
export const assertionOfFastClock = (client: SuiteClient): string =>
  client.assertion({ iat: client.now + 8, nbf: client.now + 8, exp: client.now + 68 })
