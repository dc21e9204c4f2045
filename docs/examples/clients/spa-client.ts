import * as oauth from 'oauth4webapi'

const notes: oauth.Client = { client_id: 'notes' }
const redirect_uri = 'https://notes.example.com/callback'

/** Where the server is, and how requests are sent: http is for a server on this machine alone. */
export interface Server {
  readonly as: oauth.AuthorizationServer
  readonly options: { readonly [oauth.allowInsecureRequests]: boolean }
}

/** Reads where the server's endpoints are. */
export async function connect(issuer: URL): Promise<Server> {
  const options = { [oauth.allowInsecureRequests]: issuer.protocol === 'http:' }
  return { as: await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options)), options }
}

/** Kept in sessionStorage while the browser is away. */
export interface Pending {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Makes the address to go to: location.assign(url). */
export async function beginLogin({ as }: Server): Promise<{ url: URL; pending: Pending }> {
  const [state, nonce, verifier] = [oauth.generateRandomState(), oauth.generateRandomNonce(), oauth.generateRandomCodeVerifier()]
  const code_challenge = await oauth.calculatePKCECodeChallenge(verifier)
  const url = new URL(as.authorization_endpoint ?? '')
  const request = { response_type: 'code', redirect_uri, scope: 'openid profile email', state, nonce, code_challenge }
  const { client_id } = notes
  url.search = new URLSearchParams({ client_id, ...request, code_challenge_method: 'S256' }).toString()
  return { url, pending: { state, nonce, verifier } }
}

/** A key that no script can read out. IndexedDB keeps it for later visits. */
export const makeProofKey = async (): Promise<oauth.DPoPHandle> => oauth.DPoP(notes, await oauth.generateKeyPair('ES256'))

/** Exchanges the code: callback is location.href, where the server sent the browser. */
export async function finishLogin({ as, options }: Server, callback: URL, pending: Pending, DPoP: oauth.DPoPHandle) {
  const { state, nonce, verifier } = pending
  const params = oauth.validateAuthResponse(as, notes, callback, state)
  const ask = () => oauth.authorizationCodeGrantRequest(as, notes, oauth.None(), params, redirect_uri, verifier, { DPoP, ...options })
  const read = (response: Response) =>
    oauth.processAuthorizationCodeResponse(as, notes, response, { expectedNonce: nonce, requireIdToken: true })
  return withNonce(async () => read(await ask()))
}

/** Who is it? */
export async function whoIs({ as, options }: Server, tokens: oauth.TokenEndpointResponse, DPoP: oauth.DPoPHandle) {
  const sub = oauth.getValidatedIdTokenClaims(tokens)?.sub ?? ''
  const ask = () => oauth.userInfoRequest(as, notes, tokens.access_token, { DPoP, ...options })
  return withNonce(async () => oauth.processUserInfoResponse(as, notes, sub, await ask()))
}

/** The server may ask for a proof with its nonce; the handle has kept it, so that the second try is good. */
async function withNonce<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    if (oauth.isDPoPNonceError(error)) return ask()
    throw error
  }
}
