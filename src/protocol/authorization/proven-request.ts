import type { Authorization } from '#libs/authorization/authorization'
import type { AuthorizationParams } from '#libs/authorization-request/authorization-params'
import type { ClaimsRequest } from '#libs/authorization-request/claims-request'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'

/** How a request is found again when the person's browser comes back. */
export type RequestReference = { readonly pushed: string } | { readonly params: AuthorizationParams }

/** Where the answer goes. */
export interface AnswerTarget {
  readonly redirectUri: string
  readonly responseMode: string
  readonly state: string | undefined
}

/** An authorization request of which everything has been asked that can be asked without the person. */
export interface ProvenRequest {
  readonly reference: RequestReference
  readonly client: RegisteredClient
  readonly params: AuthorizationParams
  readonly target: AnswerTarget
  readonly scopes: readonly string[]
  /** At which resources they count: what the person is asked about, what is remembered, and what the grant is for. */
  readonly authorization: Authorization
  readonly prompts: ReadonlySet<string>
  readonly claims: ClaimsRequest | undefined
  /** The only persons whom the answer may be about, where id_token_hint or the claims parameter names any. */
  readonly subjects: readonly string[] | undefined
  /** The key that the code is bound to. */
  readonly dpopJkt: string | undefined
  readonly flowId: string
}
