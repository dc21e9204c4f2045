#!/usr/bin/env node
// The protected resource of the FAPI plans that have no UserInfo: see docs/conformance.md. It needs the built server (npm run build).
//   node --env-file=DIR/resource.env tools/conformance-resource.mjs
import { readFileSync } from 'node:fs'
import { request as askHttp } from 'node:http'
import { createRequire } from 'node:module'
import { createServer, request as askHttps } from 'node:https'
import { text } from 'node:stream/consumers'

const load = createRequire(import.meta.url)
const { checkTokenScope } = load('../dist/libs/resource-server/check-token-scope.js')
const { ProofMemory } = load('../dist/libs/resource-server/proof-memory.js')
const { toResourceChallenges, toResourceStatus } = load('../dist/libs/resource-server/resource-challenges.js')
const { verifyDpopRequest } = load('../dist/libs/resource-server/verify-dpop-request.js')
const { invalidToken, serverError } = load('../dist/libs/oauth-errors/factories.js')
const { OAuthError } = load('../dist/libs/oauth-errors/oauth-error.js')
const { toTlsOptions } = load('../dist/src/operations/start/tls-options.js')

const { ISSUER, RESOURCE, CLIENT_SECRET, TLS_CERT_FILE, TLS_KEY_FILE } = process.env
const [tlsCert, tlsKey] = [readFileSync(TLS_CERT_FILE, 'utf8'), readFileSync(TLS_KEY_FILE, 'utf8')]
const { origin, pathname, hostname, port } = new URL(RESOURCE)
const proofs = new ProofMemory()

/** Asks the server something; the certificate is the one that both have. */
async function ask(path, { method = 'GET', headers = {}, body = '' } = {}) {
  const send = ISSUER.startsWith('https:') ? askHttps : askHttp
  const response = await new Promise((resolve, reject) => {
    send(ISSUER + path, { method, headers, ca: tlsCert }, resolve)
      .on('error', reject)
      .end(body)
  })
  const answer = await text(response)
  if (response.statusCode !== 200) throw new Error(`${path} answers ${response.statusCode}: ${answer}`)
  return JSON.parse(answer)
}

/** Whether the token still lives (RFC 7662): a code that is used twice ends it before its time. */
async function checkAlive(authorization) {
  const headers = {
    authorization: `Basic ${Buffer.from(`resource-server:${CLIENT_SECRET}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const token = authorization.split(' ')[1]
  const { active } = await ask('/introspect', { method: 'POST', headers, body: new URLSearchParams({ token }).toString() })
  if (!active) throw invalidToken('the access token is not active')
}

/** Every token is bound to a key here, so DPoP is the only scheme. */
async function admit({ method, url, headers: { authorization, dpop } }) {
  const now = Math.floor(Date.now() / 1000)
  const { keys } = await ask('/jwks')
  const nonces = { hasFreshNonce: () => false, nonceRequired: false }
  const rules = { issuer: ISSUER, audience: RESOURCE, keys, now, ...nonces, acceptsBearer: false, useOnce: (use) => proofs.use(use, now) }
  const token = await verifyDpopRequest({ method, url: origin + url, authorization, dpop }, rules)
  checkTokenScope(token, 'accounts')
  await checkAlive(authorization)
}

function answer(response, status, body, headers) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers })
  response.end(JSON.stringify(body))
}

function refuse(error, { headers: { authorization } }, response, headers) {
  if (!(error instanceof OAuthError)) console.error(error)
  const refusal = error instanceof OAuthError ? error : serverError('something went wrong here')
  const challenges = toResourceChallenges(refusal, { authorization, realm: 'accounts' })
  answer(response, toResourceStatus(refusal), { error: refusal.code }, { ...headers, 'www-authenticate': challenges })
}

async function handle(incoming, response) {
  const id = incoming.headers['x-fapi-interaction-id']
  const echo = /^[\w-]{1,64}$/.test(id ?? '') ? { 'x-fapi-interaction-id': id } : {}
  if (incoming.url.split('?')[0] !== pathname) return answer(response, 404, { error: 'not_found' }, echo)
  try {
    await admit(incoming)
    answer(response, 200, { accounts: [{ id: '1', name: 'Current account' }] }, echo)
  } catch (error) {
    refuse(error, incoming, response, echo)
  }
}

const server = createServer(toTlsOptions({ tlsCert, tlsKey }), (incoming, response) => void handle(incoming, response))
server.listen({ port: port || 443, ...(hostname === 'localhost' && { host: '127.0.0.1' }) }, () => {
  console.log(`${RESOURCE} asks ${ISSUER} about tokens`)
})
