import type { Demo } from './demo'
import { Person } from './person'
import type { Page } from './person'

/** Who walks through the demo: one browser, with cookies for the demo client and for the server. */
export class DemoVisitor {
  readonly atClient: Person
  readonly atServer: Person
  #tour = ''

  constructor(private readonly demo: Demo) {
    this.atClient = new Person({ issuer: demo.clientOrigin })
    this.atServer = new Person(demo.server)
  }

  /** The address of the tour that was begun. */
  get tour(): string {
    return this.#tour
  }

  async post(path: string, form: Readonly<Record<string, string>> | readonly [string, string][] = {}): Promise<Page | URL> {
    const body = new URLSearchParams(form as Record<string, string>)
    return this.atClient.open(path, { method: 'POST', body, headers: { origin: this.demo.clientOrigin } })
  }

  async begin(mode: string, scopes: readonly string[] = ['profile', 'email', 'accounts', 'payments']): Promise<Page> {
    const page = await this.post('/tours', [['mode', mode], ...scopes.map((scope): [string, string] => ['scope', scope])])
    if (page instanceof URL) throw new Error(`led away to ${page.href}`)
    this.#tour = new URL(page.url).pathname
    return page
  }

  /** The address at the server that the login button leads to. */
  async leave(): Promise<string> {
    const url = await this.post(`${this.#tour}/login`)
    if (url instanceof URL) return url.href
    throw new Error(`stays at ${url.url}`)
  }

  /** Goes to the server, logs in there and allows what is asked, and comes back. */
  async logIn(): Promise<Page> {
    const callback = await this.atServer.authorize(await this.leave())
    return this.atClient.page(callback.href)
  }

  async signIn(mode: string, scopes?: readonly string[]): Promise<Page> {
    await this.begin(mode, scopes)
    return this.logIn()
  }

  async press(action: string): Promise<Page> {
    return this.#comeBack(await this.post(`${this.#tour}/actions/${action}`))
  }

  /** Presses the attack's button, and returns what its card says then. */
  async attack(id: string): Promise<string> {
    const { html } = await this.#comeBack(await this.post(`${this.#tour}/attacks/${id}`))
    return cardOf(html, id)
  }

  async logOut(): Promise<Page> {
    const url = await this.post(`${this.#tour}/logout`)
    const question = await this.atServer.page(url instanceof URL ? url.href : '')
    const away = await this.atServer.submit(question, { decision: 'logout' })
    return this.#comeBack(away)
  }

  async #comeBack(at: Page | URL): Promise<Page> {
    if (!(at instanceof URL)) return at
    const back = at.origin === this.demo.clientOrigin ? at : await this.atServer.authorize(at.href)
    return this.atClient.page(back.href)
  }
}

/** The card of an attack, of a page of them. */
const cardOf = (html: string, id: string): string => new RegExp(`<article [^>]*id="${id}"[\\s\\S]*?</article>`).exec(html)?.[0] ?? ''

/** The last step that a tour's page shows. */
export const latestOf = ({ html }: Page): string => /<li class="step" id="latest">[\s\S]*?<\/ol>/.exec(html)?.[0] ?? ''
