import { invalidClient, invalidRequest, tooManyRequests } from './factories'

describe('an OAuth error', () => {
  it('keeps its description within the characters of RFC 6749 (RFC6749-5.2)', () => {
    expect(invalidRequest('a "quoted"\r\n\\ värde').description).toBe('a ?quoted???? v?rde')
  })

  it('says one sentence for every failed client authentication and keeps the cause for the operator (SEC-153)', () => {
    const [unknown, wrong] = [invalidClient('no such client'), invalidClient('the secret differs')]
    expect(unknown.description).toBe(wrong.description)
    expect(wrong.evidence.reason).toBe('the secret differs')
  })

  it('says when to come back after too many attempts (SEC-451)', () => {
    expect(tooManyRequests('too many attempts', 60)).toMatchObject({ status: 429, headers: { 'retry-after': '60' } })
  })
})
