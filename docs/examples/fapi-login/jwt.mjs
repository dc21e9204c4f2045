// JWTs by node:crypto alone.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'

export const random = () => randomBytes(32).toString('base64url')
export const sha256 = (value) => createHash('sha256').update(value).digest('base64url')
export const now = () => Math.floor(Date.now() / 1000)
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
const readPart = (part) => JSON.parse(Buffer.from(part, 'base64url').toString())
export const decode = (jwt) => ({ header: readPart(jwt.split('.')[0]), payload: readPart(jwt.split('.')[1]) })
const joseKey = (key) => ({ key, dsaEncoding: 'ieee-p1363' })

export function makeJwt(key, header, payload) {
  const content = `${encode({ alg: 'ES256', ...header })}.${encode(payload)}`
  return `${content}.${sign('sha256', Buffer.from(content), joseKey(key)).toString('base64url')}`
}

/** Whether the JWT is signed with one of the keys. ES256 alone: that is what a FAPI 2.0 client gets unless it asks for another. */
export function isSignedBy(jwt, { keys }) {
  const { header } = decode(jwt)
  const key = keys.find(({ kid, alg }) => kid === header.kid && alg === 'ES256' && header.alg === 'ES256')
  const end = jwt.lastIndexOf('.')
  const [content, signature] = [Buffer.from(jwt.slice(0, end)), Buffer.from(jwt.slice(end + 1), 'base64url')]
  return key !== undefined && verify('sha256', content, joseKey(createPublicKey({ key, format: 'jwk' })), signature)
}

/** A private key as a JWK holds it. */
export const toSigningKey = (jwk) => ({ kid: jwk.kid, key: createPrivateKey({ key: jwk, format: 'jwk' }) })

/** A key for this login alone: the tokens are bound to it. */
export function makeProofKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { key: privateKey, jwk: publicKey.export({ format: 'jwk' }) }
}
