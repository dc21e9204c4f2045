import type { webcrypto } from 'node:crypto'
import * as client from 'openid-client'
import type { ClientSettings } from '../client-settings'
import { recordingFetch } from '../wire/wire'
import type { Mode } from './mode'
import type { Party } from './tour'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }

interface SigningKey {
  readonly key: webcrypto.CryptoKey
  readonly kid: string
}

/** The key of fapi-demo as WebCrypto holds it, and its name. */
export async function importFapiKey({ readFapiKey }: ClientSettings): Promise<SigningKey> {
  const jwk = readFapiKey()
  const key = await crypto.subtle.importKey('jwk', jwk as webcrypto.JsonWebKey, algorithm, false, ['sign'])
  return { key, kid: jwk.kid ?? '' }
}

async function authenticationOf(mode: Mode, settings: ClientSettings): Promise<client.ClientAuth> {
  if (mode.id === 'standard') return client.ClientSecretPost(settings.webSecret)
  return client.PrivateKeyJwt(await importFapiKey(settings))
}

/** Reads the server's metadata and makes what this mode needs to talk to it: the client's authentication, and a proof key of its own. */
export async function makeParty(mode: Mode, settings: ClientSettings): Promise<Party> {
  const config = await client.discovery(new URL(settings.issuer), mode.clientId, undefined, await authenticationOf(mode, settings), {
    [client.customFetch]: recordingFetch,
    // The ID token's signature is verified too, though it came straight from the server.
    execute: [client.enableNonRepudiationChecks, ...(settings.issuer.startsWith('http:') ? [client.allowInsecureRequests] : [])],
  })
  if (mode.id === 'standard') return { config }
  const proofKey = await client.randomDPoPKeyPair('ES256')
  return { config, proofKey, DPoP: client.getDPoPHandle(config, proofKey) }
}
