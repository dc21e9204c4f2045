import { isRecord } from '#libs/jwk/is-record'
import type { PublicJwk } from '#libs/jwk/public-jwk'
import { usableKeys } from '#libs/jwk/usable-keys'
import { temporarilyUnavailable } from '#libs/oauth-errors/factories'

const freshMilliseconds = 300_000
/** An unknown kid may mean new keys; but whoever invents kids does not make us ask all day. */
const restMilliseconds = 5000
const patienceMilliseconds = 5000

async function getJson(url: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patienceMilliseconds) })
    const body: unknown = await response.json()
    if (response.ok && isRecord(body)) return body
  } catch (cause) {
    throw temporarilyUnavailable('the authorization server does not answer', 5, { cause })
  }
  throw temporarilyUnavailable('the authorization server does not answer as expected', 5)
}

/** What the authorization server publishes, kept for a while: its metadata and its keys. */
export class IssuerDocuments {
  #keys: readonly PublicJwk[] = []
  #fetchedAt = -Infinity
  #metadata: Promise<Readonly<Record<string, unknown>>> | undefined

  constructor(private readonly issuer: string) {}

  /** The issuer's keys; fetched again when they are old, or when none has this kid. */
  async keysFor(kid: string | undefined): Promise<readonly PublicJwk[]> {
    const age = performance.now() - this.#fetchedAt
    const isUnknown = kid !== undefined && !this.#keys.some((key) => key.kid === kid)
    if (age > freshMilliseconds || (isUnknown && age > restMilliseconds)) await this.#fetchKeys()
    return this.#keys
  }

  async endpoint(name: string): Promise<string> {
    const value = (await this.#getMetadata())[name]
    if (typeof value === 'string') return value
    throw temporarilyUnavailable(`the authorization server names no ${name}`, 5)
  }

  async #fetchKeys(): Promise<void> {
    this.#keys = usableKeys(await getJson(await this.endpoint('jwks_uri')))
    this.#fetchedAt = performance.now()
  }

  async #getMetadata(): Promise<Readonly<Record<string, unknown>>> {
    this.#metadata ??= this.#fetchMetadata().catch((error: unknown) => {
      this.#metadata = undefined
      throw error
    })
    return this.#metadata
  }

  // OpenID Connect Discovery §4.3: a document of another issuer is none of ours.
  async #fetchMetadata(): Promise<Readonly<Record<string, unknown>>> {
    const metadata = await getJson(`${this.issuer}/.well-known/openid-configuration`)
    if (metadata['issuer'] === this.issuer) return metadata
    throw temporarilyUnavailable('the authorization server names another issuer', 5)
  }
}
