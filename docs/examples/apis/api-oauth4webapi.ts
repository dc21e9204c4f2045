import express from 'express'
import type { Express } from 'express'
import * as oauth from 'oauth4webapi'

const signingAlgorithms = ['ES256', 'PS256', 'EdDSA']

/** The same by oauth4webapi: signature, iss, aud, exp, cnf, and the proof. That a proof comes once it leaves to you. */
export async function createApi(issuer: URL, audience: string): Promise<Express> {
  const insecure = { [oauth.allowInsecureRequests]: issuer.protocol === 'http:' }
  const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))
  const app = express()
  app.get('/payments', async ({ method, originalUrl, headers: { authorization = '', dpop = '' } }, response) => {
    const headers = { authorization, dpop: dpop.toString() }
    const asked = new Request(`${audience}${originalUrl}`, { method, headers })
    try {
      const token = await oauth.validateJwtAccessToken(as, asked, audience, { requireDPoP: true, signingAlgorithms, ...insecure })
      if (!token.scope?.split(' ').includes('payments')) return void response.status(403).json({ error: 'insufficient_scope' })
      return void response.json({ payments: [], sub: token.sub, client: token.client_id })
    } catch {
      return void response
        .status(401)
        .set('www-authenticate', `DPoP algs="${signingAlgorithms.join(' ')}"`)
        .end()
    }
  })
  return app
}
