import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { aClient, aContext, aFapiClient, aRequest } from '#libs/authorization-request/authorization-request.fixtures'
import { parameterNames } from '#libs/authorization-request/authorization-params'
import { checkAuthorizationRequest } from '#libs/authorization-request/check-authorization-request'
import { parseClaimsParameter } from '#libs/authorization-request/claims-request'
import { formatScope } from '#libs/scope/format-scope'
import { parseScope } from '#libs/scope/parse-scope'
import { anyJson, anyText, repetitionOf, textOf } from './arbitraries'
import { forAll } from './for-all'
import type { InputProperty } from './for-all'
import { byOAuthError, resultOr } from './result-or'

const scope = fc.oneof(
  anyText,
  textOf('openid', 'profile', ' ', '  ', '"', '\\', 'a:b', '\t', 'é'),
  repetitionOf('a', 'a ', ' ', 'openid '),
)
const claims = fc.oneof(
  anyText,
  anyJson.map((value) => JSON.stringify(value)),
  fc.dictionary(fc.constantFrom('userinfo', 'id_token', '__proto__', 'x'), anyJson).map((value) => JSON.stringify(value)),
  textOf('{', '}', '"userinfo":', '"id_token":', '"essential":', 'null', 'true', '{"values":[', ']', ',', '"__proto__":'),
  repetitionOf('[', '{"userinfo":', '{"a":', '"'),
)
const prompt = textOf('none', 'login', 'consent', 'select_account', ' ', 'create')
const maxAge = textOf('0', '9', '-', '1', '1e5', '.', '0x', ' ', '\n')
const anyParams = fc.dictionary(fc.constantFrom(...parameterNames), fc.oneof(anyText, scope, prompt, maxAge, claims), {
  noNullPrototype: true,
})
const contexts = [aContext(), aContext({ client: aFapiClient() }), aContext({ client: aClient({ application_type: 'native' }) })]

export const properties: readonly InputProperty[] = [
  forAll('any scope is a list of names or refused (RFC6749-3.3, SEC-359)', scope, async (text) => {
    const names = await resultOr(byOAuthError, () => parseScope(text))
    assert.ok(names === undefined || names.every((name) => /^[\x21-\x7e]+$/.test(name)))
  }),

  forAll('a scope that was read is written so that it reads the same (RFC6749-3.3)', scope, async (text) => {
    const names = await resultOr(byOAuthError, () => parseScope(text))
    if (names) assert.deepEqual(parseScope(formatScope(names)), names)
  }),

  forAll('any claims parameter is a wish or refused (OIDCC-5.5, SEC-359)', claims, async (text) => {
    const request = await resultOr(byOAuthError, () => parseClaimsParameter(text))
    assert.ok(request === undefined || Object.getPrototypeOf(request.userinfo) === null)
  }),

  forAll('any prompt and max_age pass or are refused (OIDCC-3.1.2.1, SEC-359)', fc.tuple(prompt, maxAge), ([asked, age]) =>
    resultOr(byOAuthError, () => checkAuthorizationRequest('authorize', aRequest({ prompt: asked, max_age: age }), aContext())),
  ),

  forAll('any authorization request passes or is refused at either door (RFC6749-4.1.1, RFC9126-2.1)', anyParams, async (params) => {
    for (const context of contexts)
      for (const door of ['authorize', 'par'] as const)
        await resultOr(byOAuthError, () => checkAuthorizationRequest(door, aRequest(params), context))
  }),
]
