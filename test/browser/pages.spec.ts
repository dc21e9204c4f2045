import { accessibilityFaults, isTooWide, takePicture, TestBrowser } from '../support/browser'
import type { Screen } from '../support/browser'
import { pagesSeed } from '../support/pages-seed'
import { RelyingParty } from '../support/relying-party'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'

const desktop = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 }
const appearances = [
  { name: 'light-desktop', options: { ...desktop, colorScheme: 'light', locale: 'en-GB' } },
  { name: 'dark-phone', options: { ...phone, colorScheme: 'dark', locale: 'de-DE' } },
  { name: 'arabic', options: { ...phone, colorScheme: 'light', locale: 'ar' } },
] as const

let server: TestServer
let browser: TestBrowser
let screen: Screen
beforeAll(async () => {
  server = await startServer({ seed: pagesSeed, environment: { ALDGATE_ADMINISTRATORS: 'alice', ALDGATE_LOGIN_ATTEMPTS_PER_ACCOUNT: '2' } })
  browser = await TestBrowser.launch()
})
afterAll(async () => {
  await browser.close()
  await server.close()
})
afterEach(() => screen.close())

const garden = () => new RelyingParty(server, 'garden', undefined, 'https://garden.example.com/cb')
const authorizationUrl = (params: Record<string, string> = {}) => {
  const rp = garden()
  return rp.authorizationUrl(rp.authorizationParams({ scope: 'openid profile email offline_access payments accounts', ...params }))
}
const open = (path: string) => screen.page.goto(path.startsWith('/') ? `${server.issuer}${path}` : path)

describe.each(appearances)('every page, $name', ({ name, options }) => {
  /** The page as it is now: nothing for axe to find, nothing cut off, nothing that the browser complains of. */
  const expectSound = async (page: string) => {
    await takePicture(screen.page, `${page}-${name}`)
    expect(await accessibilityFaults(screen.page)).toEqual([])
    expect(await isTooWide(screen.page)).toBe(false)
    expect(screen.complaints).toEqual([])
  }

  const press = async (selector: string) => {
    await Promise.all([screen.page.waitForEvent('load'), screen.page.click(selector)])
  }
  const logIn = async (password = 'correct horse battery staple') => {
    await screen.page.fill('#username', 'alice')
    await screen.page.fill('#password', password)
    await press('#login')
  }

  it('on the way to a client', async () => {
    screen = await browser.open(options)
    const { page } = screen
    await open(authorizationUrl({ prompt: 'consent', resource: 'https://payments.example.com' }))
    await expectSound('login')
    await logIn('wrong')
    await expectSound('login-wrong')
    await logIn()
    await expectSound('consent')
    await press('#allow')
    await page.waitForURL(/garden\.example\.com\/cb\?code=/)
    await open(authorizationUrl({ prompt: 'consent' }))
    await expectSound('consent-two-resources')
    await open(authorizationUrl({ prompt: 'select_account' }))
    await expectSound('account')
    const greenhouse = new RelyingParty(server, 'greenhouse', undefined, 'https://garden.example.com/cb')
    await open(greenhouse.authorizationUrl(greenhouse.authorizationParams({ scope: 'openid' })))
    await expectSound('not-allowed')
    await press('#switch')
    await expectSound('switch')
    await page.goBack()
    await press('#cancel')
    await page.waitForURL(/garden\.example\.com\/cb\?error=access_denied/)
    await open('/logout?client_id=garden')
    await expectSound('logout')
    await press('#stay')
    await expectSound('stayed')
    await open('/logout')
    await press('#logout')
    await expectSound('logged-out')
    await open('/')
    await expectSound('nobody')
  })

  it('of one’s own', async () => {
    screen = await browser.open(options)
    const { page } = screen
    await open('/')
    await press('#sign-in')
    await expectSound('own-login')
    await logIn()
    await open(authorizationUrl({ resource: 'https://payments.example.com' }))
    await page.waitForURL(/garden\.example\.com\/cb\?code=/)
    await open('/')
    await expectSound('home')
    await press('a[href="/account/password"]')
    await expectSound('password')
    await page.fill('#current_password', 'correct horse battery staple')
    for (const field of ['#new_password', '#new_password_again']) await page.fill(field, 'Password123!')
    await press('#change')
    await expectSound('password-guessable')
    await open('/')
    await press('#clients-form button')
    await expectSound('home-done')
  })

  it('where something is wrong', async () => {
    screen = await browser.open(options)
    const { page } = screen
    await open('/authorize?client_id=nobody')
    await expectSound('error')
    await open(authorizationUrl())
    server.clock.advance(1801)
    await logIn()
    await expectSound('error-too-old')
    await open('/login')
    for (const password of ['wrong', 'wrong', 'wrong']) await logIn(password)
    await expectSound('login-too-often')
    server.clock.advance(16 * 60)
    await logIn()
    await open('/authorize?client_id=nobody')
    await open(`/flows/${await page.getAttribute('#error-page', 'data-flow')}`)
    await expectSound('flow')
  })

  it('back to a client by a form that no script sends', async () => {
    screen = await browser.open(options)
    const { page } = screen
    await page.route('**/form-post.js*', (route) => route.abort())
    await open(authorizationUrl({ response_mode: 'form_post', prompt: 'consent' }))
    await logIn()
    await press('#allow')
    await page.waitForSelector('form[action="https://garden.example.com/cb"]')
    expect(screen.complaints.splice(0)).toEqual([expect.stringContaining('net::ERR_FAILED')])
    await expectSound('form-post')
    await press('main button')
    await page.waitForURL('https://garden.example.com/cb')
  })
})
