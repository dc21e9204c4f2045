// The browser's part, as far as the login needs one.
import { send } from './http.mjs'
import { Failure, say } from './output.mjs'

const entities = { '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' }
const attribute = (tag, name) =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1].replace(/&(?:quot|#39|lt|gt|amp);/g, (entity) => entities[entity])

function readForm(html) {
  const [, open, inner] = /<form\b([^>]*)>([\s\S]*?)<\/form>/.exec(html) ?? []
  if (open === undefined) throw new Failure(`The server showed a page without a form:\n${html}`)
  const hidden = [...inner.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [attribute(tag, 'name'), attribute(tag, 'value')])
  return { id: attribute(open, 'id'), action: attribute(open, 'action'), hidden: Object.fromEntries(hidden) }
}

/** A browser as far as the login needs one: cookies, redirects, forms. */
export class Browser {
  #cookies = new Map()
  constructor(person) {
    this.answers = { 'login-form': person, 'consent-form': { decision: 'allow' } }
  }

  /** Goes through the server's pages until one leads away; where to. */
  async logIn(url) {
    let at = { url, ...(await this.#open('GET', url)) }
    for (let step = 0; step < 10; step += 1) {
      const location = at.response.headers.get('location')
      const next = location === null ? this.#fillIn(at) : { method: 'GET', url: new URL(location, at.url).href }
      if (new URL(next.url).origin !== new URL(url).origin) return next.url
      at = { url: next.url, ...(await this.#open(next.method, next.url, next.form)) }
    }
    throw new Failure('The pages lead nowhere.')
  }

  #fillIn({ url, response, body }) {
    const problem = /id="(?:error-page|login-error)"[^>]*>([^<]*)/.exec(body)
    if (problem) {
      const reason = attribute(problem[0], 'data-error') ?? problem[1]
      throw new Failure(`The page says: ${reason}\nThe server's log tells why: look for the flow ${response.headers.get('x-flow-id')}`)
    }
    const { id, action, hidden } = readForm(body)
    say(`  The page shows ${id}; its form is filled in.`)
    return { method: 'POST', url: new URL(action, url).href, form: { ...hidden, ...this.answers[id] } }
  }

  async #open(method, url, form) {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ')
    const answer = await send(method, url, { accept: 'text/html', ...(cookie && { cookie }) }, form)
    for (const line of answer.response.headers.getSetCookie()) this.#cookies.set(...line.split(';')[0].split(/=(.*)/s).slice(0, 2))
    return answer
  }
}
