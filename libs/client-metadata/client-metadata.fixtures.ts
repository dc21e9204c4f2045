import { generateKeyPairSync } from 'node:crypto'
import { ClientMetadataError } from './client-metadata-error'
import type { ReadClient } from './to-client-metadata'
import { toClientMetadata } from './to-client-metadata'

export const ecPair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const jwks = { keys: [{ ...ecPair.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' }] }
export const secret = '0123456789abcdef0123456789abcdef'

/** One good registration of each kind, as an operator writes it; tests say only what differs. */
export const web = { client_id: 'web', client_secret: secret, redirect_uris: ['https://app.example/cb'] }
export const keyed = { client_id: 'keyed', token_endpoint_auth_method: 'private_key_jwt', jwks, redirect_uris: ['https://app.example/cb'] }
export const server = { client_id: 'api', client_secret: secret, grant_types: [] }
export const spa = { client_id: 'spa', token_endpoint_auth_method: 'none', redirect_uris: ['https://app.example/cb'] }

export const read = (entry: unknown, production = true): ReadClient => toClientMetadata(entry, { production })

/** What a registration is refused with; a test that meets no refusal fails. */
export function refusalOf(entry: unknown, production = true): ClientMetadataError {
  try {
    read(entry, production)
  } catch (error) {
    if (error instanceof ClientMetadataError) return error
    throw error
  }
  throw new Error('nothing was refused')
}
