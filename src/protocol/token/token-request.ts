import { DiscoveryService } from '@nestjs/core'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { DpopProof } from '#libs/dpop-proof/dpop-proof'
import type { FormParams } from '#libs/oauth-params/form-params'
import type { Flow } from '#platform/events/flow'

/** A token request whose client and proof have held. */
export interface TokenRequest {
  readonly params: FormParams
  readonly client: RegisteredClient
  readonly flow: Flow
  readonly proof: DpopProof | undefined
}

/** The token endpoint's answer, on the wire (RFC 6749 §5.1). */
export interface TokenResponse {
  readonly access_token: string
  readonly token_type: 'DPoP' | 'Bearer'
  readonly expires_in: number
  readonly scope: string
  readonly refresh_token?: string
  readonly id_token?: string
}

/** One grant type's way from a request to tokens. */
export interface GrantHandler {
  handle(request: TokenRequest): Promise<TokenResponse>
}

/** Puts a class into the registry of grants, under its grant_type. */
export const HandlesGrant = DiscoveryService.createDecorator<string>()
