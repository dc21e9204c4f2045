import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { AxeResults } from 'axe-core'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core'
import { ClientSite } from './client-site'

/** Where pictures of pages are put: artefacts of a run, never committed. */
const pictures = join(__dirname, '..', 'browser', 'pictures')
const run = promisify(execFile)
/** Every page parses it anew: the smaller one takes half the time. */
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

// A browser takes its time on a machine that is busy with other tests.
jest.setTimeout(120_000)

/** A person at a screen: a page in a profile of its own, and everything that the browser complained of. */
export interface Screen {
  readonly page: Page
  /** Errors of the console (violations of the policy among them), of scripts, and requests to places that no page may ask. */
  readonly complaints: string[]
  readonly close: () => Promise<void>
}

/** An error, but not that a page says with its status what is wrong. */
const isComplaint = (message: ConsoleMessage): boolean =>
  message.type() === 'error' && !(/ a status of 4\d\d /.test(message.text()) && !message.location().url.includes('/assets/'))

/** A real Chromium, without a window; it finds the web sites of the tests' clients (https://….example.com) on this machine. */
export class TestBrowser {
  private constructor(
    private readonly browser: Browser,
    readonly site: ClientSite,
  ) {}

  static async launch(): Promise<TestBrowser> {
    const { stdout } = await run(process.execPath, [join(__dirname, 'chromium.mjs')])
    const { path, libraries } = JSON.parse(stdout) as { path: string; libraries?: string }
    const env = { ...process.env, ...(libraries !== undefined && { LD_LIBRARY_PATH: libraries }) } as Record<string, string>
    const site = await ClientSite.start()
    const args = ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP *.example.com 127.0.0.1:${site.port}`]
    return new TestBrowser(await chromium.launch({ executablePath: path, args, env }), site)
  }

  async open(options: BrowserContextOptions = {}): Promise<Screen> {
    const context = await this.browser.newContext({ locale: 'en-GB', ignoreHTTPSErrors: true, ...options })
    context.setDefaultTimeout(15_000)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => isComplaint(message) && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    return { page, complaints, close: () => context.close() }
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.site.stop()
  }
}

/** What axe finds on the page: each rule that is broken, with the elements that break it. Pages have no media and no foreign style to load for it. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const options = "{ preload: false, resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }"
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Whether anything of the page lies outside the screen's width. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')

/** With PICTURES set, keeps a picture of the whole page, for people to look at. No test judges one: where the browser cannot take it, the run says so and goes on. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] === undefined) return
  mkdirSync(pictures, { recursive: true })
  const take = () => page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
  await take()
    .catch(take)
    .catch((error: Error) => process.stderr.write(`No picture of ${name}: ${error.message}\n`))
}
