import { clauseUrl } from './clause-url'

describe('the address of a clause', () => {
  it.each([
    ['RFC7636-4.3', 'https://www.rfc-editor.org/rfc/rfc7636#section-4.3'],
    ['RFC6749-B', 'https://www.rfc-editor.org/rfc/rfc6749#appendix-B'],
    ['RFC9449-4.3-11', 'https://www.rfc-editor.org/rfc/rfc9449#section-4.3'],
    ['RFC7523BIS-4', 'https://datatracker.ietf.org/doc/draft-ietf-oauth-rfc7523bis/'],
    ['FAPI2-SP-FINAL-5.3.2.2-5', 'https://openid.net/specs/fapi-security-profile-2_0-final.html'],
    ['OIDCC-3.1.2.1', 'https://openid.net/specs/openid-connect-core-1_0.html'],
    ['OIDCRPIL-2', 'https://openid.net/specs/openid-connect-rpinitiated-1_0.html'],
    ['CWE-407', 'https://cwe.mitre.org/data/definitions/407.html'],
    ['OAUTH-FORM-POST-2', 'https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html'],
  ])('of %s is %s', (clause, url) => {
    expect(clauseUrl(clause)).toBe(url)
  })

  it.each(['SEC-140', 'nonsense', ''])('is unknown of %j', (clause) => {
    expect(clauseUrl(clause)).toBeUndefined()
  })
})
