import type { Excerpt } from '../oauth-params/excerpt'

/** What an operator is told about a refusal, and a client is not: why, and what was expected beside what came. Never a secret. */
export interface Evidence {
  readonly reason?: string
  readonly expected?: Excerpt
  readonly received?: Excerpt
  readonly cause?: unknown
}

/** Which check refused, by which clauses, and what the integrator of a client does about it. */
export interface Refusal {
  readonly check: string
  readonly clauses: readonly string[]
  readonly hint: string
}

export interface OAuthErrorInit {
  readonly code: string
  readonly status: number
  readonly description: string
  readonly evidence?: Evidence
  readonly headers?: Readonly<Record<string, string>>
}

// RFC 6749 §5.2: %x20-21 / %x23-5B / %x5D-7E
const outsideDescription = /[^\x20-\x21\x23-\x5b\x5d-\x7e]/g

/**
 * A refusal in the protocol's own words: an error code, a status and a description that anybody may read.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export class OAuthError extends Error {
  override readonly name = 'OAuthError'
  readonly code: string
  readonly status: number
  readonly description: string
  readonly evidence: Evidence
  readonly headers: Readonly<Record<string, string>>
  #refusal: Refusal | undefined

  constructor(init: OAuthErrorInit) {
    const description = init.description.replace(outsideDescription, '?')
    super(`${init.code}: ${description}`, { cause: init.evidence?.cause })
    this.code = init.code
    this.status = init.status
    this.description = description
    this.evidence = init.evidence ?? {}
    this.headers = init.headers ?? {}
  }

  get refusal(): Refusal | undefined {
    return this.#refusal
  }

  /** Names the check that refused; the innermost one stays. */
  refusedBy(refusal: Refusal): this {
    this.#refusal ??= refusal
    return this
  }
}
