import { accessibilityFaults, isTooWide, takePicture, TestBrowser } from '../support/browser'
import { pagesSeed } from '../support/pages-seed'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const person = { username: `${'a-name-without-an-end.'.repeat(5)}@example.com`, password: 'clouds over a quiet harbour' }
const seed = {
  ...pagesSeed,
  clients: pagesSeed.clients.map((client) =>
    client.client_id === 'garden' ? { ...client, client_name: 'Gartenbewässerungsplanungsgenossenschaft mbH & Co. KG' } : client,
  ),
  users: [...pagesSeed.users, { ...person, claims: {} }],
}
const links = Object.fromEntries(['POLICY', 'TOS', 'SUPPORT'].map((name) => [`ALDGATE_${name}_URI`, `https://bank.example/${name}`]))
const phone = { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 }

describe('an operator’s name, links and a colour that is hard to read, with names of the longest', () => {
  const server = useServer({
    seed,
    environment: { ALDGATE_NAME: 'Sparkasse Niederösterreich und Umgebung', ALDGATE_COLOR: '#ffd000', ...links },
  })
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await TestBrowser.launch()
  })
  afterAll(() => browser.close())

  it.each([
    ['light', { colorScheme: 'light', viewport: { width: 390, height: 800 } }],
    ['dark', { colorScheme: 'dark', ...phone }],
    ['of the person’s own colours', { forcedColors: 'active', ...phone }],
  ] as const)('fit on a page that is %s', async (name, options) => {
    const { page, complaints, close } = await browser.open(options)
    const expectSound = async (view: string) => {
      await takePicture(page, `brand-${view}-${name}`)
      expect([await isTooWide(page), await accessibilityFaults(page), complaints]).toEqual([false, [], []])
    }
    const rp = new RelyingParty(server, 'garden', undefined, 'https://garden.example.com/cb')
    await page.goto(rp.authorizationUrl(rp.authorizationParams({ scope: 'openid profile offline_access payments', prompt: 'consent' })))
    await page.click('footer summary')
    await expectSound('login')
    await page.fill('#username', person.username)
    await page.fill('#password', person.password)
    await page.click('#login')
    await page.waitForSelector('#consent-form')
    await expectSound('consent')
    await page.click('#allow')
    await page.waitForURL(/code=/)
    await page.goto(server.issuer)
    await expectSound('home')
    await close()
  })
})
