import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { ClientMetadataError } from '#libs/client-metadata/client-metadata-error'
import { protocolClaims } from '#libs/token-claims/protocol-claims'
import { toAccessTokenClaims } from '#libs/token-claims/access-token-claims'
import { toIdTokenClaims } from '#libs/token-claims/id-token-claims'
import { read, web } from '#libs/client-metadata/client-metadata.fixtures'
import { prepareFacts } from '#platform/expressions/expressions'
import { ClientExpressions } from '#protocol/claims/client-expressions'
import { toFacts } from '#records/people/person-facts'
import { anyJson, anyText, repetitionOf, textOf } from './arbitraries'
import { forAll } from './for-all'
import type { InputProperty } from './for-all'
import { resultOr } from './result-or'

const { metadata: usual } = read(web)
const expressions = new ClientExpressions()
const byMetadata = (error: unknown) => error instanceof ClientMetadataError

const facts = prepareFacts(
  toFacts({
    user: { sub: 's-1', username: 'alice', attributes: { department: 'Treasury', level: 3 }, claims: { email: 'a@example.com' } },
    groups: Array.from({ length: 50 }, (_, index) => `group-${index}`),
    roles: ['approver'],
    client: { clientId: 'app', metadata: { client_type: 'internal' } },
    request: { scopes: ['openid'], acr: '1', amr: ['pwd'] },
  }),
)

const pieces = [
  'user',
  '.groups',
  '.attributes',
  '.?department',
  '["level"]',
  '[?"x"]',
  '.orValue(null)',
  'client.client_id',
  'request.scopes',
  '.map(g, ',
  '.filter(g, ',
  '.exists(g, ',
  'g',
  '.size()',
  '.contains("a")',
  '.split("-")',
  '.matches("(a+)+$")',
  'has(',
  'type(',
  '"text"',
  '"" + ',
  '1',
  '1.5',
  '-',
  '0',
  ' / ',
  ' + ',
  ' * ',
  ' in ',
  ' ? ',
  ' : ',
  ' && ',
  ' || ',
  ' == ',
  '!',
  'null',
  'true',
  '[',
  ']',
  '{"a": ',
  '}',
  '(',
  ')',
  ',',
  '"__proto__"',
  'timestamp("2026-01-01T00:00:00Z")',
  'b"x"',
  '9223372036854775807',
]
const expression = fc.oneof(
  textOf(...pieces),
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
  anyText,
  repetitionOf('(', '[', '{"a":', '!', '-', 'user.groups.map(g, ', '1+', '"a"+').map((text) => text.slice(0, 3_000)),
)
const claim = fc.oneof(fc.constantFrom('role', 'groups', 'email_verified', 'address', 'x'), fc.string({ minLength: 1, maxLength: 20 }))
const anyClaims = fc.dictionary(fc.oneof(fc.constantFrom(...protocolClaims), anyText), anyJson)

const login = {
  issuer: 'https://as.example',
  clientId: 'app',
  sub: 's-1',
  acr: '1',
  amr: ['pwd'],
  authTime: 1,
  now: 2,
  lifetimeSeconds: 60,
}
const idToken = { iss: login.issuer, sub: 's-1', aud: 'app', iat: 2, exp: 62, auth_time: 1, acr: '1', amr: ['pwd'] }
const access = { iss: login.issuer, sub: 's-1', aud: 'https://api.example', client_id: 'app', jti: 'j', iat: 2, exp: 62, cnf: { jkt: 'k' } }

export const properties: readonly InputProperty[] = [
  forAll(
    'any text is an expression or refused in one line, and what it answers is JSON or an error (JRN-60, SEC-359)',
    fc.tuple(claim, expression),
    async ([name, value]) => {
      const metadata = { ...usual, claims: [{ claim: name, value, in: ['id_token'] as const }] }
      const compiled = await resultOr(byMetadata, () => expressions.compile(metadata))
      for (const one of compiled?.claims ?? []) {
        if (!('expression' in one)) continue
        const answer = await resultOr(
          (error) => error instanceof Error,
          () => one.expression.evaluate(facts),
        )
        assert.doesNotThrow(() => JSON.stringify(answer))
      }
    },
  ),

  forAll('no claim of a mapping takes the place of what the protocol says (RFC7519-4.1, RFC9068-2.2, SEC-17)', anyClaims, (claims) => {
    const id = toIdTokenClaims({ ...login, claims })
    const token = toAccessTokenClaims({ ...login, audience: ['https://api.example'], scopes: [], jti: 'j', jkt: 'k', claims })
    for (const [name, value] of Object.entries(idToken)) assert.deepEqual(id[name], value)
    for (const [name, value] of Object.entries(access)) assert.deepEqual(token[name], value)
  }),
]
