import { Injectable } from '@nestjs/common'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { excerpt, words } from '#libs/oauth-params/excerpt'
import type { Excerpt } from '#libs/oauth-params/excerpt'
import { rolesAt } from '#libs/roles/roles-at'
import { prepareFacts } from '#platform/expressions/expressions'
import type { Expression } from '#platform/expressions/expressions'
import { PersonFacts, toFacts } from '#records/people/person-facts'
import type { KnownFacts } from '#records/people/person-facts'
import { ClientExpressions } from './client-expressions'
import { reasonOf } from './reason-of'

/** Who wants to use which client, and how they have signed in. */
export interface AccessQuestion {
  readonly client: RegisteredClient
  readonly user: KnownFacts['user']
  readonly request: KnownFacts['request']
  /** Whose roles count. */
  readonly resources: readonly string[]
}

/** Why a person may not use a client: the rule of the client, and what came of it. Nothing about the person. */
export interface Denial {
  readonly rule: Excerpt
  readonly reason: Excerpt
}

/** Longest part of a rule that is told. */
const longestRule = 200

/** Whether people may use a client, by the rule in its registration (`allow`). A rule that cannot be evaluated lets nobody in. */
@Injectable()
export class AccessRules {
  constructor(
    private readonly expressions: ClientExpressions,
    private readonly personFacts: PersonFacts,
  ) {}

  /** Undefined where the person may use the client. */
  async findDenial(question: AccessQuestion): Promise<Denial | undefined> {
    const { allow } = question.client.metadata
    if (allow === undefined) return undefined
    const rule = excerpt(allow, longestRule)
    try {
      const compiled = await this.expressions.of(question.client)
      if (compiled.allow && (await this.#evaluate(compiled.allow, question))) return undefined
      return { rule, reason: words`the rule is not met` }
    } catch (error) {
      return { rule, reason: excerpt(`the rule failed: ${reasonOf(error)}`) }
    }
  }

  async #evaluate(expression: Expression<boolean>, { client, user, request, resources }: AccessQuestion): Promise<boolean> {
    const { names } = expression
    const { groups, roles } = await this.personFacts.belongingOf(user.sub, {
      groups: names.has('user.groups'),
      roles: names.has('user.roles'),
    })
    return expression.evaluate(prepareFacts(toFacts({ user, client, groups, roles: rolesAt(resources, roles), request })))
  }
}
