import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const base64url = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
export const sha256 = (text) => createHash('sha256').update(text).digest('base64url')
export const random = (bytes = 16) => randomBytes(bytes).toString('base64url')
export const nowSeconds = () => Math.floor(Date.now() / 1000)

/** An ES256 key with its public JWK. */
export function makeKey(kid) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const bare = publicKey.export({ format: 'jwk' })
  return {
    publicKey,
    privateKey,
    bare,
    publicJwk: { ...bare, kid, use: 'sig', alg: 'ES256' },
    privateJwk: { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'ES256' },
  }
}

/** Makes signed JWTs under one header, which is encoded once. */
export function jwtMaker({ privateKey }, header) {
  const head = base64url({ alg: 'ES256', ...header })
  return (payload) => {
    const content = `${head}.${base64url(payload)}`
    const signature = sign('sha256', Buffer.from(content), { key: privateKey, dsaEncoding: 'ieee-p1363' })
    return `${content}.${signature.toString('base64url')}`
  }
}
