import { toLogoutTokenClaims } from './logout-token-claims'

describe('the claims of a logout token', () => {
  const facts = { issuer: 'https://as.example', clientId: 'web', sub: 'alice', sid: 'a-session', jti: 'an-id', now: 1_000 }

  it('are those that the specification asks for, and no nonce (OIDCBCL-2.4, SEC-282)', () => {
    expect(toLogoutTokenClaims(facts)).toEqual({
      iss: 'https://as.example',
      sub: 'alice',
      aud: 'web',
      iat: 1_000,
      exp: 1_120,
      jti: 'an-id',
      sid: 'a-session',
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
  })

  it('keep their jti whenever they are made anew (OIDCBCL-2.4, SEC-285)', () => {
    expect(toLogoutTokenClaims({ ...facts, now: 2_000 })).toMatchObject({ jti: 'an-id', iat: 2_000, exp: 2_120 })
  })
})
