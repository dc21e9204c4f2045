import { Injectable, Logger } from '@nestjs/common'
import { LRUCache } from 'lru-cache'
import { enforces } from '#libs/checks/enforces'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { PublicJwk } from '#libs/jwk/public-jwk'
import { JwkError } from '#libs/jwk/public-jwk'
import { usableKeys } from '#libs/jwk/usable-keys'
import { Clock } from '#platform/clock/clock'
import { OutboundClient } from '#platform/outbound/outbound-client'
import { explainFailure, OutboundError } from '#platform/outbound/outbound-error'

enforces('OIDCC-10.1', 'OIDCC-10.1.1')

/** What there is of a client's keys. */
export interface ClientKeySet {
  readonly keys: readonly PublicJwk[]
  /** Why its jwks_uri could not be used when it was last asked. */
  readonly fault?: string | undefined
}

interface FetchedKeys extends ClientKeySet {
  /** When they were last asked for. */
  readonly fetchedAt: number
  readonly freshUntil: number
  /** How long they serve where the host does not answer any more. */
  readonly serveUntil: number
}

/** A set is fetched again for an unknown kid at most once in so many seconds. */
const refetchSeconds = 60
const [shortestSeconds, longestSeconds] = [60, 24 * 60 * 60]
/** Where a client's host does not answer, its last keys serve so many seconds longer. */
const graceSeconds = 60 * 60

/** The public keys of clients: registered, or fetched from their jwks_uri. */
@Injectable()
export class ClientKeys {
  readonly #logger = new Logger('ClientKeys')
  readonly #fetched = new LRUCache<string, FetchedKeys>({ max: 1_000 })
  readonly #underWay = new Map<string, Promise<ClientKeySet>>()

  constructor(
    private readonly outbound: OutboundClient,
    private readonly clock: Clock,
  ) {}

  /** The client's keys; fetched anew once when none of those at hand has the kid. */
  async keysOf({ metadata }: RegisteredClient, kid: string | undefined): Promise<ClientKeySet> {
    if (metadata.jwks_uri === undefined) return { keys: metadata.jwks?.keys ?? [] }
    const known = this.#fetched.get(metadata.jwks_uri)
    if (known && this.#serves(known, kid)) return known
    return this.#fetchOnce(metadata.jwks_uri, known)
  }

  /**
   * The keys anew, for a signature that none of those at hand verifies: a client may put another key in place under the same kid, or use
   * none. Undefined where they were asked for less than a minute ago, or are registered.
   */
  async renewed({ metadata: { jwks_uri: uri } }: RegisteredClient): Promise<ClientKeySet | undefined> {
    const known = uri === undefined ? undefined : this.#fetched.get(uri)
    if (uri === undefined || !known || this.clock.now() < known.fetchedAt + refetchSeconds) return undefined
    return this.#fetchOnce(uri, known)
  }

  #serves({ keys, fetchedAt, freshUntil }: FetchedKeys, kid: string | undefined): boolean {
    const now = this.clock.now()
    const isMissing = kid !== undefined && keys.every((key) => key.kid !== kid)
    return now < freshUntil && (!isMissing || now < fetchedAt + refetchSeconds)
  }

  #fetchOnce(uri: string, known: FetchedKeys | undefined): Promise<ClientKeySet> {
    const running = this.#underWay.get(uri)
    if (running) return running
    const fetching = this.#fetch(uri, known).finally(() => this.#underWay.delete(uri))
    this.#underWay.set(uri, fetching)
    return fetching
  }

  async #fetch(uri: string, known: FetchedKeys | undefined): Promise<ClientKeySet> {
    const now = this.clock.now()
    try {
      const { body, maxAgeSeconds = 0 } = await this.outbound.getJson(uri)
      const keys = usableKeys(body)
      const freshUntil = now + Math.min(Math.max(maxAgeSeconds, shortestSeconds), longestSeconds)
      const fault = keys.length === 0 ? 'it holds no key that can be used' : undefined
      return this.#keep(uri, { keys, fault, fetchedAt: now, freshUntil, serveUntil: freshUntil + graceSeconds })
    } catch (error) {
      this.#logger.warn({ err: error }, 'The keys of a client could not be fetched from its jwks_uri')
      return this.#lastKnown(uri, known, toFault(error))
    }
  }

  // A failure is remembered too, or every request would wait for a host that does not answer.
  #lastKnown(uri: string, known: FetchedKeys | undefined, fault: string): ClientKeySet {
    const now = this.clock.now()
    const serveUntil = known?.serveUntil ?? now
    const keys = known && now < serveUntil ? known.keys : []
    return this.#keep(uri, { keys, fault, fetchedAt: now, freshUntil: Math.max(known?.freshUntil ?? 0, now + refetchSeconds), serveUntil })
  }

  #keep(uri: string, fetched: FetchedKeys): FetchedKeys {
    this.#fetched.set(uri, fetched)
    return fetched
  }
}

function toFault(error: unknown): string {
  if (error instanceof OutboundError) return explainFailure(error.reason)
  return error instanceof JwkError ? error.message : 'the request failed'
}
