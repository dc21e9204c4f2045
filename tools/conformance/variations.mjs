// What a run may vary: the plans stay the same, their keys, nonces, metadata or client authentication differ.
import { fapiAlgorithms } from './keys.mjs'

/** What each may be; the first is the usual one. */
export const variations = {
  keys: fapiAlgorithms,
  nonces: ['offered', 'required'],
  metadata: ['discovery', 'static'],
  'oidc-auth': ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
}

export const usualVariations = { keys: 'PS256', nonces: 'offered', metadata: 'discovery', oidcAuth: 'client_secret_basic' }
