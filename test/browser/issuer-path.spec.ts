import type { Screen } from '../support/browser'
import { TestBrowser } from '../support/browser'
import { pagesSeed } from '../support/pages-seed'
import { RelyingParty } from '../support/relying-party'
import { SharedHost } from '../support/shared-host'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'

let host: SharedHost
let servers: readonly TestServer[]
let browser: TestBrowser
let screen: Screen
beforeAll(async () => {
  host = await SharedHost.start()
  const start = async (base: string) => {
    const server = await startServer({ seed: pagesSeed, environment: { ISSUER: host.origin + base } })
    host.place(base, server.settings.server.port)
    return { ...server, issuer: host.origin + base }
  }
  servers = [await start('/one'), await start('/realms/two')]
  browser = await TestBrowser.launch()
})
afterAll(async () => {
  await browser.close()
  await Promise.all(servers.map((server) => server.close()))
  await host.close()
})

describe('in a browser, two issuers on one host', () => {
  const open = (url: string) => screen.page.goto(url)
  const press = async (selector: string) => {
    await Promise.all([screen.page.waitForEvent('load'), screen.page.click(selector)])
  }
  /** The style of the page is there, and nothing is missing that the page names. */
  const expectWhole = async () => {
    expect(await screen.page.evaluate<string>("getComputedStyle(document.querySelector('main')).maxWidth")).not.toBe('none')
    expect(screen.complaints).toEqual([])
  }
  const logIn = async () => {
    await expectWhole()
    await screen.page.fill('#username', 'alice')
    await screen.page.fill('#password', 'correct horse battery staple')
    await press('#login')
  }
  const authorizationUrl = (server: TestServer) => {
    const rp = new RelyingParty(server, 'garden', undefined, 'https://garden.example.com/cb')
    return rp.authorizationUrl(rp.authorizationParams({ scope: 'openid profile' }))
  }

  it('show their pages whole below their paths, and keep their sessions apart (SEC-280, SEC-293)', async () => {
    screen = await browser.open()
    const { page } = screen
    for (const server of servers) {
      await open(authorizationUrl(server))
      await logIn()
      await expectWhole()
      await press('#allow')
      await page.waitForURL(/garden\.example\.com\/cb\?code=/)
    }
    for (const { issuer } of servers) {
      await open(issuer)
      await expectWhole()
      await press('a[href$="/account/password"]')
      await expectWhole()
      expect(page.url()).toBe(`${issuer}/account/password`)
      await page.click('#language-form summary')
      await press('#language-form button[value="de"]')
      expect(await page.getAttribute('html', 'lang')).toBe('de')
      await expectWhole()
      await press('.actions a.button')
      expect(page.url()).toBe(`${issuer}/`)
    }
    const [one, two] = servers as [TestServer, TestServer]
    await open(`${one.issuer}/logout`)
    await expectWhole()
    await press('#logout')
    await open(`${one.issuer}/`)
    expect(await page.locator('#sign-in').count()).toBe(1)
    await open(`${two.issuer}/`)
    expect(await page.locator('#sessions-form').count()).toBe(1)
    await expectWhole()
    await screen.close()
  })
})
