import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { checkClientJwks } from '#libs/jwk/check-client-jwks'
import { checkPublicJwk } from '#libs/jwk/check-public-jwk'
import { jwkThumbprint } from '#libs/jwk/jwk-thumbprint'
import { makeTestSigner } from '#libs/jws/fixtures/test-signer'
import { anyJson, anyText, changed } from './arbitraries'
import { forAll } from './for-all'
import type { InputProperty } from './for-all'
import { byJwkError, resultOr } from './result-or'

const good = (['ES256', 'EdDSA', 'RS256'] as const).map((alg) => makeTestSigner(alg).jwk)
const material = fc.oneof(
  fc.uint8Array({ minLength: 0, maxLength: 600 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
  fc.constantFrom('', 'AQAB', 'AQ', 'AA', 'A'.repeat(43), `${'A'.repeat(42)}E`, '_'.repeat(342)),
  changed(good[0]?.x ?? ''),
  anyText,
  anyJson,
)
const members = fc.record(
  {
    kty: fc.oneof(fc.constantFrom('EC', 'OKP', 'RSA', 'oct', '__proto__'), anyJson),
    crv: fc.oneof(fc.constantFrom('P-256', 'P-384', 'Ed25519', 'X25519', 'secp256k1'), anyJson),
    x: material,
    y: material,
    n: material,
    e: material,
    d: material,
    k: material,
    kid: fc.oneof(anyText, anyJson),
    use: fc.oneof(fc.constantFrom('sig', 'enc'), anyJson),
    alg: fc.oneof(fc.constantFrom('ES256', 'none', 'HS256', 'EdDSA'), anyJson),
    key_ops: anyJson,
  },
  { requiredKeys: [] },
)
const jwk = fc.oneof(
  anyJson,
  members,
  fc.tuple(fc.constantFrom(...good), members).map(([key, other]) => ({ ...key, ...other })),
  fc
    .tuple(fc.constantFrom(...good), fc.constantFrom('x', 'y', 'n', 'e'), material)
    .map(([key, name, value]) => ({ ...key, [name]: value })),
)

export const properties: readonly InputProperty[] = [
  forAll('any value is a public key or refused (RFC7517-4, SEC-359)', jwk, (value) => resultOr(byJwkError, () => checkPublicJwk(value))),

  forAll(
    'any value is a key set or refused (RFC7591-2, SEC-359)',
    fc.oneof(
      anyJson,
      fc.array(fc.oneof(jwk, fc.constantFrom(...good)), { maxLength: 4 }).map((keys) => ({ keys })),
    ),
    (value) => resultOr(byJwkError, () => checkClientJwks(value)),
  ),

  forAll(
    'a thumbprint does not depend on the order of the members or on optional ones (RFC7638-3)',
    fc
      .constantFrom(...good)
      .chain((key) =>
        fc.tuple(fc.constant(key), fc.shuffledSubarray(Object.entries(key), { minLength: Object.keys(key).length }), anyText),
      ),
    ([key, entries, kid]) => assert.equal(jwkThumbprint({ kid, ...Object.fromEntries(entries) }), jwkThumbprint(key)),
  ),
]
