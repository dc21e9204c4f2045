#!/usr/bin/env node
// Makes what a run of the OpenID Foundation's conformance suite needs: see docs/conformance.md.
//   npm run conformance:profile -- --suite-base https://HOST:PORT --alias NAME --out DIR [--issuer URL] [--resource URL]
//     [--keys PS256|ES256|EdDSA] [--nonces offered|required] [--metadata discovery|static] [--oidc-auth METHOD]
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { newProfile } from './conformance/profile.mjs'
import { variations } from './conformance/variations.mjs'

const choices = Object.entries(variations).map(([name, values]) => `[--${name} ${values.join('|')}]`)
const usage = `conformance-profile --suite-base https://HOST:PORT --alias NAME --out DIR [--issuer URL] [--resource URL] ${choices.join(' ')}`
const text = { type: 'string' }

function fail(sentence) {
  console.error(`${sentence}\n${usage}`)
  process.exit(2)
}

function read() {
  try {
    const varied = Object.fromEntries(Object.keys(variations).map((name) => [name, text]))
    const options = { 'suite-base': text, alias: text, out: text, issuer: text, resource: text, ...varied }
    return parseArgs({ options }).values
  } catch (error) {
    return fail(error.message)
  }
}

/** An origin, without a path. */
function origin(name, value) {
  if (!URL.canParse(value ?? '')) fail(`--${name} must be an https address`)
  const { protocol, origin: itself, pathname, search } = new URL(value)
  if (protocol !== 'https:' || pathname !== '/' || search) fail(`--${name} must be https, a host and a port alone`)
  return itself
}

/** One of the values that a variation may have. */
function vary(name) {
  const [usual] = variations[name]
  const value = given[name] ?? usual
  if (!variations[name].includes(value)) fail(`--${name} must be one of ${variations[name].join(', ')}`)
  return value
}

const given = read()
const issuer = origin('issuer', given.issuer ?? 'https://op.test:9443')
const suiteBase = origin('suite-base', given['suite-base'])
const { alias = '', out = fail('--out is needed'), resource = 'https://rs.test:9444/accounts' } = given
if (!/^[\w-]+$/.test(alias)) fail('--alias must be letters, digits, - and _')
if (!URL.canParse(resource) || !resource.startsWith('https:')) fail('--resource must be an https address')

const varied = { keys: vary('keys'), nonces: vary('nonces'), metadata: vary('metadata'), oidcAuth: vary('oidc-auth') }
const files = newProfile({ suiteBase, alias, issuer, resource, out, variations: varied })
for (const [name, content] of Object.entries(files)) {
  const path = join(out, name)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // Passwords, secrets and private keys are in there.
  writeFileSync(path, content, { mode: 0o600 })
}
console.log(`${Object.keys(files).length} files in ${out}; the secrets in them are new.`)
