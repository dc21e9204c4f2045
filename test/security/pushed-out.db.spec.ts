import { bob, e2eSeed, secret } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const phone = {
  client_id: 'phone',
  client_secret: secret,
  client_type: 'internal',
  token_endpoint_auth_method: 'client_secret_post',
  redirect_uris: ['https://rp.example.com/cb'],
  grant_types: ['authorization_code', 'refresh_token'],
  scope: 'openid offline_access',
}

describe('what a person has granted', () => {
  const environment = { ALDGATE_GRANTS_PER_CLIENT: '3' }
  const server = useServer({ seed: { ...e2eSeed, clients: [...e2eSeed.clients, phone] }, environment })
  const party = new RelyingParty(server, 'phone')
  const url = () => party.authorizationUrl(party.authorizationParams({ scope: 'openid offline_access' }))
  const token = async (params: Record<string, string>) => party.post('/token', { client_id: 'phone', client_secret: secret, ...params })
  const redeem = (code: string) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: party.redirectUri, code_verifier: party.verifier })
  const grantAnew = async (person: Person) => String((await redeem(await person.getCode(url()))).json['refresh_token'])
  const refresh = async (refreshToken: string) => token({ grant_type: 'refresh_token', refresh_token: refreshToken })

  it('is not ended by a page that leads them to the authorization endpoint again and again: codes that nobody redeems push nothing out (SEC-446)', async () => {
    const person = new Person(server)
    const tokens = [await grantAnew(person), await grantAnew(person)]
    for (let time = 0; time < 10; time += 1) await person.getCode(url())
    const newest = await grantAnew(person)
    const answers = await Promise.all([...tokens, newest].map(refresh))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  })

  it('is still bounded: the oldest of those that were redeemed end (SEC-446)', async () => {
    const person = new Person(server, bob.username, bob.password)
    const tokens: string[] = []
    for (let time = 0; time < 4; time += 1) {
      tokens.push(await grantAnew(person))
      server.clock.advance(1)
    }
    const answers = await Promise.all(tokens.map(refresh))
    expect(answers.map(({ status }) => status)).toEqual([400, 200, 200, 200])
  })

  it('takes away no login that is under way, however many grants there are: parallel ones all get their tokens (RFC6749-4.1.2)', async () => {
    const people = Array.from({ length: 8 }, () => new Person(server, bob.username, bob.password))
    const codes = await Promise.all(people.map((person) => person.getCode(url())))
    const answers = await Promise.all(codes.map((code) => redeem(code)))
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200))
  })
})
