import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as client from 'openid-client'

/** A program on a desk has no secret: whoever has the program has it, too. */
export async function connect(issuer: string): Promise<client.Configuration> {
  const onThisMachine = issuer.startsWith('http:') ? [client.allowInsecureRequests] : []
  return client.discovery(new URL(issuer), 'desk-tool', undefined, client.None(), { execute: onThisMachine })
}

/** Logs in by the person's own browser, which answers to a port of this program (RFC 8252, section 7.3). */
export async function logIn(config: client.Configuration, openBrowser: (url: string) => Promise<unknown>) {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const redirect_uri = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/callback`
  const [state, verifier] = [client.randomState(), client.randomPKCECodeVerifier()]
  const challenge = { code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }
  const request = { redirect_uri, scope: 'openid profile offline_access', state, ...challenge }
  const [answer] = await Promise.all([callbackAt(listener), openBrowser(client.buildAuthorizationUrl(config, request).href)])
  listener.close()
  const checks = { expectedState: state, pkceCodeVerifier: verifier, idTokenExpected: true }
  return client.authorizationCodeGrant(config, new URL(answer, redirect_uri), checks)
}

/** The first request to /callback; browsers ask for other things as well. */
const callbackAt = async (listener: ReturnType<typeof createServer>): Promise<string> =>
  new Promise((resolve) => {
    listener.on('request', ({ url = '' }: IncomingMessage, response: ServerResponse) => {
      const isCallback = url.startsWith('/callback?')
      response.writeHead(isCallback ? 200 : 404, { 'content-type': 'text/plain', connection: 'close' })
      response.end('You may close this window.')
      if (isCallback) resolve(url)
    })
  })
