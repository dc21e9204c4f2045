import { accessibilityFaults, isTooWide, takePicture, TestBrowser } from '../support/browser'
import type { Screen } from '../support/browser'
import { startDemo } from '../support/demo'
import type { Demo } from '../support/demo'

const appearances = {
  standard: { name: 'light-desktop', options: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' } },
  fapi: { name: 'dark-phone', options: { viewport: { width: 320, height: 640 }, colorScheme: 'dark', deviceScaleFactor: 2 } },
} as const

type Mode = keyof typeof appearances

let demo: Demo
let browser: TestBrowser
let screen: Screen
beforeAll(async () => {
  demo = await startDemo({ ALDGATE_ADMINISTRATORS: 'alice' })
  browser = await TestBrowser.launch()
})
afterAll(async () => {
  await browser.close()
  await demo.close()
})
afterEach(() => screen.close())

const logIn = async (mode: Mode) => {
  const { page } = screen
  await page.goto(demo.clientOrigin)
  await page.click(`#begin-${mode} button`)
  await page.click('#log-in')
  await page.fill('#username', 'alice')
  await page.fill('#password', 'correct horse battery staple')
  await page.click('#login')
  await page.waitForSelector('#allow, #latest')
  // A consent is remembered.
  if (await page.$('#allow')) await page.click('#allow')
  await page.waitForURL(`${demo.clientOrigin}/tours/*`)
}

const press = async (id: string) => {
  const { page } = screen
  await Promise.all([page.waitForEvent('domcontentloaded'), page.click(`#${id}`)])
  return page.innerText('#latest')
}

/** The card of an attack after its button was pressed, which may lead by the server and back. */
const attack = async (id: string) => {
  const { page } = screen
  await page.click(`#${id} form button`)
  await page.waitForSelector(`#${id}[data-verdict]`)
  return page.getAttribute(`#${id}`, 'data-verdict')
}

/** The page as it is now: nothing for axe to find, nothing cut off, nothing that the browser complains of. */
const expectSound = async (mode: Mode, name: string) => {
  await takePicture(screen.page, `demo-${mode}-${name}-${appearances[mode].name}`)
  expect(await accessibilityFaults(screen.page)).toEqual([])
  expect(await isTooWide(screen.page)).toBe(false)
  expect(screen.complaints).toEqual([])
}

describe.each(['standard', 'fapi'] as const)('the demo in a browser, in %s mode', (mode) => {
  it('is walked through from end to end', async () => {
    screen = await browser.open(appearances[mode].options)
    const { page } = screen
    await page.goto(demo.clientOrigin)
    await expectSound(mode, 'home')
    await logIn(mode)
    await expectSound(mode, 'logged-in')
    for (const [action, shown] of [
      ['userinfo', 'Alice Pleasance Liddell'],
      ['accounts', '"balance"'],
      ['payment', '"accepted"'],
      ['live-accounts', '"EUR"'],
      ['refresh', 'The access token, taken apart'],
      ['introspect', '"active": true'],
      ['revoke-access', '200 OK'],
    ] as const)
      expect(await press(action)).toContain(shown)
    await expectSound(mode, 'used')
    await page.click('#log-out')
    await page.click('#logout')
    await page.waitForSelector('#logged-out')
    await expectSound(mode, 'logged-out')
    await page.click('#logged-out a')
    expect(await press('refresh')).toContain('invalid_grant')
    await expectSound(mode, 'after-logout')
  })

  it('is attacked with every button, and shows what came of it', async () => {
    screen = await browser.open(appearances[mode].options)
    const { page } = screen
    await logIn(mode)
    await page.click('nav a:not([aria-current])')
    const ids = await page.$$eval('article.attack', (cards) => cards.map(({ id }) => id))
    for (const id of ids) {
      const isLetIn = mode === 'standard' && ['token-without-key', 'change-request'].includes(id)
      expect([id, await attack(id)]).toEqual([id, isLetIn ? 'let in' : 'refused'])
    }
    await expectSound(mode, 'attacked')
    await page.click('#code-twice a.explanation')
    expect(await page.innerText('main')).toContain('code is not valid')
  })
})

it('walks through the demo by keyboard alone, without JavaScript', async () => {
  screen = await browser.open({ javaScriptEnabled: false })
  const { page } = screen
  const { keyboard } = page
  await page.goto(demo.clientOrigin)
  await page.focus('#begin-fapi button')
  await keyboard.press('Enter')
  await page.waitForURL(/\/tours\//)
  await page.focus('#log-in')
  await keyboard.press('Enter')
  await page.focus('#username')
  await keyboard.type('bob')
  await keyboard.press('Tab')
  await keyboard.type('wrong donkey capacitor clip')
  await keyboard.press('Enter')
  await page.waitForSelector('#allow')
  await page.focus('#allow')
  await keyboard.press('Enter')
  await page.waitForURL(`${demo.clientOrigin}/tours/*`)
  expect(await page.innerText('h1')).toContain('You are in')
  expect(screen.complaints).toEqual([])
})
