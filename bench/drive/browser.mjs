import { CookieJar } from './cookie-jar.mjs'
import { fillForm, readForm } from './html-form.mjs'
import { UnexpectedAnswer } from './http-client.mjs'

/** More requests than any login takes. */
const longest = 15

/** A browser without JavaScript, and the person who uses it: follows redirects, logs in, allows. */
export class Browser {
  #jar = new CookieJar()

  constructor(http, person) {
    this.http = http
    this.person = person
  }

  /** Goes where the client sends the person, until the answer comes back to the client's own address. */
  async authorize(address, callback) {
    let next = { url: address }
    for (let requests = 0; requests < longest; requests++) {
      if (next.url.startsWith(callback)) return new URL(next.url).searchParams
      next = await this.#step(next)
    }
    throw new Error(`the login does not end; it is at ${next.url}`)
  }

  async #step({ url, form }) {
    const { pathname, origin } = new URL(url)
    const headers = { accept: 'text/html', ...this.#jar.headersFor(pathname), ...(form && { origin }) }
    const step = form ? 'form' : 'page'
    const answer = await this.http.send(step, form ? 'POST' : 'GET', url, { headers, form })
    this.#jar.store(answer.headers['set-cookie'])
    if (answer.status >= 300 && answer.status < 400) return { url: new URL(answer.headers.location, url).href }
    const found = answer.status === 200 ? readForm(answer.text) : undefined
    if (!found) throw new UnexpectedAnswer(step, answer)
    return { url: new URL(found.action, url).href, form: fillForm(found, this.person) }
  }
}
