import * as fc from 'fast-check'
import { anyText, changed, repetitionOf, textOf } from './arbitraries'

/** A request as it goes over the wire; path and headers hold what a header may hold. */
export interface RawRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A request that a good client sends. */
export interface Recipe {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
}

/** What good requests are made of, to be mixed and spoiled. */
export interface Ingredients {
  readonly cookie: string
  readonly params: Readonly<Record<string, readonly string[]>>
  readonly headers: Readonly<Record<string, readonly string[]>>
}

const methods = ['GET', 'GET', 'POST', 'POST', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']
const paths = [
  '/',
  '/authorize',
  '/par',
  '/token',
  '/userinfo',
  '/introspect',
  '/revoke',
  '/jwks',
  '/logout',
  '/logout/confirm',
  '/health',
  '/health/live',
  '/health/ready',
  '/interaction',
  '/interaction/login',
  '/interaction/account',
  '/interaction/consent',
  '/assets/app.css',
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
]
const contentTypes = [
  'application/json',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded; charset=utf-16',
]
const formType = 'application/x-www-form-urlencoded'
// Heads over 16 kB are refused before anybody reads them.
const maxValue = 400
const maxPath = 5_000

// Node itself refuses any other character of a path.
const toPath = (text: string) => text.replaceAll(/[^\x21-\x7e]/g, '%00').slice(0, maxPath)
const toHeader = (text: string) => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?').slice(0, maxValue)

export const mapValues = (record: Readonly<Record<string, string>>, change: (value: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))

/** One of the good values most of the time, else one that was spoiled, or anything. */
const oneOf = (good: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...good).chain(changed) },
    { weight: 1, arbitrary: anyText },
    { weight: 1, arbitrary: repetitionOf('a', '%', ' ', ',', ':', '/').map((text) => text.slice(0, maxValue)) },
  )

const recordOf = (good: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Record<string, string>> =>
  fc
    .subarray(Object.entries(good))
    .chain((some) => fc.tuple(...some.map(([name, values]) => oneOf(values).map((value) => [name, value] as const))))
    .map((pairs) => Object.fromEntries(pairs))

const formOf = (params: Ingredients['params']): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: recordOf(params).map((form) => new URLSearchParams(form).toString()) },
    { weight: 1, arbitrary: textOf('client_id=fapi', '&', '=', '%', '%00', '%ff', 'scope=openid', '__proto__=x', 'a[b]=c') },
    { weight: 1, arbitrary: anyText },
  )

const pathOf = (params: Ingredients['params']): fc.Arbitrary<string> => {
  const base = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...paths) },
    { weight: 1, arbitrary: textOf('/', '/token', '..', '%2e', '%', '%2f', '%00', '%ff', ';', '//', '\\').map((text) => `/${text}`) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...paths)
        .chain(changed)
        .map((text) => `/${text}`),
    },
  )
  return fc
    .tuple(base, fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 1, arbitrary: formOf(params) }))
    .map(([path, query]) => toPath(query === '' ? path : `${path}?${query}`))
}

const toRequest = ({ method, path, params, headers }: Recipe): RawRequest => {
  const form = new URLSearchParams(params).toString()
  if (method === 'GET') return { method, path: toPath(form === '' ? path : `${path}?${form}`), headers, body: '' }
  return { method, path, headers: { 'content-type': formType, ...headers }, body: form }
}

const spoiled = (value: string) => fc.oneof(changed(value), anyText, fc.constant(''))

/** One value of the record spoiled; an empty record stays what it is. */
const oneSpoiled = (good: Readonly<Record<string, string>>): fc.Arbitrary<Readonly<Record<string, string>>> => {
  const entries = Object.entries(good)
  if (entries.length === 0) return fc.constant(good)
  return fc.constantFrom(...entries).chain(([name, value]) => spoiled(value).map((other) => ({ ...good, [name]: other })))
}

/** A good client's request with a value or a header spoiled: it comes further than a wild one. */
export const nearlyGood = (recipes: readonly Recipe[]): fc.Arbitrary<RawRequest> =>
  fc.constantFrom(...recipes).chain((recipe) =>
    fc.oneof(
      { weight: 4, arbitrary: oneSpoiled(recipe.params).map((params) => toRequest({ ...recipe, params })) },
      {
        weight: 1,
        arbitrary: oneSpoiled(recipe.headers).map((headers) => toRequest({ ...recipe, headers: mapValues(headers, toHeader) })),
      },
      { weight: 1, arbitrary: changed(toRequest(recipe).body).map((body) => ({ ...toRequest(recipe), body })) },
    ),
  )

/** Requests that a good client would not send, though each part of them may be one of a good client's. */
export const anyRequest = ({ cookie, params, headers }: Ingredients): fc.Arbitrary<RawRequest> =>
  fc
    .record({
      method: fc.constantFrom(...methods),
      path: pathOf(params),
      headers: recordOf({ ...headers, cookie: [cookie, `${cookie}; ${cookie}`] }),
      type: fc.oneof({ weight: 6, arbitrary: fc.constant(formType) }, { weight: 1, arbitrary: oneOf(contentTypes) }),
      body: formOf(params),
    })
    .map(({ type, ...request }) => ({
      ...request,
      headers: mapValues({ 'content-type': type, ...request.headers }, toHeader),
    }))
