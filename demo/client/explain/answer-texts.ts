type Texts = Readonly<Record<string, string>>

const tokens: Texts = {
  access_token: 'What APIs want to see. For the client it is only a text; what is in it concerns the API.',
  token_type: 'How to present it: Bearer, whoever has it; DPoP, with a proof of its key each time.',
  expires_in: 'For how many seconds the access token is good.',
  scope: 'What was granted, which may be less than what was asked for.',
  refresh_token: 'Brings new access tokens. It goes to the server alone, never to an API.',
  id_token: 'Who logged in: for the client alone.',
}

const pushed: Texts = {
  request_uri: 'The reference that the browser carries in place of the request.',
  expires_in: 'For how many seconds a browser may come with it.',
}

const introspected: Texts = {
  active: 'Whether the token is good at this moment. Of a bad one the server says nothing else.',
  token_type: 'How the token is to be presented.',
  iss: 'The server that issued it.',
  sub: 'The person whom it is about.',
  aud: 'The APIs that it opens.',
  client_id: 'The client that it was issued to.',
  scope: 'What it allows.',
  exp: 'When it ends.',
  iat: 'When it was issued.',
  jti: 'Its own name.',
  cnf: 'The thumbprint (jkt) of the key that it is bound to.',
}

// By the member that no other answer has.
const kinds: readonly (readonly [member: string, texts: Texts])[] = [
  ['access_token', tokens],
  ['request_uri', pushed],
  ['active', introspected],
]

/** The sentences for the members of an answer of the server; none where it is of no kind that has members of its own. */
export function textsOf(answer: Readonly<Record<string, unknown>>): Texts {
  return kinds.find(([member]) => Object.hasOwn(answer, member))?.[1] ?? {}
}
