import express from 'express'
import type { ErrorRequestHandler, Express, Request } from 'express'
import type { PublicJwk } from '#libs/jwk/public-jwk'
import { usableKeys } from '#libs/jwk/usable-keys'
import { serverError } from '#libs/oauth-errors/factories'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { checkTokenScope } from '#libs/resource-server/check-token-scope'
import { ProofMemory } from '#libs/resource-server/proof-memory'
import { toResourceChallenges, toResourceStatus } from '#libs/resource-server/resource-challenges'
import type { VerifiedAccessToken } from '#libs/resource-server/verified-access-token'
import { verifyDpopRequest } from '#libs/resource-server/verify-dpop-request'

const fiveMinutes = 300_000

/** The issuer's keys, asked for again when they are five minutes old: so long is the answer of jwks_uri good. */
function keysOf(issuer: string): () => Promise<readonly PublicJwk[]> {
  let [keys, until]: [readonly PublicJwk[], number] = [[], 0]
  return async () => {
    if (Date.now() < until) return keys
    const response = await fetch(`${issuer}/jwks`)
    if (!response.ok) throw new Error(`${issuer}/jwks answers ${response.status}`)
    ;[keys, until] = [usableKeys(await response.json()), Date.now() + fiveMinutes]
    return keys
  }
}

/** Lets in whoever has a good token and proves its key. Several processes share the memory of proofs in a database. */
function makeGate(issuer: string, audience: string): (request: Request, scope: string) => Promise<VerifiedAccessToken> {
  const [getKeys, proofs] = [keysOf(issuer), new ProofMemory()]
  return async ({ method, originalUrl, headers: { authorization, dpop } }, scope) => {
    const now = Math.floor(Date.now() / 1000)
    const asked = { method, url: `${audience}${originalUrl}`, authorization, dpop: dpop?.toString() }
    const rules = { issuer, audience, now, keys: await getKeys(), acceptsBearer: false, nonceRequired: false }
    const token = await verifyDpopRequest(asked, { ...rules, hasFreshNonce: () => false, useOnce: (use) => proofs.use(use, now) })
    checkTokenScope(token, scope)
    return token
  }
}

/** Answers a refusal as RFC 6750 and RFC 9449 say; why it was refused belongs into the API's own log. */
const answerRefusal: ErrorRequestHandler = (thrown: unknown, { headers: { authorization } }, response, _next) => {
  const error = thrown instanceof OAuthError ? thrown : serverError('the API failed')
  response.status(toResourceStatus(error)).set(error.headers)
  const challenges = toResourceChallenges(error, { authorization, realm: 'payments' })
  if (challenges.length > 0) response.setHeader('WWW-Authenticate', challenges)
  response.json({ error: error.code, error_description: error.description })
}

/** An API whose identifier is the address that clients call it by. */
export function createApi(issuer: string, audience: string): Express {
  const [app, admit] = [express(), makeGate(issuer, audience)]
  app.get('/payments', async (request, response) => {
    const { sub, clientId } = await admit(request, 'payments')
    response.json({ payments: [], sub, client: clientId })
  })
  return app.use(answerRefusal)
}
