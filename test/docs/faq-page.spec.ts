import { FlowStories } from '#operations/flows/flow-stories'
import { FlowWriter } from '#operations/flows/flow-writer'
import { tellStory } from '#operations/flows/tell-story'
import { Person } from '../support/person'
import { random, TestKey } from '../support/test-keys'
import { useServer } from '../support/use-server'
import { describePage } from './support/doc-page'
import { asReports, DocsClient, query, Shop } from './support/docs-client'
import { docsSeed, keys, secrets } from './support/docs-seed'
import { maskIssuer } from './support/mask-volatile'
import { recordExchanges } from './support/record-exchanges'
import type { Exchange } from './support/record-exchanges'

const text = (value: unknown): string => String(value)
const callback = 'https://payments.example.com/callback'
const fiveMinutes = 300

/** What the client, or the person, reads of a refusal. */
function answerOf({ response: { status, headers, text: body } }: Exchange): string {
  const location = headers.get('location')
  if (location?.includes('?')) {
    const { searchParams } = new URL(location)
    return `back at the redirect URI: ${searchParams.get('error')}: ${searchParams.get('error_description')}`
  }
  if (body === '') return `${status} without a body`
  const named = /data-error="([^"]*)"/.exec(body) ?? /<title>([^<]*)<\/title>/.exec(body)
  if (named) return `${status}, a page: ${named[1]}`
  const { error, error_description: description } = JSON.parse(body) as Record<string, string>
  return `${status} ${error}: ${description}`
}

describePage('faq.md', (page) => {
  const server = useServer({ seed: docsSeed })
  const [app, shop, job] = [
    new DocsClient(server, 'payments-app', keys.payments, callback),
    new Shop(server),
    new DocsClient(server, 'nightly-job', keys.nightly),
  ]
  const assertedWith = (assertion: string) => ({
    client_id: 'nightly-job',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  })
  const asJob = async (assertion: string, proof = job.proof('POST', job.url('/token'))) =>
    job.post('/token', { grant_type: 'client_credentials', ...assertedWith(assertion) }, { dpop: proof })
  const shopCode = async () => new Person(server).getCode(shop.plainUrl())
  const shopTokens = async () => (await shop.redeem(await shopCode())).json
  const appTokens = async () => (await app.redeem(await new Person(server).getCode(await app.pushedUrl()))).json
  const handleOf = ({ html }: { html: string }) => /name="handle" value="([^"]+)"/.exec(html)?.[1] ?? ''

  type Failure = readonly [name: string, make: () => Promise<unknown>]
  // prettier-ignore
  const failures: readonly Failure[] = [
    ['assertion-audience', async () => asJob(job.assertion({ aud: job.url('/token') }))],
    ['assertion-clock', async () => asJob(job.assertion({ iat: job.now + fiveMinutes, nbf: job.now + fiveMinutes, exp: job.now + fiveMinutes + 60 }))],
    ['assertion-key', async () => asJob(job.assertion({}, {}, new TestKey()))],
    ['assertion-twice', async () => { const one = job.assertion(); await asJob(one); return asJob(one) }],
    ['secret-method', async () => job.post('/token', { grant_type: 'client_credentials', client_id: 'reports', client_secret: secrets.reports })],
    ['secret-wrong', async () => job.post('/token', { grant_type: 'client_credentials' }, { authorization: `Basic ${btoa(`reports:${'x'.repeat(40)}`)}` })],
    ['redirect-uri', async () => app.push({ redirect_uri: `${callback}/` })],
    ['unknown-redirect', async () => new Person(server).page(shop.plainUrl({ redirect_uri: 'https://shop.example.com/' }))],
    ['scope', async () => app.push({ scope: 'openid accounts' })],
    ['unpushed', async () => new Person(server).open(app.plainUrl())],
    ['request-uri', async () => { const url = await app.pushedUrl(); server.clock.advance(91); return new Person(server).page(url) }],
    ['other-browser', async () => {
      const [handle, second] = [handleOf(await new Person(server).page(shop.plainUrl())), new Person(server)]
      await second.page(shop.plainUrl())
      return second.page(`/interaction?handle=${handle}`)
    }],
    ['code-twice', async () => { const code = await shopCode(); await shop.redeem(code); return shop.redeem(code) }],
    ['code-late', async () => { const code = await shopCode(); server.clock.advance(61); return shop.redeem(code) }],
    ['code-redirect', async () => shop.redeem(await shopCode(), { redirect_uri: 'https://shop.example.com/callback/' })],
    ['verifier', async () => shop.redeem(await shopCode(), { code_verifier: random(32) })],
    ['proof-url', async () => asJob(job.assertion(), job.proof('POST', 'http://10.0.0.7:3000/token'))],
    ['proof-age', async () => asJob(job.assertion(), job.proof('POST', job.url('/token'), { iat: job.now - fiveMinutes }))],
    ['proof-twice', async () => { const proof = job.proof('POST', job.url('/token')); await asJob(job.assertion(), proof); return asJob(job.assertion(), proof) }],
    ['proof-missing', async () => job.call('/token', { grant_type: 'client_credentials' }, { dpop: null })],
    ['bearer', async () => fetch(app.url('/userinfo'), { headers: { authorization: `Bearer ${text((await appTokens())['access_token'])}` } })],
    ['audience', async () => {
      const { json } = await job.post('/token', { grant_type: 'client_credentials' }, asReports)
      return fetch(app.url('/userinfo'), { headers: { authorization: `Bearer ${text(json['access_token'])}` } })
    }],
    ['rotated', async () => {
      const { refresh_token: first } = await shopTokens()
      await shop.refresh(text(first))
      server.clock.advance(31)
      return shop.refresh(text(first))
    }],
    ['ended', async () => { const { refresh_token: one } = await shopTokens(); await shop.revoke(text(one)); return shop.refresh(text(one)) }],
    ['logout', async () => {
      const { id_token: hint } = await shopTokens()
      return new Person(server).page(`/logout?${query({ id_token_hint: text(hint), post_logout_redirect_uri: 'https://shop.example.com/bye' })}`)
    }],
    ['too-many', async () => {
      const person = new Person(server, 'alice', 'a wrong guess')
      const form = await person.page(shop.plainUrl())
      for (let times = 0; times <= 10; times += 1) await person.logIn(form)
    }],
    ['origin', async () => fetch(app.url('/token'), { method: 'OPTIONS', headers: { origin: 'https://app.example.org', 'access-control-request-method': 'POST' } })],
  ]

  it.each(failures.map((failure) => [...failure] as [...Failure]))('shows what client and operator read: %s', async (name, make) => {
    const last = (await recordExchanges(make)).at(-1)
    if (last === undefined) throw new Error('nothing was asked')
    await server.app.get(FlowWriter).flush()
    const story = await server.app.get(FlowStories).find(last.response.headers.get('x-flow-id') ?? '')
    if (typeof story === 'string') throw new Error(`the flow is ${story}`)
    const lines = tellStory(story)
    const why = lines.slice(lines.findIndex((line) => line.startsWith('What was refused') || line.startsWith('Why it was refused')) + 1)
    // Of the clauses the first will do.
    const told = why.filter((line) => !line.startsWith(' '.repeat(12)))
    const shown = [answerOf(last), '', ...told]
      .join('\n')
      .replaceAll(/(?<![\w-])[\w-]{43}(?![\w-])/g, '<key>')
      .replaceAll(/\b\d{10}\b/g, '<time>')
    page.shows(name, maskIssuer(shown, server.issuer))
  })
})
