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
  server = await startServer({ seed: pagesSeed })
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

  it('on the way to a client', async () => {
    screen = await browser.open(options)
    const { page } = screen
    await open(authorizationUrl({ prompt: 'consent', resource: 'https://payments.example.com' }))
    await expectSound('login')
    await page.fill('#username', 'alice')
    await page.fill('#password', 'wrong')
    await page.click('#login')
    await expectSound('login-wrong')
    await page.fill('#password', 'correct horse battery staple')
    await page.click('#login')
    await expectSound('consent')
    await page.click('#allow')
    await page.waitForURL(/garden\.example\.com\/cb\?code=/)
    await open(authorizationUrl({ prompt: 'select_account' }))
    await expectSound('account')
    await open('/')
    await expectSound('home')
    await open('/logout?client_id=garden')
    await expectSound('logout')
    await page.click('#stay')
    await expectSound('stayed')
    await open('/logout')
    await page.click('#logout')
    await expectSound('logged-out')
    await open('/')
    await expectSound('nobody')
  })

  it('where something is wrong', async () => {
    screen = await browser.open(options)
    await open('/authorize?client_id=nobody')
    // Browsers write a page's own status 400 down as an error.
    screen.complaints.splice(0)
    await expectSound('error')
  })
})
