import { digestHandle } from '#libs/opaque-token/opaque-token'
import { e2eSeed, keys } from '../support/e2e-seed'
import { overhearStatements } from '../support/overhear-statements'
import type { Statement } from '../support/overhear-statements'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { random } from '../support/test-keys'
import { useServer } from '../support/use-server'

/** The length of a piece that never comes about by chance. */
const piece = 12
const piecesOf = (value: string) => Array.from({ length: value.length - piece + 1 }, (_, at) => value.slice(at, at + piece))
/** Somebody who knows all of a value but its end. */
const guessAt = (value: string) => value.slice(0, -8) + random(6)

describe('what is looked up', () => {
  const overheard: Statement[] = []
  const server = useServer({ seed: e2eSeed })
  beforeAll(() => void overhearStatements(overheard))
  const rp = new RelyingParty(server, 'fapi', keys.fapi)
  beforeEach(() => void overheard.splice(0))

  const expectDigestAlone = (digest: string, value: string) => {
    const statements = overheard.flatMap(({ values }) => values.map(String)).join('\n')
    expect(statements).toContain(digest)
    expect(piecesOf(value).filter((one) => statements.includes(one))).toEqual([])
  }
  const newRefreshToken = async () =>
    String((await rp.redeem(await new Person(server).getCode(await rp.pushedUrl()))).json['refresh_token'])

  const endpoints = {
    introspection: (token: string) => rp.introspect(token),
    revocation: (token: string) => rp.revoke(token),
    'the token endpoint': (token: string) => rp.refresh(token),
  }
  it.each(Object.entries(endpoints))(
    'at %s is the digest of the token, so that a good beginning is worth nothing (SEC-241)',
    async (_, ask) => {
      const token = await newRefreshToken()
      const [guess, nonsense] = [guessAt(token), random(32)]
      overheard.splice(0)
      const [toGuess, toNonsense] = [await ask(guess), await ask(nonsense)]
      expect([toGuess.status, toGuess.text]).toEqual([toNonsense.status, toNonsense.text])
      expectDigestAlone(digestHandle('refresh_token', guess), guess)
      expect((await rp.introspect(token)).json['active']).toBe(true)
      expectDigestAlone(digestHandle('refresh_token', token), token)
    },
  )

  it('are the digests of code and request_uri (SEC-241)', async () => {
    const url = await rp.pushedUrl()
    const code = await new Person(server).getCode(url)
    const { status } = await rp.redeem(code)
    expect(status).toBe(200)
    expectDigestAlone(digestHandle('code', code), code)
    const [reference = ''] = /[\w-]{43}$/.exec(new URL(url).searchParams.get('request_uri') ?? '') ?? []
    expectDigestAlone(digestHandle('request_uri', reference), reference)
  })

  it('is the digest of the session in the cookie (SEC-241)', async () => {
    const person = new Person(server)
    await person.authorize(await rp.pushedUrl())
    const [session = ''] = [...person.cookies].filter(([name]) => name.includes('session')).map(([, value]) => value)
    overheard.splice(0)
    await person.page('/')
    expectDigestAlone(digestHandle('session', session), session)
  })
})
