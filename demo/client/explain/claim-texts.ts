import type { JwtKind } from './jwt-kind'

type Texts = Readonly<Record<string, string>>

const proof: Texts = {
  typ: 'This JWT is a DPoP proof and nothing else: no other JWT passes for one.',
  alg: 'The algorithm of the signature; FAPI 2.0 allows ES256, PS256 and EdDSA.',
  jwk: 'The public key. Whoever signed this has the private half, which never leaves the client.',
  htm: 'The method of the one request that this proof is for.',
  htu: 'The address of that request, without its query.',
  jti: 'A name that is used once, so that the proof is good once.',
  iat: 'When it was made. Without a nonce it is good for one minute.',
  ath: 'The hash of the access token beside it: the proof is for that token alone.',
  nonce: 'The value that the other side handed out for the next proof: it shows that the proof was made just now.',
}

const assertion: Texts = {
  typ: 'The kind of JWT.',
  alg: 'The algorithm of the signature; FAPI 2.0 allows ES256, PS256 and EdDSA.',
  kid: 'Which of the client’s registered keys signed it.',
  iss: 'The client, which makes it …',
  sub: '… and speaks of itself.',
  aud: 'The one server that it is for. Another server that got it could not use it here.',
  jti: 'A name that is used once, so that the assertion is good once.',
  iat: 'When it was made.',
  nbf: 'It does not count before this time.',
  exp: 'It does not count from this time on: a minute is enough.',
}

const accessToken: Texts = {
  typ: 'This JWT is an access token: an ID token cannot pass for one.',
  alg: 'The algorithm of the signature.',
  kid: 'Which of the server’s published keys signed it.',
  iss: 'The server that issued it; the API trusts this one alone.',
  sub: 'The person whom it is about, by an identifier that never changes.',
  aud: 'The APIs that it opens. Each API looks for its own name here.',
  client_id: 'The client that it was issued to.',
  scope: 'What it allows.',
  jti: 'Its own name, by which it can be revoked.',
  iat: 'When it was issued.',
  exp: 'When it ends: soon, because an API that judges it by itself hears of no revocation.',
  cnf: 'The thumbprint (jkt) of the key that it is bound to: the key in the proof must be this one.',
  grant_id: 'The authorization that it came of; ending that ends the token at the server.',
  auth_time: 'When the person logged in.',
  acr: 'How far the login can be trusted.',
  amr: 'How the person logged in.',
}

const idToken: Texts = {
  typ: 'The kind of JWT.',
  alg: 'The algorithm of the signature.',
  kid: 'Which of the server’s published keys signed it.',
  iss: 'The server that vouches for the person.',
  sub: 'The person, by an identifier that never changes. Clients keep accounts by iss and sub, never by email.',
  aud: 'The client that it is for.',
  iat: 'When it was issued.',
  exp: 'When it must no longer be accepted. It says nothing about how long the login lasts.',
  auth_time: 'When the person logged in.',
  nonce: 'What the client sent with its request: the token answers that request and no other.',
  acr: 'How far the login can be trusted.',
  amr: 'How the person logged in: pwd is a password.',
  sid: 'The session at the server, to recognise it when a logout is announced.',
  at_hash: 'A hash of the access token beside it: the two belong together.',
}

/** The sentences for the claims and headers of each kind of JWT. */
const texts: Readonly<Record<JwtKind, Texts>> = {
  'DPoP proof': proof,
  'client assertion': assertion,
  'access token': accessToken,
  'ID token': idToken,
}

const signatures: Readonly<Record<JwtKind, string>> = {
  'DPoP proof':
    'Made over both parts with the private half of the key in the header. That key is new for each tour: it proves that the same client sends, not which.',
  'client assertion':
    'Made over both parts with the client’s private key. The server knows the public half from the client’s registration.',
  'access token': 'Made over both parts by the server. Every API can check it with the keys at the server’s jwks_uri, and asks nobody.',
  'ID token': 'Made over both parts by the server. The client has checked it with the keys at the server’s jwks_uri.',
}

/** By whose key a kind of JWT is signed, and who can check that. */
export const explainSignature = (kind: JwtKind): string => signatures[kind]

/** What a claim or header means. In an ID token all the rest is about the person. */
export function explainClaim(kind: JwtKind, name: string): string {
  const text = Object.hasOwn(texts[kind], name) ? texts[kind][name] : undefined
  return (
    text ??
    (kind === 'ID token'
      ? 'What the server knows of the person; a scope of the request asked for it.'
      : 'An addition that the receiver may ignore.')
  )
}
