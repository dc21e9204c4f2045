import { Agent, request } from 'node:http'

/** An answer that the drive did not expect: a wrong measurement, so it ends the run. */
export class UnexpectedAnswer extends Error {
  constructor(step, { status, text }) {
    super(`${step} was answered ${status}: ${text.slice(0, 300)}`)
  }
}

/** Sends requests over connections that stay open, and says to a listener how long each took. */
export class HttpClient {
  #agent
  #onAnswer

  constructor(connections, onAnswer = () => {}) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'lifo' })
    this.#onAnswer = onAnswer
  }

  async send(step, method, url, { headers = {}, form } = {}) {
    const since = performance.now()
    const body = form && new URLSearchParams(form).toString()
    const answer = await this.#exchange(method, url, body === undefined ? headers : { ...headers, ...bodyHeaders(body) }, body)
    this.#onAnswer(step, performance.now() - since)
    return answer
  }

  async getJson(step, url, headers = {}) {
    const answer = await this.send(step, 'GET', url, { headers: { accept: 'application/json', ...headers } })
    if (answer.status !== 200) throw new UnexpectedAnswer(step, answer)
    return JSON.parse(answer.text)
  }

  close() {
    this.#agent.destroy()
  }

  #exchange(method, url, headers, body) {
    return new Promise((resolve, reject) => {
      const sent = request(url, { agent: this.#agent, method, headers }, (response) => {
        const chunks = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') })
        })
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }
}

const bodyHeaders = (body) => ({
  'content-type': 'application/x-www-form-urlencoded',
  'content-length': Buffer.byteLength(body),
})
