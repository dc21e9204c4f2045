import { Injectable } from '@nestjs/common'
import { shortestLifetimes } from '#libs/client-metadata/client-lifetimes'
import type { LifetimeField } from '#libs/client-metadata/client-lifetimes'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { LifetimeSettings } from '#platform/config/lifetime-settings'
import { Events } from '#platform/events/events'
import { prepareFacts } from '#platform/expressions/expressions'
import type { Expression, PreparedFacts } from '#platform/expressions/expressions'
import type { JsonValue } from '#platform/expressions/to-json-value'
import { lifetimesOf } from '#records/clients/lifetimes-of'
import type { Lifetimes } from '#records/clients/lifetimes-of'
import { ClientExpressions } from './client-expressions'
import { reasonOf } from './reason-of'

/** What the lifetimes of a client may depend on. */
export interface LifetimeFacts {
  readonly acr: string
  readonly amr: readonly string[]
  readonly scopes: readonly string[]
}

/** How long what a client is given is good for: fixed in its registration, or computed of how the person has logged in. */
@Injectable()
export class ClientLifetimes {
  constructor(
    private readonly expressions: ClientExpressions,
    private readonly settings: LifetimeSettings,
    private readonly events: Events,
  ) {}

  /** In seconds, never beyond the server's own. One whose expression fails is the server's. */
  async of(client: RegisteredClient, request: LifetimeFacts): Promise<Lifetimes> {
    const { lifetimes = [] } = await this.expressions.of(client)
    if (lifetimes.length === 0) return lifetimesOf(client.metadata, this.settings)
    const facts = prepareFacts({
      client: { client_id: client.clientId, client_type: client.metadata.client_type },
      request: { ...request },
    })
    const computed = lifetimes.flatMap(([field, expression]) => this.#compute(field, expression, facts, client.clientId))
    return lifetimesOf(client.metadata, this.settings, Object.fromEntries(computed))
  }

  #compute(field: LifetimeField, expression: Expression<JsonValue>, facts: PreparedFacts, clientId: string) {
    try {
      const seconds = expression.evaluate(facts)
      if (typeof seconds !== 'number' || !Number.isFinite(seconds)) throw new TypeError('it must be a number of seconds')
      return [[field, Math.max(Math.floor(seconds), shortestLifetimes[field])] as const]
    } catch (error) {
      this.events.note('lifetime.failed', { clientId, lifetime: field, reason: reasonOf(error) })
      return []
    }
  }
}
