import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { parseBasicCredentials } from '#records/clients/authentication/parse-basic-credentials'
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

export const properties: readonly InputProperty[] = [
  forAll('any Authorization header holds two texts or nothing (RFC6749-2.3.1, SEC-148, SEC-371)', header, (authorization) => {
    const read = parseBasicCredentials(authorization)
    assert.ok(read === undefined || (typeof read.clientId === 'string' && typeof read.secret === 'string'))
  }),

  forAll('id and secret come back as they were encoded (RFC6749-2.3.1, SEC-148)', fc.tuple(readable, readable), ([clientId, secret]) => {
    assert.deepEqual(parseBasicCredentials(basic(`${formEncoded(clientId)}:${formEncoded(secret)}`)), { clientId, secret })
  }),
]
