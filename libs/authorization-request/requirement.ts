import type { Check } from '../checks/define-check'
import type { RegisteredClient } from '../client-metadata/registered-client'
import type { AuthorizationParams } from './authorization-params'

/** Where an authorization request comes in. */
export type Door = 'authorize' | 'par'

/** What a request is judged against. */
export interface AuthorizationContext {
  readonly client: RegisteredClient
  readonly issuer: string
  /** Each resource's identifier with the scopes it owns. */
  readonly resources: ReadonlyMap<string, readonly string[]>
  /** The DPoP proof that came with a pushed request, verified. */
  readonly proof?: { readonly jkt: string }
}

export type AuthorizationCheck = Check<[params: AuthorizationParams, context: AuthorizationContext], void>

/** One row of the table: a check, and the doors it guards. */
export type Requirement = readonly [check: AuthorizationCheck, authorize: boolean, par: boolean]
