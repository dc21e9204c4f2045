import { excerpt, excerptWhole } from '#libs/oauth-params/excerpt'
import type { FormParams } from '#libs/oauth-params/form-params'
import { longest } from '#libs/oauth-params/longest'
import { invalidClient, invalidRequest } from '#libs/oauth-errors/factories'
import { readAssertionSubject } from '#libs/client-assertion/read-assertion-subject'
import { defineCheck } from '#libs/checks/define-check'
import { checkBasicCredentials } from './check-basic-credentials'

/** A secret as it came; in a Basic header it may have been encoded or not: one of the two has to be right. */
interface SecretCredentials {
  readonly method: 'client_secret_basic' | 'client_secret_post'
  readonly clientId: string
  readonly secrets: readonly string[]
}

/** A client that is only named: by client_id, or by a Basic header whose secret is empty. */
export interface UnprovenCredentials {
  readonly method: 'none'
  readonly clientId: string
  readonly hasEmptySecret?: true
}

/** What a request offers to prove which client it comes from, before anything of it is believed. */
export type ClientCredentials =
  SecretCredentials | { readonly method: 'private_key_jwt'; readonly clientId: string; readonly assertion: string } | UnprovenCredentials

// What is too long fails like all that is not right: it is cut to a length that nothing registered has.
const clientIdOf = (params: FormParams) => params.start('client_id', longest.clientId + 1)

export const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Reads the one method of authentication that a request uses. */
export const readClientCredentials = defineCheck({
  name: 'client-credentials',
  clauses: ['RFC6749-2.3', 'RFC7521-4.2', 'SEC-146'],
  hint: 'Authenticate the client in exactly one way: the one it is registered with. An assertion comes with its client_assertion_type.',
  check(authorization: string | undefined, params: FormParams): ClientCredentials {
    const offered = [readBasic(authorization), readPost(params), readAssertion(params)].filter((credentials) => credentials !== undefined)
    if (offered.length > 1) throw invalidRequest('more than one method of client authentication')
    const credentials = offered[0] ?? readClientId(params)
    const stated = clientIdOf(params)
    if (stated !== undefined && stated !== credentials.clientId)
      throw invalidClient('client_id is not the client that authenticates', {
        expected: excerpt(credentials.clientId),
        received: excerpt(stated),
      })
    return credentials
  },
})

const readBasic = (authorization: string | undefined): ClientCredentials | undefined => {
  if (authorization === undefined || !/^basic\b/i.test(authorization)) return undefined
  const { clientId, secrets } = checkBasicCredentials(authorization)
  // Libraries begin so with a client that has no secret.
  return secrets.length === 0 ? { method: 'none', clientId, hasEmptySecret: true } : { method: 'client_secret_basic', clientId, secrets }
}

const readPost = (params: FormParams): ClientCredentials | undefined => {
  const secret = params.start('client_secret', longest.secret + 1)
  if (secret === undefined) return undefined
  const clientId = clientIdOf(params)
  if (clientId === undefined) throw invalidClient('client_secret came without client_id')
  return { method: 'client_secret_post', clientId, secrets: [secret] }
}

const readAssertion = (params: FormParams): ClientCredentials | undefined => {
  const [assertion, type] = [params.text('client_assertion', longest.token), params.text('client_assertion_type', longest.clientId)]
  if (assertion === undefined && type === undefined) return undefined
  if (assertion === undefined) throw invalidClient('client_assertion_type came without client_assertion')
  if (type !== jwtBearer)
    throw invalidClient('client_assertion_type is not the JWT bearer type', {
      expected: excerptWhole(jwtBearer),
      received: excerpt(type, 100),
    })
  const clientId = clientIdOf(params) ?? readAssertionSubject(assertion)
  if (clientId === undefined) throw invalidClient('neither client_id nor the subject of the assertion names a client')
  return { method: 'private_key_jwt', clientId, assertion }
}

const readClientId = (params: FormParams): ClientCredentials => {
  const clientId = clientIdOf(params)
  if (clientId === undefined) throw invalidClient('the request names no client')
  return { method: 'none', clientId }
}
