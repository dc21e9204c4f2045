#!/usr/bin/env node
// A whole FAPI 2.0 login against a server that `npm start` has started: each request as a curl line, each answer with its tokens decoded.
// Needs Node.js 20 or later and nothing else. It prints live tokens and proofs: for a demo on localhost, never for a real server.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Browser } from './fapi-login/browser.mjs'
import { Client, clientId } from './fapi-login/client.mjs'
import { send } from './fapi-login/http.mjs'
import { decode, isSignedBy, makeProofKey, now, random, sha256, toSigningKey } from './fapi-login/jwt.mjs'
import { Failure, say, section, show } from './fapi-login/output.mjs'

const help = `node docs/examples/fapi-login.mjs [options]
  --issuer URL      the server, http://localhost:3000 unless told
  --keys FILE       the demo client's private key, data/demo-keys.json unless told
  --username NAME   alice unless told          --password TEXT   hers unless told
  --manual          you log in yourself, in a browser; otherwise the script fills in the pages`

const keysFile = fileURLToPath(new URL('../../data/demo-keys.json', import.meta.url))
const text = (value) => ({ type: 'string', default: value })
const options = {
  issuer: text('http://localhost:3000'),
  keys: text(keysFile),
  username: text('alice'),
  password: text('correct horse battery staple'),
  manual: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
}
const redirectUri = 'http://localhost:4000/callback'
const scope = 'openid profile email offline_access'

/** The client's private key: the server made it at its first start and registered the public half. */
function readClientKey(file) {
  let jwk
  try {
    jwk = JSON.parse(readFileSync(file, 'utf8'))[clientId]
  } catch (error) {
    throw new Failure(`${file} cannot be read (${error.code ?? 'it is not JSON'}). npm start makes it; --keys names another place.`)
  }
  if (jwk === undefined) throw new Failure(`${file} holds no key for ${clientId}.`)
  return toSigningKey(jwk)
}

async function askForCallback(url) {
  say(`Open this address in a browser within 90 seconds, and log in:\n\n  ${url}\n`)
  say(`At the end the browser says that ${new URL(redirectUri).origin} does not answer: that is right, nothing runs there.`)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const ended = once(terminal, 'close').then(() => '')
  const asked = terminal.question('Paste the address that it shows, within a minute: ')
  const answer = await Promise.race([asked, ended]).finally(() => terminal.close())
  if (!URL.canParse(answer.trim())) throw new Failure('That is no address.')
  return answer.trim()
}

/** Takes the code out of the callback, once it is known to answer this very request. */
function readCallback(callback, { issuer, state }) {
  const answer = Object.fromEntries(new URL(callback).searchParams)
  show('callback', answer)
  if (answer.error) throw new Failure(`The login was refused: ${answer.error}: ${answer.error_description}`)
  if (answer.state !== state) throw new Failure('The callback answers another request: its state differs.')
  if (answer.iss !== issuer) throw new Failure(`The callback comes from another server: ${answer.iss}`)
  return answer.code
}

async function checkIdToken(idToken, metadata, nonce) {
  const { body: keySet } = await send('GET', metadata.jwks_uri)
  const { payload } = decode(idToken)
  const expected = { iss: metadata.issuer, aud: clientId, nonce }
  const wrong = Object.keys(expected).find((name) => payload[name] !== expected[name])
  if (wrong) throw new Failure(`The ID token is not good: ${wrong} is ${payload[wrong]}.`)
  if (!isSignedBy(idToken, keySet) || payload.exp <= now()) throw new Failure('The ID token is not good: its signature, or its exp.')
  say('  The ID token is good: signature, iss, aud, nonce and exp hold.')
}

async function authorize(client, metadata, { manual, username, password }) {
  const [state, nonce, verifier] = [random(), random(), random()]
  section('2  Pushed authorization request: PKCE, private_key_jwt, DPoP (RFC 9126)')
  const challenge = { code_challenge: sha256(verifier), code_challenge_method: 'S256' }
  const request = { response_type: 'code', redirect_uri: redirectUri, scope, state, nonce, ...challenge }
  const pushed = await client.post(metadata.pushed_authorization_request_endpoint, request)
  const params = new URLSearchParams({ client_id: clientId, request_uri: pushed.request_uri })
  const url = `${metadata.authorization_endpoint}?${params}`
  section(`3  The person logs in${manual ? '' : ': here the script, by the pages and their forms'}`)
  const callback = await (manual ? askForCallback(url) : new Browser({ username, password }).logIn(url))
  return { code: readCallback(callback, { issuer: metadata.issuer, state }), nonce, verifier }
}

async function useTokens(client, metadata, tokens) {
  section('5  UserInfo, with the token bound to the proof key')
  await client.getWithToken(metadata.userinfo_endpoint, tokens.access_token)
  section('6  Refresh: a FAPI 2.0 client keeps its refresh token')
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
  const refreshed = await client.post(metadata.token_endpoint, form)
  section('7  Introspection of the new access token')
  const ask = () => client.post(metadata.introspection_endpoint, { token: refreshed.access_token }, { withProof: false })
  await ask()
  section('8  Revocation of the refresh token: the grant ends, and all that came of it')
  await client.post(metadata.revocation_endpoint, { token: refreshed.refresh_token }, { withProof: false })
  const { active } = await ask()
  if (active) throw new Failure('The access token is still active after the revocation.')
}

async function run(settings) {
  const clientKey = readClientKey(settings.keys)
  say('Each request stands here as a curl line. Proofs and assertions are good once: sent again, the line is refused.')
  section('1  Discovery')
  const address = `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const { response, body: metadata } = await send('GET', address)
  if (!response.ok || metadata.issuer === undefined) throw new Failure(`${address} is no discovery document.`)
  const client = new Client(metadata.issuer, clientKey, makeProofKey())
  const { code, nonce, verifier } = await authorize(client, metadata, settings)
  section('4  The code is exchanged for tokens')
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }
  const tokens = await client.post(metadata.token_endpoint, form)
  await checkIdToken(tokens.id_token, metadata, nonce)
  await useTokens(client, metadata, tokens)
  section('Done: the whole FAPI 2.0 login went well')
}

try {
  const { values } = parseArgs({ options })
  if (values.help) say(help)
  else await run(values)
} catch (error) {
  const isKnown = error instanceof Failure || error.code?.startsWith('ERR_PARSE_ARGS')
  process.stderr.write(`\n${isKnown ? error.message : error.stack}\n`)
  process.exitCode = 1
}
