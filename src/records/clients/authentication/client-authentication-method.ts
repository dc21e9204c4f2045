import { DiscoveryService } from '@nestjs/core'
import type { SingleUse } from '#records/replay/replay-marks'
import type { KnownClient } from '../clients.repository'
import type { ClientCredentials } from './client-credentials'

/** One way in which a client proves itself. The credentials are always of the method's own kind. */
export interface ClientAuthenticationMethod {
  /**
   * Does the method's work, for an unknown client too, so that nothing tells the two apart.
   *
   * @param path of the endpoint that was called, below the issuer
   * @returns what the proof uses up
   * @throws OAuthError invalid_client
   */
  authenticate(credentials: ClientCredentials, known: KnownClient | undefined, path: string): Promise<readonly SingleUse[]>
}

/** Puts a class into the registry of client authentication methods, under its registered name. */
export const AuthenticatesClient = DiscoveryService.createDecorator<ClientCredentials['method']>()
