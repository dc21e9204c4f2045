import { createHash } from 'node:crypto'
import { createLocalJWKSet, importJWK, jwtVerify } from 'jose'
import type { JSONWebKeySet, JWTPayload } from 'jose'

const aYear = 365 * 24 * 3600
const fapiAlgorithms = ['PS256', 'ES256', 'EdDSA', 'Ed25519']
const privateMembers = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'])
const protocolClaims = ['iss', 'sub', 'aud', 'azp', 'exp', 'iat', 'auth_time', 'nonce', 'acr', 'amr', 'c_hash', 'at_hash', 's_hash']

/** What an ID token must fit. */
export interface ExpectedIdToken {
  readonly issuer: string
  readonly clientId: string
  /** Undefined where none was sent. */
  readonly nonce: unknown
  readonly accessToken: string
  readonly now: number
  readonly algorithms?: readonly string[]
  /** Claims that were asked for by name, or that the client takes part in logouts for. */
  readonly requested?: readonly string[]
}

/** The left half of the hash that goes with the signature's algorithm (OpenID Connect Core §3.1.3.6). */
const halfHash = (value: string, alg: string): string => {
  const digest = createHash(alg === 'EdDSA' || alg === 'Ed25519' ? 'sha512' : 'sha256')
    .update(value)
    .digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

function expectTimes({ exp = 0, iat = 0, ...claims }: JWTPayload, now: number): void {
  expect(exp).toBeGreaterThan(now)
  expect(exp).toBeLessThan(now + 50 * aYear)
  expect(Math.abs(iat - now)).toBeLessThan(300)
  if (claims['auth_time'] === undefined) return
  expect(Number.isInteger(claims['auth_time'])).toBe(true)
  expect(claims['auth_time']).toBeGreaterThan(now - aYear)
  expect(claims['auth_time']).toBeLessThanOrEqual(now)
}

/** An ID token as the suite accepts it: signed by the key its kid names, for this client, with nothing unasked; gives its claims. */
export async function expectIdToken(token: string, expected: ExpectedIdToken): Promise<JWTPayload> {
  const { issuer, clientId, nonce, accessToken, now, algorithms = fapiAlgorithms, requested = [] } = expected
  const jwks = (await (await fetch(`${issuer}/jwks`)).json()) as JSONWebKeySet
  const currentDate = new Date(now * 1000)
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(jwks), { issuer, audience: clientId, currentDate })
  expect(algorithms).toContain(protectedHeader.alg)
  expect(jwks.keys.map(({ kid }) => kid)).toContain(protectedHeader.kid)
  expectTimes(payload, now)
  expect(payload.sub).toMatch(/^[\x21-\x7e]{1,255}$/)
  expect(payload['nonce']).toBe(nonce)
  expect(payload['acr']).toMatch(/./)
  if (payload['at_hash'] !== undefined) expect(payload['at_hash']).toBe(halfHash(accessToken, protectedHeader.alg))
  expect(Object.keys(payload).filter((name) => ![...protocolClaims, ...requested].includes(name))).toEqual([])
  return payload
}

/** A JWK Set: public, each key with a kid of its own, usable, and strong enough. */
export async function expectJwks(jwks: JSONWebKeySet): Promise<void> {
  const kids = jwks.keys.map(({ kid = '' }) => kid.trim())
  expect(kids).not.toContain('')
  expect(new Set(kids).size).toBe(kids.length)
  expect(jwks.keys.flatMap((key) => Object.keys(key)).filter((name) => privateMembers.has(name))).toEqual([])
  for (const key of jwks.keys) {
    expect(['RSA', 'EC', 'OKP']).toContain(key.kty)
    if (key.kty === 'RSA') expect(Buffer.from(key.n ?? '', 'base64url').length * 8).toBeGreaterThanOrEqual(2048)
    if (key.kty === 'EC') expect(['P-256', 'P-384', 'P-521']).toContain(key.crv)
    await expect(importJWK(key)).resolves.toBeDefined()
  }
}
