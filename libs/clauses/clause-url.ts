const openid = 'https://openid.net/specs'

/** Where specifications that are no RFCs can be read. */
const pages: Readonly<Record<string, string>> = {
  'FAPI2-SP-FINAL': `${openid}/fapi-security-profile-2_0-final.html`,
  OIDCC: `${openid}/openid-connect-core-1_0.html`,
  OIDCD: `${openid}/openid-connect-discovery-1_0.html`,
  OIDCR: `${openid}/openid-connect-registration-1_0.html`,
  OIDCBCL: `${openid}/openid-connect-backchannel-1_0.html`,
  OIDCRPIL: `${openid}/openid-connect-rpinitiated-1_0.html`,
  'OAUTH-FORM-POST': `${openid}/oauth-v2-form-post-response-mode-1_0.html`,
  'OAUTH-RESPONSE-TYPES': `${openid}/oauth-v2-multiple-response-types-1_0.html`,
  RFC7523BIS: 'https://datatracker.ietf.org/doc/draft-ietf-oauth-rfc7523bis/',
}

const clauseSyntax = /^(.+?)-(\d[\w.]*|[A-Z])(?:-[\w-]+)?$/

/**
 * Where a clause can be read: RFC7636-4.3 at the RFC Editor, FAPI2-SP-FINAL-5.3.2.2-5 and OIDCC-3.1.2.1 at the OpenID Foundation, CWE-407 in
 * the Common Weakness Enumeration. Undefined for the project's own requirements, which no specification numbers.
 */
export function clauseUrl(clause: string): string | undefined {
  const [, specification = '', section = ''] = clauseSyntax.exec(clause) ?? []
  const rfc = /^RFC(\d+)$/.exec(specification)
  if (rfc) return `https://www.rfc-editor.org/rfc/rfc${rfc[1]}#${/^[A-Z]/.test(section) ? 'appendix' : 'section'}-${section}`
  if (specification === 'CWE') return `https://cwe.mitre.org/data/definitions/${section}.html`
  const page = pages[specification]
  // The pages of the OpenID Foundation name their sections by titles, not by numbers.
  return page
}
