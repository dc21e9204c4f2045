import { Injectable, Logger } from '@nestjs/common'
import type { ClaimMapping } from '#libs/client-metadata/claim-mapping'
import type { ClientLifetimes, LifetimeField } from '#libs/client-metadata/client-lifetimes'
import type { ClientMetadata } from '#libs/client-metadata/client-metadata'
import { ClientMetadataError, wrongField } from '#libs/client-metadata/client-metadata-error'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { claimExpressionFault } from '#libs/token-claims/claim-type-fault'
import { ExpressionError } from '#platform/expressions/expression-error'
import { Expressions } from '#platform/expressions/expressions'
import type { Expression } from '#platform/expressions/expressions'
import type { JsonValue } from '#platform/expressions/to-json-value'
import { factSchema } from '#records/people/person-facts'

/** A claim of a client's mapping: an expression, or the name of what it copies. */
export type CompiledClaim = Pick<ClaimMapping, 'claim' | 'in'> &
  ({ readonly expression: Expression<JsonValue> } | { readonly from: string })

/** The expressions of a registration. */
export interface CompiledClient {
  readonly claims: readonly CompiledClaim[]
  /** Who may use the client. */
  readonly allow?: Expression<boolean>
  /** Its lifetimes that are computed. */
  readonly lifetimes?: readonly (readonly [LifetimeField, Expression<JsonValue>])[]
}

const nothing: CompiledClient = { claims: [] }

/** The expressions of clients, compiled once for each registration that a node has in memory. The library is loaded with the first. */
@Injectable()
export class ClientExpressions {
  readonly #compiled = new WeakMap<RegisteredClient, Promise<CompiledClient>>()
  readonly #logger = new Logger('Clients')
  #expressions: Promise<Expressions> | undefined
  #ofLifetimes: Promise<Expressions> | undefined

  async of(client: RegisteredClient): Promise<CompiledClient> {
    if (!hasExpressions(client.metadata)) return nothing
    const compiled = this.#compiled.get(client) ?? this.#compileKept(client)
    this.#compiled.set(client, compiled)
    return compiled
  }

  /** What an older version has accepted, and this one does not, is as if it were not there: no claim comes of it, and `allow` lets nobody in. */
  async #compileKept({ clientId, metadata }: RegisteredClient): Promise<CompiledClient> {
    try {
      return await this.compile(metadata)
    } catch (error) {
      if (!(error instanceof ClientMetadataError)) throw error
      this.#logger.warn(`client ${clientId}: ${error.message}`)
      return nothing
    }
  }

  async #compileLifetimes(lifetimes: ClientLifetimes): Promise<NonNullable<CompiledClient['lifetimes']>> {
    const computed = Object.entries(lifetimes).filter(([, value]) => typeof value === 'string') as (readonly [LifetimeField, string])[]
    if (computed.length === 0) return []
    this.#ofLifetimes ??= Expressions.over(lifetimeSchema)
    const expressions = await this.#ofLifetimes
    return computed.map(([field, source]) => [field, checked(`lifetimes.${field}`, () => compileSeconds(source, expressions))] as const)
  }

  /**
   * Compiles what a registration holds.
   *
   * @throws ClientMetadataError what does not parse, names an unknown fact, is too large, or is of another type than its claim
   */
  async compile({ claims = [], allow, lifetimes = {} }: ClientMetadata): Promise<CompiledClient> {
    this.#expressions ??= Expressions.over(factSchema)
    const expressions = await this.#expressions
    return {
      claims: claims.map((mapping) => compileClaim(mapping, expressions)),
      lifetimes: await this.#compileLifetimes(lifetimes),
      ...(allow !== undefined && { allow: checked('allow', () => expressions.condition(allow)) }),
    }
  }
}

export const hasExpressions = ({ claims = [], allow, lifetimes = {} }: ClientMetadata): boolean =>
  claims.length > 0 || allow !== undefined || Object.values(lifetimes).some((value) => typeof value === 'string')

/** Lifetimes depend on the client and the login, never on who the person is. */
const lifetimeSchema = { client: factSchema['client'] ?? {}, request: factSchema['request'] ?? {} }
const numbers = new Set(['int', 'uint', 'double', 'dyn'])

function compileSeconds(source: string, expressions: Expressions): Expression<JsonValue> {
  const expression = expressions.value(source)
  if (!numbers.has(expression.type)) throw new ExpressionError(source, `must be a number of seconds, and is ${expression.type}`)
  return expression
}

function compileClaim({ claim, value, from = claim, in: targets }: ClaimMapping, expressions: Expressions): CompiledClaim {
  if (value === undefined) return { claim, in: targets, from }
  return { claim, in: targets, expression: checked(`claims ${JSON.stringify(claim)} value`, () => compileValue(claim, value, expressions)) }
}

function compileValue(claim: string, value: string, expressions: Expressions): Expression<JsonValue> {
  const expression = expressions.value(value)
  const fault = claimExpressionFault(claim, expression.type)
  if (fault !== undefined) throw new ExpressionError(value, fault)
  return expression
}

/** Says in which field an expression stands that cannot be used. */
function checked<Result>(field: string, compile: () => Result): Result {
  try {
    return compile()
  } catch (error) {
    throw error instanceof ExpressionError ? wrongField(field, error.message) : error
  }
}
