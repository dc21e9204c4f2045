#!/usr/bin/env node
// The protected resource of the FAPI plans that have no UserInfo: see docs/conformance.md. It needs the built server (npm run build).
//   node --env-file=DIR/resource.env tools/conformance-resource.mjs
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, request } from 'node:https'

const load = createRequire(import.meta.url)
const { verifyDpopProof } = load('../dist/libs/dpop-proof/verify-dpop-proof.js')
const { checkProofBinding } = load('../dist/libs/dpop-proof/check-proof-binding.js')
const { toTlsOptions } = load('../dist/src/start/tls-options.js')

const { ISSUER, RESOURCE, CLIENT_SECRET, TLS_CERT_FILE, TLS_KEY_FILE } = process.env
const [tlsCert, tlsKey] = [readFileSync(TLS_CERT_FILE, 'utf8'), readFileSync(TLS_KEY_FILE, 'utf8')]
const { pathname, port } = new URL(RESOURCE)
const algorithms = ['PS256', 'ES256', 'EdDSA']
const rules = { url: RESOURCE, maxAgeSeconds: 60, algorithms, requireAth: true, nonceRequired: false, hasFreshNonce: () => false }

class Refusal extends Error {
  constructor(status, error) {
    super(error)
    this.status = status
  }
}

/** Asks the server about a token, by RFC 7662. */
function introspect(token) {
  const headers = {
    authorization: `Basic ${Buffer.from(`resource-server:${CLIENT_SECRET}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  return new Promise((resolve, reject) => {
    const sent = request(`${ISSUER}/introspect`, { method: 'POST', headers, ca: tlsCert }, async (response) => {
      const chunks = await Array.fromAsync(response).catch(reject)
      resolve(JSON.parse(Buffer.concat(chunks ?? []).toString('utf8')))
    })
    sent.on('error', reject).end(new URLSearchParams({ token }).toString())
  })
}

/** The jti of the last minutes' proofs. */
const used = new Map()
function spend({ jkt, jti }, now) {
  for (const [known, until] of used) if (until < now) used.delete(known)
  if (used.has(`${jkt} ${jti}`)) throw new Refusal(401, 'invalid_dpop_proof')
  used.set(`${jkt} ${jti}`, now + 180)
}

async function verify(proof, method, token, now) {
  try {
    return await verifyDpopProof({ proof, method, now, accessToken: token, ...rules })
  } catch {
    throw new Refusal(401, 'invalid_dpop_proof')
  }
}

/** Every token is bound to a key here, so DPoP is the only scheme. */
async function admit({ method, headers }) {
  const [, token] = /^DPoP +([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '') ?? []
  if (token === undefined) throw new Refusal(401, 'invalid_token')
  const now = Math.floor(Date.now() / 1000)
  const proof = await verify(headers.dpop ?? '', method, token, now)
  const { active, cnf, scope = '' } = await introspect(token)
  if (!active || !cnf?.jkt) throw new Refusal(401, 'invalid_token')
  if (!scope.split(' ').includes('accounts')) throw new Refusal(403, 'insufficient_scope')
  bind(proof, cnf.jkt)
  spend(proof, now)
}

function bind(proof, jkt) {
  try {
    checkProofBinding(proof, jkt)
  } catch {
    throw new Refusal(401, 'invalid_token')
  }
}

function answer(response, status, body, headers) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers })
  response.end(JSON.stringify(body))
}

async function handle(incoming, response) {
  const id = incoming.headers['x-fapi-interaction-id']
  const echo = /^[\w-]{1,64}$/.test(id ?? '') ? { 'x-fapi-interaction-id': id } : {}
  const url = new URL(incoming.url, RESOURCE)
  if (url.pathname !== pathname) return answer(response, 404, { error: 'not_found' }, echo)
  try {
    if (url.searchParams.has('access_token')) throw new Refusal(400, 'invalid_request')
    await admit(incoming)
    answer(response, 200, { accounts: [{ id: '1', name: 'Current account' }] }, echo)
  } catch (error) {
    const { status, message } = error instanceof Refusal ? error : new Refusal(500, 'server_error')
    if (status === 500) console.error(error)
    const challenge = `DPoP error="${message}", algs="${algorithms.join(' ')}"`
    answer(response, status, { error: message }, { ...echo, ...(status < 500 && { 'www-authenticate': challenge }) })
  }
}

createServer(toTlsOptions({ tlsCert, tlsKey }), (incoming, response) => void handle(incoming, response)).listen(port || 443, () => {
  console.log(`${RESOURCE} asks ${ISSUER} about tokens`)
})
