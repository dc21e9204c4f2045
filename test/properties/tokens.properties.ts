import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { verifyClientAssertion } from '#libs/client-assertion/verify-client-assertion'
import { claims, rules, signer, verify } from '#libs/dpop-proof/fixtures/test-proof'
import { encodePart } from '#libs/jws/fixtures/test-signer'
import { parseCompactJws } from '#libs/jws/parse-compact-jws'
import { parseJsonObject } from '#libs/jws/parse-json-object'
import { verifyJws } from '#libs/jws/verify-jws'
import { anyBytes, anyJson, anyText, changed, repetitionOf, textOf } from './arbitraries'
import { forAll } from './for-all'
import type { InputProperty } from './for-all'
import { byJwsError, byOAuthError, resultOr } from './result-or'

const json = fc.oneof(
  anyText,
  anyJson.map((value) => JSON.stringify(value)),
  textOf('{', '}', '[', ']', '"', '"a"', ':', ',', '\\', '\\ud800', '\\u0000', '"__proto__":', 'null', '1e999', '-0', ' '),
  repetitionOf('[', '{"a":', '"', '"a",', '\\', '\\"', '{"a":1,', ' '),
)
const object = fc.dictionary(fc.oneof(anyText, fc.constantFrom('alg', 'typ', 'kid', 'jwk', 'crit', 'jti', 'htu', '__proto__')), anyJson)
const part = fc.oneof(
  anyBytes.map((bytes) => Buffer.from(bytes).toString('base64url')),
  fc.oneof(json, object).map((content) => encodePart(content)),
  anyText,
)
const compact = fc.oneof(
  anyText,
  fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.')),
  repetitionOf('.', 'e30.', 'A', '~'),
)
const someOf = (names: readonly string[]) => fc.dictionary(fc.constantFrom(...names), fc.oneof(anyJson, anyText), { noNullPrototype: true })

const proof = fc.oneof(
  compact,
  fc
    .tuple(someOf(['typ', 'alg', 'jwk', 'kid', 'crit', 'b64', 'x5c']), someOf(['jti', 'htm', 'htu', 'iat', 'ath', 'nonce', 'exp', 'nbf']))
    .map(([header, payload]) => signer.sign({ typ: 'dpop+jwt', jwk: signer.jwk, ...header }, { ...claims, ...payload })),
)
const assertionRules = {
  clientId: 'app',
  issuer: rules.url,
  keys: [{ ...signer.jwk, kid: 'a' }],
  algorithms: rules.algorithms,
  now: rules.now,
  maxLifetimeSeconds: 600,
}
const assertionClaims = { iss: 'app', sub: 'app', aud: rules.url, jti: 'j', iat: rules.now, exp: rules.now + 60 }
const assertion = fc.oneof(
  compact,
  fc
    .tuple(someOf(['typ', 'alg', 'kid', 'jku', 'crit']), someOf(['iss', 'sub', 'aud', 'jti', 'iat', 'nbf', 'exp']))
    .map(([header, payload]) => signer.sign({ kid: 'a', ...header }, { ...assertionClaims, ...payload })),
)
const good = signer.sign({ typ: 'dpop+jwt', jwk: signer.jwk }, claims)

export const properties: readonly InputProperty[] = [
  forAll(
    'any bytes are a JSON object or refused (RFC7519-4, SEC-359)',
    fc.oneof(
      anyBytes,
      json.map((text) => Buffer.from(text)),
    ),
    (bytes) => resultOr(byJwsError, () => parseJsonObject(bytes)),
  ),

  forAll('an object with a name twice is refused at any depth (RFC7519-4, SEC-350)', fc.tuple(anyText, anyJson, fc.nat(15)), (given) => {
    const [name, value, depth] = [JSON.stringify(given[0]), JSON.stringify(given[1]), given[2]]
    const twice = `{"a":[`.repeat(depth) + `{${name}:${value},${name}:${value}}` + ']}'.repeat(depth)
    assert.throws(() => parseJsonObject(Buffer.from(twice)), byJwsError)
  }),

  forAll('any text is a compact JWS or refused (RFC7515-7.1, SEC-344)', compact, (token) =>
    resultOr(byJwsError, () => parseCompactJws(token)),
  ),

  forAll('a signed token with one character changed does not verify (RFC7515-5.2, SEC-344)', changed(good), (token) =>
    assert.rejects(() => verifyJws(token, { keys: [signer.jwk], algorithms: ['ES256'] }), byJwsError),
  ),

  forAll('any DPoP header is a proof or refused (RFC9449-4.3, SEC-99)', proof, async (header) => {
    const read = await resultOr(byOAuthError, () => verify(header))
    assert.ok(read === undefined || (typeof read.jti === 'string' && Number.isFinite(read.issuedAt)))
  }),

  forAll('any client assertion is verified or refused (RFC7523-3, SEC-359)', assertion, async (text) => {
    const read = await resultOr(byOAuthError, () => verifyClientAssertion({ ...assertionRules, assertion: text }))
    assert.ok(read === undefined || (typeof read.jti === 'string' && Number.isSafeInteger(read.expiresAt)))
  }),
]
