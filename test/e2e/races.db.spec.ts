import { decodeJwt } from 'jose'
import { e2eSeed, keys, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import type { Answer } from '../support/relying-party'
import { useServer } from '../support/use-server'

const times = 20
const parallel = <Result>(work: () => Promise<Result>) => Promise.all(Array.from({ length: times }, work))
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).toSorted((a, b) => a - b)
const oneOf = (lost: number, won = 200) => [won, ...Array.from({ length: times - 1 }, () => lost)]

describe('20 at once', () => {
  const server = useServer({ seed: e2eSeed })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)

  const web = () => ({ client_id: 'web-post', client_secret: secret })

  it('use one code: one gets tokens, the others invalid_grant, and the tokens end (SEC-201, SEC-202)', async () => {
    const code = await new Person(server).getCode(await rp.pushedUrl())
    const answers = await parallel(() => rp.redeem(code))
    expect(statuses(answers)).toEqual(oneOf(400))
    expect(new Set(answers.filter(({ status }) => status === 400).map(({ json }) => json['error']))).toEqual(new Set(['invalid_grant']))
    const tokens = answers.find(({ status }) => status === 200)?.json
    expect((await rp.introspect(String(tokens?.['access_token']))).json).toEqual({ active: false })
  })

  it('finish one request_uri in different browsers: one code (SEC-167)', async () => {
    const url = await rp.pushedUrl()
    const callbacks = await parallel(async () => new Person(server).authorize(url).catch(() => undefined))
    expect(callbacks.filter((callback) => callback?.searchParams.has('code'))).toHaveLength(1)
  })

  it('submit one consent form: one code (SEC-310)', async () => {
    const person = new Person(server)
    const login = await person.page(await rp.pushedUrl({ prompt: 'consent' }))
    const consent = await person.logIn(login)
    if (consent instanceof URL) throw new Error('expected a page')
    const answers = await parallel(() => person.submit(consent, { decision: 'allow' }))
    expect(answers.filter((answer) => answer instanceof URL)).toHaveLength(1)
  })

  it('use one client assertion: one is let in (SEC-140)', async () => {
    const authentication = rp.authentication()
    const once = () =>
      rp.post('/token', { ...authentication, grant_type: 'client_credentials' }, { dpop: rp.proof('POST', rp.url('/token')) })
    const answers = await parallel(once)
    expect(statuses(answers)).toEqual(oneOf(401))
  })

  it('use one proof: one is let in (SEC-101)', async () => {
    const dpop = rp.proof('POST', rp.url('/token'))
    const answers = await parallel(() => rp.call('/token', { grant_type: 'client_credentials' }, { dpop }))
    expect(statuses(answers)).toEqual(oneOf(400))
    expect(answers.find(({ status }) => status === 400)?.json['error']).toBe('invalid_dpop_proof')
  })

  it('refresh with one fapi2 token: all succeed with the same token (FAPI2-SP-FINAL-5.3.2.1-9, SEC-21)', async () => {
    const { json } = await rp.redeem(await new Person(server).getCode(await rp.pushedUrl()))
    const refreshToken = String(json['refresh_token'])
    const answers = await parallel(() => rp.refresh(refreshToken))
    expect(statuses(answers)).toEqual(Array.from({ length: times }, () => 200))
    expect(new Set(answers.map((answer) => answer.json['refresh_token']))).toEqual(new Set([refreshToken]))
    expect(new Set(answers.map((answer) => decodeJwt(String(answer.json['access_token'])).jti)).size).toBe(times)
  })

  it('refresh with one rotated token: one successor exists and every 200 carries it (SEC-221, SEC-222)', async () => {
    const party = new RelyingParty(server, 'web-post')
    const code = await new Person(server).getCode(party.authorizationUrl(party.authorizationParams()))
    const { json } = await party.post('/token', {
      ...web(),
      grant_type: 'authorization_code',
      code,
      redirect_uri: party.redirectUri,
      code_verifier: party.verifier,
    })
    const answers = await parallel(() =>
      party.post('/token', { ...web(), grant_type: 'refresh_token', refresh_token: String(json['refresh_token']) }),
    )
    expect(statuses(answers)).toEqual(Array.from({ length: times }, () => 200))
    const successors = new Set(answers.map((answer) => answer.json['refresh_token']))
    expect(successors.size).toBe(1)
    expect(successors).not.toContain(json['refresh_token'])
    const [successor] = successors
    expect((await party.post('/token', { ...web(), grant_type: 'refresh_token', refresh_token: String(successor) })).status).toBe(200)
  })

  it('guess one password: no more than the limit is tried, then 429, and another address still works (SEC-300, SEC-303)', async () => {
    const person = new Person(server, 'bob')
    const page = await person.page(rp.authorizationUrl({ request_uri: String((await rp.push()).json['request_uri']) }))
    const answers = await parallel(() => person.logIn(page, { username: 'bob', password: 'wrong' }))
    const seen = answers.map((answer) => (answer instanceof URL ? 0 : answer.status))
    expect(seen.filter((status) => status === 200)).toHaveLength(10)
    expect(seen.filter((status) => status === 429)).toHaveLength(10)
  })
})
