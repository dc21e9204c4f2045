import { toClientMetadata } from '#libs/client-metadata/to-client-metadata'
import { findSeedWarnings } from './find-seed-warnings'

const [payments, sandbox] = ['https://payments.example', 'https://sandbox.example']
const aSeed = (scope: string) => {
  const entry = { client_id: 'web', client_secret: 'x'.repeat(32), redirect_uris: ['https://a.example/cb'], scope }
  return [toClientMetadata(entry, { production: true }).metadata]
}

describe('a seed is warned about', () => {
  it('a scope that no resource and no claim answers, whoever brought the resource', () => {
    const resources = new Map([[payments, ['pay']]])
    expect(findSeedWarnings(aSeed('openid email offline_access pay'), resources)).toEqual([])
    expect(findSeedWarnings(aSeed('openid pay admin reports'), resources)).toEqual([
      'client web: no resource knows admin reports, and no claim comes of it',
    ])
  })

  it('a scope that several resources know (RFC9700-2.3)', () => {
    const resources = new Map([
      [payments, ['pay', 'read']],
      [sandbox, ['pay']],
    ])
    expect(findSeedWarnings(aSeed('openid'), resources)).toEqual([
      `scope pay is known to ${payments} and ${sandbox}: clients that name no resource ask for all of them`,
    ])
  })
})
