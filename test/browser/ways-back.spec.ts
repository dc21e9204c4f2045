import type { Page } from 'playwright-core'
import { TestBrowser } from '../support/browser'
import type { Screen } from '../support/browser'
import { alice, e2eSeed } from '../support/e2e-seed'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const client = (name: string) => ({
  client_id: name,
  client_type: 'internal',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code'],
  redirect_uris: [`https://${name}.example.com/cb`],
  post_logout_redirect_uris: [`https://${name}.example.com/bye?out=1`],
  scope: 'openid',
})
const seed = { ...e2eSeed, clients: ['broker', 'handoff', 'shop'].map(client) }

describe('the way back to a client', () => {
  const server = useServer({ seed })
  let browser: TestBrowser
  let screen: Screen
  beforeAll(async () => {
    browser = await TestBrowser.launch()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    browser.site.requests.splice(0)
    screen = await browser.open()
  })
  afterEach(() => screen.close())

  const rpOf = (name: string) => new RelyingParty(server, name, undefined, `https://${name}.example.com/cb`)
  const urlOf = (name: string, params: Record<string, string> = {}, rp = rpOf(name)) =>
    rp.authorizationUrl(rp.authorizationParams({ scope: 'openid', ...params }))
  const callbackOf = async (name: string) => {
    const find = () => browser.site.requests.find(({ url }) => url.startsWith(`https://${name}.example.com/`))
    for (let look = 0; look < 500 && !find(); look += 1) await screen.page.waitForTimeout(20)
    return find()
  }
  const logIn = async (page: Page, press = () => page.click('#login')) => {
    await page.fill('#username', alice.username)
    await page.fill('#password', alice.password)
    await press()
  }
  /** Presses a button whose answer leads to an application outside the browser, where the page stays. */
  const pressToLeave = async (page: Page, selector: string) => {
    const left = page.waitForEvent('requestfailed', ({ url }) => url().startsWith('com.example.app:')).catch(() => undefined)
    await page.click(selector)
    await left
  }

  it('is open from the page of consent where the callback redirects to another origin (SEC-296)', async () => {
    const { page } = screen
    await page.goto(urlOf('broker', { prompt: 'consent' }))
    await logIn(page)
    await page.click('#allow')
    await page.waitForURL('https://app.elsewhere.example.com/home')
    expect(screen.complaints).toEqual([])
  })

  it('is open from the page of login where the callback redirects to another origin (SEC-296)', async () => {
    const { page } = screen
    await page.goto(urlOf('broker', { prompt: 'login' }))
    await logIn(page)
    await page.waitForURL('https://app.elsewhere.example.com/home')
    expect(screen.complaints).toEqual([])
  })

  it('is open from a form_post answer where the callback redirects to another origin (OAUTH-FORM-POST-2, SEC-296)', async () => {
    const { page } = screen
    await page.goto(urlOf('broker', { response_mode: 'form_post', prompt: 'login' }))
    await logIn(page)
    await page.waitForURL('https://app.elsewhere.example.com/home')
    expect(await callbackOf('broker')).toMatchObject({ origin: server.issuer, body: expect.stringContaining('code=') })
    expect(screen.complaints).toEqual([])
  })

  it('is open where the callback redirects to an application on the device (SEC-296)', async () => {
    const { page } = screen
    await page.goto(urlOf('handoff', { prompt: 'login' }))
    await logIn(page, () => pressToLeave(page, '#login'))
    expect((await callbackOf('handoff'))?.url).toContain('code=')
    expect(screen.complaints.filter((text) => text.includes('form-action'))).toEqual([])
  })

  it('is open from the page of sign-out where the client redirects on (OIDCRPIL-3, SEC-296)', async () => {
    const { page } = screen
    const rp = rpOf('broker')
    await page.goto(urlOf('broker', { prompt: 'login' }, rp))
    await logIn(page)
    await page.waitForURL('https://app.elsewhere.example.com/home')
    const code = new URL((await callbackOf('broker'))?.url ?? '').searchParams.get('code') ?? ''
    const params = { grant_type: 'authorization_code', client_id: 'broker', redirect_uri: rp.redirectUri, code_verifier: rp.verifier, code }
    const { id_token: hint } = (await rp.post('/token', params)).json
    const logout = new URLSearchParams({ id_token_hint: String(hint), post_logout_redirect_uri: 'https://broker.example.com/bye?out=1' })
    await page.goto(`${server.issuer}/logout?${logout.toString()}`)
    await page.click('#logout')
    await page.waitForURL('https://app.elsewhere.example.com/home')
    expect(screen.complaints).toEqual([])
  })

  it('keeps a popup in the hands of the page that opened it; one’s own pages do not (SEC-296)', async () => {
    const { page } = screen
    const opened = async (url: string) => {
      const [popup] = await Promise.all([page.waitForEvent('popup'), page.evaluate(`void (window.popup = window.open('${url}'))`)])
      return popup
    }
    await page.goto('https://shop.example.com/')
    const popup = await opened(urlOf('shop', { prompt: 'login' }))
    await logIn(popup)
    await popup.waitForURL(/shop\.example\.com\/cb\?code=/)
    expect(await popup.evaluate<boolean>('window.opener !== null')).toBe(true)
    expect(await page.evaluate<boolean>('window.popup.closed')).toBe(false)
    await opened(`${server.issuer}/`)
    await page.waitForFunction('window.popup.closed')
  })

  it('is a frame for the client alone, where it asks silently and by form_post (OIDCC-3.1.2.6, SEC-295)', async () => {
    const { page } = screen
    const frameOf = (url: string) =>
      page.evaluate(`document.body.append(Object.assign(document.createElement('iframe'), { src: ${JSON.stringify(url)} }))`)
    const silent = urlOf('shop', { prompt: 'none', response_mode: 'form_post' })
    await page.goto('https://evil.example.com/')
    await frameOf(silent)
    await page.waitForEvent('console', (message) => message.text().includes('frame-ancestors https://shop.example.com'))
    expect(browser.site.requests.filter(({ url }) => url.includes('shop'))).toEqual([])
    await page.goto('https://shop.example.com/')
    browser.site.requests.splice(0)
    await frameOf(silent)
    expect((await callbackOf('shop'))?.body).toContain('error=login_required')
  })
})
