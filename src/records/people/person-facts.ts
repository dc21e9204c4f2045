import { Injectable } from '@nestjs/common'
import type { Role } from '#libs/roles/role'
import type { Facts } from '#platform/expressions/expressions'
import type { FactSchema } from '#platform/expressions/fact-schema'
import { Memberships } from './memberships'

/** What expressions may name: the person, the client, and what is asked for. */
export const factSchema: FactSchema = {
  user: {
    sub: 'string',
    username: 'string',
    groups: 'list<string>',
    roles: 'list<string>',
    attributes: 'map<string, dyn>',
    claims: 'map<string, dyn>',
  },
  client: { client_id: 'string', client_type: 'string' },
  request: { scopes: 'list<string>', acr: 'string', amr: 'list<string>' },
}

/** The groups that a person is in, and all of the person's roles. */
export interface Belonging {
  readonly groups: readonly string[]
  readonly roles: readonly Role[]
}

/** Whether anything of what is named is looked up: nothing is where nobody asks. */
export interface BelongingNeeds {
  readonly groups: boolean
  readonly roles: boolean
}

/** Looks up what a person belongs to, as far as it is needed. */
@Injectable()
export class PersonFacts {
  constructor(private readonly memberships: Memberships) {}

  async belongingOf(sub: string, needs: BelongingNeeds): Promise<Belonging> {
    const groups = needs.groups || needs.roles ? await this.memberships.groupsOf(sub) : []
    return { groups, roles: needs.roles ? await this.memberships.rolesOf(sub, groups) : [] }
  }
}

/** What is known of a person, a client and a request, as expressions name it. */
export interface KnownFacts {
  readonly user: {
    readonly sub: string
    readonly username: string
    readonly attributes: Readonly<Record<string, unknown>>
    readonly claims: Readonly<Record<string, unknown>>
  }
  readonly groups: readonly string[]
  /** Names of the roles that count where the expression does. */
  readonly roles: readonly string[]
  readonly client: { readonly clientId: string; readonly metadata: { readonly client_type: string } }
  readonly request: { readonly scopes: readonly string[]; readonly acr: string; readonly amr: readonly string[] }
}

export const toFacts = ({ user, groups, roles, client, request }: KnownFacts): Facts => ({
  user: { sub: user.sub, username: user.username, groups, roles, attributes: user.attributes, claims: user.claims },
  client: { client_id: client.clientId, client_type: client.metadata.client_type },
  request: { scopes: request.scopes, acr: request.acr, amr: request.amr },
})
