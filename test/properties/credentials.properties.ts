import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import { checkBasicCredentials } from '#records/clients/authentication/check-basic-credentials'
import { anyBytes, anyText, repetitionOf, textOf } from './arbitraries'
import { forAll } from './for-all'
import type { InputProperty } from './for-all'

const basic = (content: Uint8Array | string) => `Basic ${Buffer.from(content).toString('base64')}`
const header = fc.oneof(
  anyText,
  anyBytes.map(basic),
  textOf(':', '%', '%3A', '%00', '%ff', '+', 'app', 'é').map(basic),
  textOf('Basic', 'basic ', ' ', '=', '==', 'YTpi', 'Bearer', 'DPoP', ','),
  repetitionOf('YTpi', ' ', '=', 'A').map((text) => `Basic ${text}`),
)
const readable = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\0\p{Cs}]/u.test(text))
const formEncoded = (text: string) => new URLSearchParams([['', text]]).toString().slice(1)

function readOrRefusal(authorization: string) {
  try {
    return checkBasicCredentials(authorization)
  } catch (error) {
    if (error instanceof OAuthError) return error
    throw error
  }
}

export const properties: readonly InputProperty[] = [
  forAll(
    'any Authorization header holds a client and no secret or two, or is refused (RFC6749-2.3.1, SEC-148, SEC-371)',
    header,
    (text) => {
      const read = readOrRefusal(text)
      assert.ok(read instanceof OAuthError || (read.clientId !== '' && [0, 2].includes(read.secrets.length)))
    },
  ),

  forAll('id and secret come back as they were encoded (RFC6749-2.3.1, SEC-148)', fc.tuple(readable, readable), ([clientId, secret]) => {
    const read = checkBasicCredentials(basic(`${formEncoded(clientId)}:${formEncoded(secret)}`))
    assert.deepEqual([read.clientId, read.secrets[0]], [clientId, secret])
  }),

  forAll('a secret is found as it was sent, too (RFC6749-2.3.1)', readable, (secret) => {
    assert.equal(checkBasicCredentials(basic(`app:${secret}`)).secrets[1], secret)
  }),
]
