import { Injectable } from '@nestjs/common'
import type { ClaimMapping } from '#libs/client-metadata/claim-mapping'
import type { ClientMetadata } from '#libs/client-metadata/client-metadata'
import { wrongField } from '#libs/client-metadata/client-metadata-error'
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
}

const nothing: CompiledClient = { claims: [] }

/** The expressions of clients, compiled once for each registration that a node has in memory. The library is loaded with the first. */
@Injectable()
export class ClientExpressions {
  readonly #compiled = new WeakMap<RegisteredClient, Promise<CompiledClient>>()
  #expressions: Promise<Expressions> | undefined

  async of(client: RegisteredClient): Promise<CompiledClient> {
    if (!hasExpressions(client.metadata)) return nothing
    const compiled = this.#compiled.get(client) ?? this.compile(client.metadata)
    this.#compiled.set(client, compiled)
    return compiled
  }

  /**
   * Compiles what a registration holds.
   *
   * @throws ClientMetadataError what does not parse, names an unknown fact, is too large, or is of another type than its claim
   */
  async compile({ claims = [], allow }: ClientMetadata): Promise<CompiledClient> {
    this.#expressions ??= Expressions.over(factSchema)
    const expressions = await this.#expressions
    return {
      claims: claims.map((mapping) => compileClaim(mapping, expressions)),
      ...(allow !== undefined && { allow: checked('allow', () => expressions.condition(allow)) }),
    }
  }
}

export const hasExpressions = ({ claims = [], allow }: ClientMetadata): boolean => claims.length > 0 || allow !== undefined

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
