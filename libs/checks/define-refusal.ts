import type { OAuthError, Refusal } from '../oauth-errors/oauth-error'

export interface RefusalDefinition<Args extends readonly unknown[]> {
  readonly name: string
  /** Ids of requirements, as of a check. */
  readonly clauses: readonly string[]
  /** What the integrator of a client, or the operator, does about it. */
  readonly hint: string
  readonly refusal: (...args: Args) => OAuthError
}

/** Names a refusal whose rule is decided elsewhere: by a person, a counter, or what the server is able to do just now. */
export function defineRefusal<Args extends readonly unknown[]>(definition: RefusalDefinition<Args>): (...args: Args) => OAuthError {
  const { name, clauses, hint, refusal } = definition
  const declaration: Refusal = Object.freeze({ check: name, clauses, hint })
  return (...args) => refusal(...args).refusedBy(declaration)
}
