import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import type { EpochSeconds } from '#libs/time/epoch-seconds'
import type { ClientLifetimes } from '#protocol/claims/client-lifetimes'
import type { Grant } from '#records/grants/grant'

/** When a refresh token ends, used or not. */
export interface RefreshBounds {
  readonly grantExpiresAt: EpochSeconds
  readonly idleSeconds: number
}

/** By the grant and the lifetimes of the client. Without offline_access it also ends when the login no longer counts for the client. */
export async function refreshBounds(client: RegisteredClient, grant: Grant, lifetimes: ClientLifetimes): Promise<RefreshBounds> {
  const { refresh_token_idle: idleSeconds, refresh_token: inAll, session } = await lifetimes.of(client, grant)
  const ends = [grant.expiresAt, grant.createdAt + inAll, ...(grant.offline ? [] : [grant.authTime + session])]
  return { grantExpiresAt: Math.min(...ends), idleSeconds }
}
