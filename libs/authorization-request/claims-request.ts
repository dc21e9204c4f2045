import { invalidRequest } from '../oauth-errors/factories'

/** How one claim is asked for; null asks for it in the usual way. */
export interface ClaimRequest {
  readonly essential?: boolean
  readonly value?: unknown
  readonly values?: readonly unknown[]
}

/** Claims by name. It has no prototype: __proto__ is a name like any other. */
export type RequestedClaims = Readonly<Record<string, ClaimRequest | null>>

/**
 * What the claims parameter asks for, at which place.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ClaimsParameter
 */
export interface ClaimsRequest {
  readonly userinfo: RequestedClaims
  readonly id_token: RequestedClaims
}

type JsonObject = Readonly<Record<string, unknown>>

const maxBytes = 4096
const maxDepth = 8

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

const isDeeperThan = (value: unknown, depth: number): boolean =>
  typeof value === 'object' && value !== null && (depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1)))

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalidRequest('claims is not JSON')
  }
}

const own = (object: JsonObject, name: string): unknown => (Object.hasOwn(object, name) ? object[name] : undefined)

function readEssential(wish: JsonObject): { essential?: boolean } {
  const essential = own(wish, 'essential')
  if (essential === undefined) return {}
  if (typeof essential !== 'boolean') throw invalidRequest('claims: essential must be true or false')
  return { essential }
}

function readValues(wish: JsonObject): { values?: readonly unknown[] } {
  const values = own(wish, 'values')
  if (values === undefined) return {}
  if (!Array.isArray(values)) throw invalidRequest('claims: values must be an array')
  return { values }
}

function toClaimRequest(wish: unknown): ClaimRequest | null {
  if (wish === null) return null
  if (!isObject(wish)) throw invalidRequest('claims: each claim must be null or a JSON object')
  return { ...readEssential(wish), ...(Object.hasOwn(wish, 'value') && { value: wish['value'] }), ...readValues(wish) }
}

function toRequestedClaims(wishes: unknown): RequestedClaims {
  const claims: Record<string, ClaimRequest | null> = Object.create(null)
  if (wishes === undefined) return claims
  if (!isObject(wishes)) throw invalidRequest('claims: userinfo and id_token must be JSON objects')
  for (const [name, wish] of Object.entries(wishes)) claims[name] = toClaimRequest(wish)
  return claims
}

/**
 * Reads the claims parameter; members that OpenID Connect does not define are left out.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ClaimsParameter
 * @throws OAuthError invalid_request
 */
export function parseClaimsParameter(claims: string): ClaimsRequest {
  if (Buffer.byteLength(claims) > maxBytes) throw invalidRequest(`claims is longer than ${maxBytes} bytes`)
  const request = parseJson(claims)
  if (!isObject(request)) throw invalidRequest('claims must be a JSON object')
  if (isDeeperThan(request, maxDepth)) throw invalidRequest(`claims is nested deeper than ${maxDepth} levels`)
  return { userinfo: toRequestedClaims(own(request, 'userinfo')), id_token: toRequestedClaims(own(request, 'id_token')) }
}

/** The subjects that the ID token may be about, where the request names any as the value of its sub claim (OpenID Connect Core §5.5.1). */
export function requestedSubjects(request: ClaimsRequest | undefined): readonly string[] | undefined {
  const wish = request && Object.hasOwn(request.id_token, 'sub') ? request.id_token['sub'] : undefined
  const values = [wish?.value, ...(wish?.values ?? [])].filter((value) => typeof value === 'string')
  return values.length > 0 ? values : undefined
}
