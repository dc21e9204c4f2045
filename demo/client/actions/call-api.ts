import * as client from 'openid-client'
import type { SignedIn } from './action'

interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: object
}

/** Calls the demo API with the access token: as a bearer token, or with a proof made for this request. */
export async function callApi({ party, tokens, settings }: SignedIn, { method, path, body }: Call): Promise<void> {
  const headers = new Headers(body && { 'content-type': 'application/json' })
  const url = new URL(path, settings.apiOrigin)
  const { config, DPoP } = party
  await client.fetchProtectedResource(config, tokens.accessToken, url, method, body && JSON.stringify(body), headers, DPoP && { DPoP })
}
