import type { Page } from 'playwright-core'
import { accessibilityFaults, isTooWide, TestBrowser } from '../support/browser'
import type { Screen } from '../support/browser'
import { bob, keys } from '../support/e2e-seed'
import { carol, pagesSeed } from '../support/pages-seed'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

const overnight = 14 * 3600
const arrived = /garden\.example\.com\/cb\?code=/

describe('people find their way', () => {
  const server = useServer({ seed: pagesSeed })
  let browser: TestBrowser
  let screen: Screen
  beforeAll(async () => {
    browser = await TestBrowser.launch()
  })
  afterAll(() => browser.close())
  afterEach(() => screen.close())

  const url = (params: Record<string, string> = {}) => {
    const rp = new RelyingParty(server, 'garden', undefined, 'https://garden.example.com/cb')
    return rp.authorizationUrl(rp.authorizationParams({ scope: 'openid profile', prompt: 'consent', ...params }))
  }
  const opened = async (options: Parameters<TestBrowser['open']>[0] = {}) => {
    screen = await browser.open(options)
    await screen.page.goto(url())
    return screen.page
  }
  const press = async (page: Page, selector: string) => {
    await Promise.all([page.waitForEvent('load'), page.click(selector)])
  }
  const logIn = async (page: Page, { username, password } = carol) => {
    await page.fill('#username', username)
    await page.fill('#password', password)
    await press(page, '#login')
  }
  const allow = async (page: Page) => {
    await page.click('#allow')
    await page.waitForURL(arrived)
  }
  const title = (page: Page) => page.innerText('h1')

  it('with the keyboard alone', async () => {
    const page = await opened()
    const { keyboard } = page
    await keyboard.type(carol.username)
    await keyboard.press('Tab')
    await keyboard.type(carol.password)
    await Promise.all([page.waitForEvent('load'), keyboard.press('Enter')])
    const seen: string[] = []
    for (const _ of Array.from({ length: 6 })) {
      await keyboard.press('Tab')
      seen.push(await page.evaluate<string>('document.activeElement.id || document.activeElement.localName'))
    }
    expect(seen).toEqual(['allow', 'deny', 'a', 'a', 'summary', 'body'])
    for (const _ of Array.from({ length: 2 })) await keyboard.press('Tab')
    const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle')
    expect(outline).toBe('solid')
    await keyboard.press('Shift+Tab')
    await Promise.all([page.waitForURL(arrived), keyboard.press('Space')])
  })

  it('to another language with the keyboard, and the flow goes on', async () => {
    const page = await opened()
    await page.focus('footer summary')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    expect(await title(page)).toBe('Anmelden')
    await logIn(page, bob)
    await allow(page)
  })

  it('without JavaScript', async () => {
    const page = await opened({ javaScriptEnabled: false })
    await logIn(page)
    await allow(page)
    expect(page.url()).toMatch(arrived)
  })

  it('at 400 % zoom, and with text of twice the size, without scrolling sideways', async () => {
    const page = await opened({ viewport: { width: 320, height: 256 } })
    for (const text of ['100%', '200%']) {
      await page.evaluate(`document.documentElement.style.fontSize = '${text}'`)
      expect(await isTooWide(page)).toBe(false)
    }
    await logIn(page)
    await page.goto(`${server.issuer}/account/password`)
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect([await isTooWide(page), await accessibilityFaults(page)]).toEqual([false, []])
  })

  it('back: to where they are now, and from there on', async () => {
    const page = await opened()
    await logIn(page)
    await page.goBack()
    expect(await title(page)).toBe('Allow access?')
    await allow(page)
    const first = page.url()
    await page.goBack()
    await allow(page)
    expect(page.url()).not.toBe(first)
  })

  it('back into a pushed request that is done already: it says so', async () => {
    const page = await opened()
    await page.goto(await new RelyingParty(server, 'fapi', keys.fapi).pushedUrl())
    await logIn(page)
    await page.click('#allow')
    await page.waitForURL(/rp\.example\.com\/cb\?.*code=/)
    await page.goBack()
    expect(await title(page)).toBe('This page is too old')
    expect(await page.innerText('[role=alert]')).toContain('Its address works once')
  })

  it.each([true, false])('past a button that is pressed twice (JavaScript: %s)', async (javaScriptEnabled) => {
    const page = await opened({ javaScriptEnabled })
    await page.fill('#username', carol.username)
    await page.fill('#password', carol.password)
    await page.dblclick('#login')
    await page.waitForSelector('#consent-form')
    await page.dblclick('#allow')
    await page.waitForURL((at) => arrived.test(at.href) || at.pathname === '/interaction/consent')
    if (arrived.test(page.url())) return
    expect(javaScriptEnabled).toBe(false)
    expect(await title(page)).toBe('This is done already')
  })

  it('through two flows in two tabs', async () => {
    const one = await opened()
    const other = await one.context().newPage()
    await other.goto(url())
    await logIn(one)
    await logIn(other)
    await allow(other)
    await allow(one)
    expect(new URL(one.url()).searchParams.get('code')).not.toBe(new URL(other.url()).searchParams.get('code'))
  })

  it('where cookies are blocked: the page says so, and leads back', async () => {
    const page = await opened()
    await page.context().clearCookies()
    await logIn(page)
    expect(await page.innerText('[role=alert]')).toContain('Allow cookies for this site')
  })

  it('where the session ended in the middle: they sign in again, and the flow goes on', async () => {
    const page = await opened()
    await logIn(page)
    const elsewhere = await page.context().newPage()
    await elsewhere.goto(`${server.issuer}/logout`)
    await press(elsewhere, '#logout')
    await press(page, '#allow')
    expect(await title(page)).toBe('Sign in')
    await logIn(page)
    await allow(page)
  })

  it('from a page that was open overnight', async () => {
    const page = await opened()
    server.clock.advance(overnight)
    await logIn(page)
    expect(await title(page)).toBe('This page is too old')
    expect(await page.getAttribute('a.button', 'href')).toContain('https://garden.example.com/login')
  })

  it('from their own page that was open overnight', async () => {
    const page = await opened()
    await logIn(page)
    await page.goto(`${server.issuer}/`)
    server.clock.advance(overnight)
    await press(page, '#clients-form button, #sessions-form button, a[href="/account/password"]')
    expect(await title(page)).toBe('Sign in')
    await logIn(page)
    expect(await title(page)).toBe('Your account')
  })

  it('from the form of another person, which is not theirs to send', async () => {
    const page = await opened()
    await logIn(page)
    await page.goto(`${server.issuer}/account/password`)
    const foreign = await page.inputValue('input[name=token]')
    await screen.close()
    const other = await opened()
    await logIn(other)
    await other.goto(`${server.issuer}/account/password`)
    await other.evaluate(`document.querySelector('input[name=token]').value = '${foreign}'`)
    for (const field of ['#current_password', '#new_password', '#new_password_again']) await other.fill(field, carol.password)
    await press(other, '#change')
    expect(await title(other)).toBe('This page is too old')
    await press(other, 'a.button')
    expect(await title(other)).toBe('Your account')
  })
})
