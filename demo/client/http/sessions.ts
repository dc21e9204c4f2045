import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { LRUCache } from 'lru-cache'
import type { Tour } from '../tour/tour'
import { readSessionCookie, writeSessionCookie } from './session-cookie'

const maxSessions = 200
const maxTours = 8
const idleMilliseconds = 4 * 60 * 60 * 1000

/** One browser's tours, the newest last. */
export type Tours = LRUCache<string, Tour>

/** The sessions of this process, in memory, and no more than so many. */
export class Sessions {
  readonly #tours = new LRUCache<string, Tours>({ max: maxSessions, ttl: idleMilliseconds, updateAgeOnGet: true })

  find(request: Request): Tours | undefined {
    const id = readSessionCookie(request)
    return id === undefined ? undefined : this.#tours.get(id)
  }

  /** The browser's tours; a browser that has none yet gets a cookie. */
  open(request: Request, response: Response): Tours {
    const found = this.find(request)
    if (found) return found
    const [id, tours] = [randomBytes(32).toString('base64url'), new LRUCache<string, Tour>({ max: maxTours })]
    this.#tours.set(id, tours)
    writeSessionCookie(response, id)
    return tours
  }
}
