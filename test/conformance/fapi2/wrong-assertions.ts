import type { SuiteClient } from './suite-client'
import { rs256, unsigned } from './wrong-signatures'

type Row = readonly [id: string, make: (client: SuiteClient) => string | undefined]

/** Client assertions that must be refused, wherever they come. */
export const wrongAssertions: readonly Row[] = [
  ['ensure-client-assertion-in-token-endpoint', () => undefined],
  ['ensure-signed-client-assertion-with-RS256-fails', (client) => rs256(client.key, client.assertion())],
  ['unsigned', (client) => unsigned(client.assertion())],
  [
    'ensure-client-assertion-with-exp-is-5-minutes-in-past-fails',
    (client) => client.assertion({ iat: client.now - 360, nbf: client.now - 360, exp: client.now - 300 }),
  ],
  ['ensure-client-assertion-with-wrong-aud-fails', (client) => client.assertion({ aud: 'https://other.example.com' })],
  ['ensure-client-assertion-with-no-sub-fails', (client) => client.assertion({ sub: undefined })],
  [
    'par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails',
    (client) => client.assertion({ iat: client.now + 62, nbf: client.now + 62, exp: client.now + 122 }),
  ],
  ['par-test-array-as-audience-fails', (client) => client.assertion({ aud: [client.server.issuer, 'https://other.example.com'] })],
  ['par-test-par-endpoint-url-as-audience-fails', (client) => client.assertion({ aud: client.url('/par') })],
  ['par-test-token-endpoint-url-as-audience-fails', (client) => client.assertion({ aud: client.url('/token') })],
]

/** Its clock is 8 seconds ahead of the server's. */
export const assertionOfFastClock = (client: SuiteClient): string =>
  client.assertion({ iat: client.now + 8, nbf: client.now + 8, exp: client.now + 68 })

/** The parameters of an authentication by this assertion; without one, client_id alone. */
export const authenticationBy = (assertion: string | undefined) =>
  assertion === undefined ? { client_assertion: undefined, client_assertion_type: undefined } : { client_assertion: assertion }
