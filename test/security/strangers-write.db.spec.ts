import { AuditLog } from '#operations/audit/audit-log.repository'
import { FlowEvents } from '#operations/flows/flow-events.repository'
import { FlowWriter } from '#operations/flows/flow-writer'
import { e2eSeed } from '../support/e2e-seed'
import { Person } from '../support/person'
import { parallel } from '../support/records'
import type { ServedAt } from '../support/served-at'
import { useServer } from '../support/use-server'

const times = 60
const budget = 40
const post = (body: Readonly<Record<string, string>>): RequestInit => ({ method: 'POST', body: new URLSearchParams(body) })
const request = 'client_id=web-post&response_type=code&redirect_uri=https%3A%2F%2Frp.example.com%2Fcb&scope=openid'

/** What somebody without any credentials may send again and again. */
const strangers: Readonly<Record<string, (server: ServedAt) => Promise<unknown>>> = {
  'a code that is none, by a public client': ({ issuer }) =>
    fetch(`${issuer}/token`, post({ grant_type: 'authorization_code', client_id: 'spa', code: 'x' })),
  'a refresh token that is none, by a public client': ({ issuer }) =>
    fetch(`${issuer}/token`, post({ grant_type: 'refresh_token', client_id: 'spa', refresh_token: 'x' })),
  'made-up clients': ({ issuer }) =>
    fetch(`${issuer}/token`, post({ grant_type: 'client_credentials', client_id: String(Math.random()), client_secret: 'x' })),
  'wrong secrets': ({ issuer }) =>
    fetch(`${issuer}/token`, post({ grant_type: 'client_credentials', client_id: 'web-post', client_secret: 'x' })),
  'a refused authorization request': ({ issuer }) => fetch(`${issuer}/authorize?client_id=web-post&redirect_uri=https://evil.example`),
  'a login that is cancelled': async (server) => {
    const person = new Person(server)
    await person.submit(await person.page(`${server.issuer}/authorize?${request}`), { decision: 'cancel' })
  },
  'a token that is none': ({ issuer }) => fetch(`${issuer}/userinfo`, { headers: { authorization: 'Bearer x' } }),
}

describe('whoever has proven nothing', () => {
  const server = useServer({ seed: e2eSeed, environment: { ALDGATE_FLOW_STRANGERS: String(budget) } })

  it.each(Object.entries(strangers))('writes next to nothing that is kept for good: %s (SEC-446)', async (_, ask) => {
    const kept = async () => (await server.app.get(AuditLog, { strict: false }).newest({}, 10_000)).length
    const before = await kept()
    for (let time = 0; time < times; time += 1) await ask(server)
    // Failures of one client from one address are kept up to ten, and that its window is full once.
    expect((await kept()) - before).toBeLessThanOrEqual(11)
  })

  it('has the steps of as many requests remembered as the budget of an address allows (SEC-446)', async () => {
    await server.app.get(FlowWriter, { strict: false }).flush()
    const flows = await server.app.get(FlowEvents, { strict: false }).recent({ since: 0, limit: 10_000 })
    expect(flows.reduce((sum, { requests }) => sum + requests, 0)).toBeLessThanOrEqual(budget)
  })
})

describe('whoever has a network of IPv6 of their own', () => {
  const server = useServer({ seed: e2eSeed, environment: { TRUST_PROXY: '127.0.0.1' } })
  const from = (subnet: number, path: string, body: Readonly<Record<string, string>>) =>
    fetch(`${server.issuer}${path}`, { ...post(body), headers: { 'x-forwarded-for': `2001:db8:1:${subnet.toString(16)}::1` } })

  it('writes no more that is kept for good, though each request comes from another address (SEC-446, SEC-451)', async () => {
    const kept = async () => (await server.app.get(AuditLog, { strict: false }).newest({}, 10_000)).length
    const before = await kept()
    for (let subnet = 0; subnet < 150; subnet += 1)
      await from(subnet, '/token', { grant_type: 'client_credentials', client_id: 'web-post', client_secret: 'x' })
    expect((await kept()) - before).toBe(100)
  })

  it('pushes a bounded number of requests in the name of a public client (SEC-172)', async () => {
    const pushed = { client_id: 'spa', response_type: 'code', redirect_uri: 'https://spa.example.com/cb', scope: 'openid' }
    const pkce = { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' }
    const push = async (subnet: number) => (await from(subnet * 16, '/par', { ...pushed, ...pkce })).status
    expect(new Set(await parallel(push, 500))).toEqual(new Set([201]))
    expect(await push(500)).toBe(429)
  })
})
