import { errorOf } from '../support/person'
import type { Page } from '../support/person'
import type { Answer } from '../support/relying-party'

const aYear = 365 * 24 * 3600
const errorName = /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/
const errorText = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/
const errorMembers = ['error', 'error_description', 'error_uri']
const callbackMembers = ['state', 'session_state', 'iss']

/** Shannon's entropy of a text as the suite counts it: bits of a character by its frequency, times the characters. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((bits, count) => bits - count * Math.log2(count / value.length), 0)
}

/** At least 128 bits long, with an entropy of more than 96: what codes, tokens and request_uris must have. */
export function expectUnguessable(value: unknown): void {
  expect(typeof value).toBe('string')
  expect(String(value).length * 8).toBeGreaterThanOrEqual(128)
  expect(entropyOf(String(value))).toBeGreaterThan(96)
}

/** An error's words: one of those expected, in the characters of RFC 6749, and no member that nobody knows. */
export function expectErrorWords(given: Readonly<Record<string, unknown>>, errors: readonly string[], known: readonly string[] = []): void {
  expect(errors).toContain(given['error'])
  expect(given['error']).toMatch(errorName)
  if (given['error_description'] !== undefined) expect(given['error_description']).toMatch(errorText)
  expect(['undefined', 'string']).toContain(typeof given['error_uri'])
  expect(Object.keys(given).filter((name) => ![...errorMembers, ...known].includes(name))).toEqual([])
}

/** An endpoint's refusal: JSON, one of the statuses, one of the errors. */
export function expectRefusal({ status, headers, json }: Answer, statuses: readonly number[], errors: readonly string[]): void {
  expect(statuses).toContain(status)
  expect(headers.get('content-type')).toMatch(/^application\/json\b/)
  expectErrorWords(json, errors)
}

/** A client that was not authenticated: 401 or 400 invalid_client, or 400 invalid_request. */
export function expectUnauthenticated(answer: Answer): void {
  expectRefusal(answer, answer.json['error'] === 'invalid_client' ? [400, 401] : [400], ['invalid_client', 'invalid_request'])
}

/** The answer to a pushed request (RFC 9126 §2.2); gives its request_uri. */
export function expectPushed({ status, headers, json }: Answer): string {
  expect(status).toBe(201)
  expect(headers.get('content-type')).toMatch(/^application\/json\b/)
  expect(Object.keys(json).toSorted()).toEqual(['expires_in', 'request_uri'])
  expectUnguessable(json['request_uri'])
  expect(json['expires_in']).toBeGreaterThanOrEqual(5)
  expect(json['expires_in']).toBeLessThan(aYear)
  return String(json['request_uri'])
}

/** What an authorization response must fit. */
export interface ExpectedCallback {
  readonly issuer: string
  readonly redirectUri: string
  /** Undefined where none was sent. */
  readonly state: unknown
}

const answerOf = (callback: URL, { issuer, redirectUri, state }: ExpectedCallback): Record<string, string> => {
  const separator = redirectUri.includes('?') ? '&' : '?'
  expect(callback.href.startsWith(`${redirectUri}${separator}`)).toBe(true)
  expect(callback.hash).toBe('')
  const pairs = [...new URLSearchParams(callback.href.slice(redirectUri.length + 1))]
  const answer = Object.fromEntries(pairs)
  expect(pairs).toHaveLength(Object.keys(answer).length)
  expect(answer['state']).toBe(state)
  expect(answer['iss']).toBe(issuer)
  return answer
}

/** A successful authorization response in the query, with nothing unknown in it; gives its code. */
export function expectCallback(callback: URL, expected: ExpectedCallback): string {
  const answer = answerOf(callback, expected)
  expect(Object.keys(answer).filter((name) => !['code', ...callbackMembers].includes(name))).toEqual([])
  expectUnguessable(answer['code'])
  return String(answer['code'])
}

/** An error in the query of the redirect_uri, with state and iss and nothing unknown. */
export function expectErrorCallback(callback: URL, errors: readonly string[], expected: ExpectedCallback): void {
  expectErrorWords(answerOf(callback, expected), errors, callbackMembers)
}

/** A page that tells the person of an error; the browser stays here. */
export function expectErrorPage(at: Page | URL, errors: readonly string[]): void {
  if (at instanceof URL) throw new Error(`expected an error page, was led to ${at.href}`)
  expect(at.status).toBeGreaterThanOrEqual(400)
  expect(at.status).toBeLessThan(500)
  expect(at.headers.get('content-type')).toMatch(/^text\/html\b/)
  expect(errors).toContain(errorOf(at))
}

export interface ExpectedTokens {
  readonly tokenType: 'DPoP' | 'Bearer'
  readonly idToken: boolean
  readonly refreshToken: boolean
}

/** The token endpoint's answer (RFC 6749 §5.1), with what was asked for and nothing unknown. */
export function expectTokens({ status, headers, json }: Answer, { tokenType, idToken, refreshToken }: ExpectedTokens): void {
  expect(status).toBe(200)
  expect(headers.get('content-type')).toMatch(/^application\/json\b/)
  expect(headers.get('cache-control')).toContain('no-store')
  const extra = [...(idToken ? ['id_token'] : []), ...(refreshToken ? ['refresh_token'] : [])]
  expect(Object.keys(json).toSorted()).toEqual(['access_token', 'expires_in', 'scope', 'token_type', ...extra].toSorted())
  expect(json['token_type']).toBe(tokenType)
  expectUnguessable(json['access_token'])
  if (refreshToken) expectUnguessable(json['refresh_token'])
  expect(json['expires_in']).toBeGreaterThan(0)
  expect(json['expires_in']).toBeLessThanOrEqual(aYear)
}
