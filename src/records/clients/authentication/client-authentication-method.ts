import { DiscoveryService } from '@nestjs/core'
import type { SingleUse } from '#records/replay/replay-marks'
import type { KnownClient } from '../clients.repository'
import type { ClientCredentials } from './client-credentials'

/** What came of a client's proof: what it uses up, and where the client has two secrets, which of them it was, from 1. */
export interface ClientProof {
  readonly uses: readonly SingleUse[]
  readonly secret?: number
}

/** One way in which a client proves itself. The credentials are always of the method's own kind. */
export interface ClientAuthenticationMethod {
  /**
   * Does the method's work, for an unknown client too, so that nothing tells the two apart.
   *
   * @param path of the endpoint that was called, below the issuer
   * @throws OAuthError invalid_client
   */
  authenticate(credentials: ClientCredentials, known: KnownClient | undefined, path: string): Promise<ClientProof>
}

/** Puts a class into the registry of client authentication methods, under its registered name. */
export const AuthenticatesClient = DiscoveryService.createDecorator<ClientCredentials['method']>()
