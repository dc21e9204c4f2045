import { OAuthError } from '../oauth-errors/oauth-error'
import type { Refusal } from '../oauth-errors/oauth-error'

/** A rule that runs: called, it returns or throws an OAuthError that names it; read, it says which clauses it enforces. */
export type Check<Args extends readonly unknown[], Result> = ((...args: Args) => Result) & { readonly declaration: Refusal }

export interface CheckDefinition<Args extends readonly unknown[], Result> {
  /** The file's name: one check, one file. */
  readonly name: string
  /** Ids of requirements: RFC7636-4.3, FAPI2-SP-FINAL-5.3.2.2-5, … */
  readonly clauses: readonly string[]
  /** What the integrator of a client does about a refusal. */
  readonly hint: string
  readonly check: (...args: Args) => Result
}

/** Makes a check of a function: every OAuthError it throws, at once or later, carries the check's name, clauses and hint. */
export function defineCheck<Args extends readonly unknown[], Result>(definition: CheckDefinition<Args, Result>): Check<Args, Result> {
  const { name, clauses, hint, check } = definition
  const declaration: Refusal = Object.freeze({ check: name, clauses, hint })
  const refuse = (error: unknown): never => {
    throw error instanceof OAuthError ? error.refusedBy(declaration) : error
  }
  const run = (...args: Args): Result => {
    try {
      const result = check(...args)
      return result instanceof Promise ? (result.catch(refuse) as Result) : result
    } catch (error) {
      return refuse(error)
    }
  }
  return Object.assign(run, { declaration })
}
