import { invalidDpopProof, invalidToken, serverError } from '../oauth-errors/factories'
import { toResourceChallenges, toResourceStatus } from './resource-challenges'

const challenges = (error: Parameters<typeof toResourceChallenges>[0], authorization?: string, tokenInBody = false) =>
  toResourceChallenges(error, { authorization, tokenInBody, realm: 'api' })

describe('the challenges of a resource server', () => {
  it('name the schemes, and nothing more, to a request without a token (RFC6750-3.1)', () => {
    expect(challenges(invalidToken('none came'))).toEqual(['Bearer realm="api"', 'DPoP realm="api", algs="PS256 ES256 EdDSA"'])
  })

  it('say what was wrong by the scheme that was tried (RFC6750-3, RFC9449-7.1, RFC9449-7.2)', () => {
    const [dpop, ...rest] = challenges(invalidToken('it is old'), 'DPoP abc')
    expect([dpop, rest]).toEqual(['DPoP realm="api", error="invalid_token", error_description="it is old", algs="PS256 ES256 EdDSA"', []])
    expect(challenges(invalidToken('it is old'), 'Bearer abc')[0]).toBe(
      'Bearer realm="api", error="invalid_token", error_description="it is old"',
    )
    expect(challenges(invalidToken('it is old'), undefined, true)[0]).toContain('Bearer realm="api", error="invalid_token"')
  })

  it('are none where authentication is not the matter', () => {
    expect(challenges(serverError('a fault'), 'DPoP abc')).toEqual([])
  })

  it('go with 401 where the proof is bad (RFC9449-7.1)', () => {
    expect([toResourceStatus(invalidDpopProof('old')), toResourceStatus(invalidToken('old'))]).toEqual([401, 401])
  })
})
