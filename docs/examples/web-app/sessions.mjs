import { randomBytes } from 'node:crypto'

const cookie = 'example_session'
const lifetimeMilliseconds = 60 * 60 * 1000
const maxSessions = 10_000

/** The browsers' sessions. They are in memory, which is enough for one process: with several, keep them in a store that all share. */
export class Sessions {
  #sessions = new Map()

  /** The session of a request; undefined where there is none, or where it has expired. */
  find(request) {
    const id = new RegExp(`(?:^|;\\s*)${cookie}=([\\w-]{43})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1]
    const session = this.#sessions.get(id)
    return session !== undefined && session.expiresAt > Date.now() ? session : undefined
  }

  /** Begins a session in place of the one that the browser had: an id from before a login is worth nothing after it. */
  begin(request, response, data) {
    this.end(request)
    const session = { id: randomBytes(32).toString('base64url'), expiresAt: Date.now() + lifetimeMilliseconds, ...data }
    this.#sessions.set(session.id, session)
    if (this.#sessions.size > maxSessions) this.#sessions.delete(this.#sessions.keys().next().value)
    // Over https, add Secure and call it __Host-example_session.
    response.setHeader('set-cookie', `${cookie}=${session.id}; HttpOnly; SameSite=Lax; Path=/; Max-Age=${lifetimeMilliseconds / 1000}`)
  }

  end(request) {
    this.#sessions.delete(this.find(request)?.id)
  }
}
