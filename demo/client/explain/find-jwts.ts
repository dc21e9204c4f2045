import type { Exchange } from '../wire/exchange'
import { headerOf, parseJson } from '../wire/read-refusal'
import { decodeJwt } from './decode-jwt'
import type { DecodedJwt } from './decode-jwt'
import type { JwtKind } from './jwt-kind'

type Found = readonly [kind: JwtKind, token: unknown]

const sentIn = ({ headers, body = '' }: Exchange['request']): readonly Found[] => [
  ['client assertion', new URLSearchParams(body).get('client_assertion')],
  ['DPoP proof', headerOf(headers, 'dpop')],
]

function receivedIn(answer: Exchange['answer']): readonly Found[] {
  const { id_token: idToken, access_token: accessToken } = parseJson(answer?.body ?? '') ?? {}
  return [
    ['access token', accessToken],
    ['ID token', idToken],
  ]
}

/** What an attacker presents as an access token is worth a look too. */
function presentedBy({ by, headers }: Exchange['request']): readonly Found[] {
  const token = headerOf(headers, 'authorization')?.split(' ')[1]
  return by === 'attacker' ? [['access token', token]] : []
}

/** The JWTs of an exchange, decoded: those that the client made, then those that it got. */
export const findJwts = ({ request, answer }: Exchange): readonly DecodedJwt[] =>
  [...sentIn(request), ...presentedBy(request), ...receivedIn(answer)].flatMap(([kind, token]) =>
    typeof token === 'string' ? (decodeJwt(kind, token) ?? []) : [],
  )
