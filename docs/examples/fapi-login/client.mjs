// The client's part: private_key_jwt (RFC 7523) and DPoP (RFC 9449).
import { refuse, send } from './http.mjs'
import { decode, makeJwt, now, random, sha256 } from './jwt.mjs'
import { say, show } from './output.mjs'

export const clientId = 'fapi-demo'

/** The client: it proves itself with an assertion, and its key with a proof, both new for each request. */
export class Client {
  #nonce
  constructor(issuer, clientKey, proofKey) {
    Object.assign(this, { issuer, clientKey, proofKey })
  }

  /** A form for one of the server's endpoints; its answer's body. */
  async post(url, form, { withProof = true } = {}) {
    return this.#ask('POST', url, { withProof, form: () => ({ ...this.#assertion(), ...form }) })
  }

  async getWithToken(url, token) {
    return this.#ask('GET', url, { withProof: true, token })
  }

  async #ask(method, url, request, isRetry = false) {
    const answer = await send(method, url, this.#headers(method, url, request), request.form?.())
    this.#nonce = answer.response.headers.get('dpop-nonce') ?? this.#nonce
    if (answer.response.ok) return answer.body
    if (answer.body.error !== 'use_dpop_nonce' || isRetry) return refuse(url, answer)
    say('  The server wants its nonce in the proof: once more, with it.')
    return this.#ask(method, url, request, true)
  }

  #headers(method, url, { withProof, token }) {
    if (!withProof) return {}
    const claims = { htm: method, htu: url, jti: random(), iat: now(), nonce: this.#nonce, ...(token && { ath: sha256(token) }) }
    const proof = makeJwt(this.proofKey.key, { typ: 'dpop+jwt', jwk: this.proofKey.jwk }, claims)
    show('DPoP proof, decoded', decode(proof))
    return { ...(token && { authorization: `DPoP ${token}` }), dpop: proof }
  }

  #assertion() {
    const claims = { iss: clientId, sub: clientId, aud: this.issuer, jti: random(), iat: now(), exp: now() + 60 }
    const assertion = makeJwt(this.clientKey.key, { kid: this.clientKey.kid }, claims)
    show('client assertion, decoded', decode(assertion))
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    return { client_id: clientId, client_assertion_type: type, client_assertion: assertion }
  }
}
