import type { ServedAt } from './served-at'

/** A page as a browser without JavaScript sees it. */
export interface Page {
  readonly status: number
  readonly headers: Headers
  readonly html: string
  readonly url: string
}

const unescape = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const attribute = (tag: string, name: string): string | undefined => {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : unescape(value)
}

/** The form of a page: where it goes, and its hidden fields. */
export function formOf({ html }: Page, id?: string): { action: string; hidden: Record<string, string> } {
  const [, open = '', inner = ''] =
    new RegExp(`<form\\b([^>]*${id === undefined ? '' : `id="${id}"`}[^>]*)>([\\s\\S]*?)</form>`).exec(html) ?? []
  const inputs = [...inner.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
    attribute(tag, 'name') ?? '',
    attribute(tag, 'value') ?? '',
  ])
  return { action: attribute(open, 'action') ?? '', hidden: Object.fromEntries(inputs) as Record<string, string> }
}

/** The OAuth error that an error page carries. */
export const errorOf = ({ html }: Page): string | undefined => attribute(html, 'data-error')

/** A person with a browser: cookies, redirects within the server, forms. */
export class Person {
  readonly cookies = new Map<string, string>()

  constructor(
    private readonly server: Pick<ServedAt, 'issuer'>,
    private readonly username = 'alice',
    private readonly password = 'correct horse battery staple',
  ) {}

  /** What the server calls a cookie: issuers on one host have names of their own. */
  cookieName(name: 'aldgate_session' | 'aldgate_language'): string {
    const { port, pathname } = new URL(this.server.issuer)
    return `${name}.${port}${pathname === '/' ? '' : pathname.replaceAll('/', '~')}`
  }

  get sessionCookie(): string {
    return this.cookieName('aldgate_session')
  }

  /** A path lies below the issuer's. */
  #toUrl(url: string): URL {
    return new URL(url.startsWith('/') ? this.server.issuer + url : url)
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { accept: 'text/html', ...(cookie && { cookie }), ...(init.headers as Record<string, string> | undefined) }
    const response = await fetch(this.#toUrl(url), { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    return response
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    if (/max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, at))
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }

  /** Follows redirects as long as they stay on the server. The last stop is a page, or the address that leads away. */
  async open(url: string, init: RequestInit = {}): Promise<Page | URL> {
    let [response, at] = [await this.fetch(url, init), this.#toUrl(url)]
    while (response.status >= 300 && response.status < 400) {
      at = new URL(response.headers.get('location') ?? '', at)
      if (at.origin !== new URL(this.server.issuer).origin) return at
      response = await this.fetch(at.href)
    }
    return { status: response.status, headers: response.headers, html: await response.text(), url: at.href }
  }

  /** As open(), where a page is expected. */
  async page(url: string, init?: RequestInit): Promise<Page> {
    const page = await this.open(url, init)
    if (page instanceof URL) throw new Error(`expected a page, was led to ${page.href}`)
    return page
  }

  /** Sends the page's own form, or the one with the id. */
  async submit(page: Page, fields: Readonly<Record<string, string>>, id?: string): Promise<Page | URL> {
    const { action, hidden } = formOf(page, id)
    return this.open(new URL(action, page.url).href, { method: 'POST', body: new URLSearchParams({ ...hidden, ...fields }) })
  }

  async logIn(page: Page, { username = this.username, password = this.password } = {}): Promise<Page | URL> {
    return this.submit(page, { username, password })
  }

  /** Goes all the way: logs in and allows what is asked. */
  async authorize(url: string, decision: 'allow' | 'deny' = 'allow'): Promise<URL> {
    let at = await this.open(url)
    for (let step = 0; step < 5 && !(at instanceof URL); step += 1) at = await this.#answer(at, decision)
    if (at instanceof URL) return at
    throw new Error(`no way on from a page: ${at.status} ${at.html}`)
  }

  async #answer(page: Page, decision: string): Promise<Page | URL> {
    if (page.html.includes('id="login-form"')) return this.logIn(page)
    if (page.html.includes('id="consent-form"')) return this.submit(page, { decision })
    throw new Error(`no way on from a page: ${page.status} ${page.html}`)
  }

  /** The code of an authorization that goes well. */
  async getCode(url: string): Promise<string> {
    const callback = await this.authorize(url)
    const code = callback.searchParams.get('code')
    if (code === null) throw new Error(`no code: ${callback.href}`)
    return code
  }
}
