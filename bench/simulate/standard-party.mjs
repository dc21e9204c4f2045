import { Browser } from '../drive/browser.mjs'
import { UnexpectedAnswer } from '../drive/http-client.mjs'
import { random, sha256 } from '../drive/keys.mjs'

/** A web application as OpenID Connect knows it: a secret, PKCE, bearer tokens, refresh tokens that rotate. */
export class StandardParty {
  constructor(http, base, { web, callback, person }) {
    Object.assign(this, { http, base, web, callback, person })
  }

  async logIn() {
    const verifier = random(32)
    const query = new URLSearchParams({
      client_id: this.web.clientId,
      response_type: 'code',
      redirect_uri: this.callback,
      scope: 'openid email profile offline_access',
      state: random(),
      nonce: random(),
      code_challenge: sha256(verifier),
      code_challenge_method: 'S256',
    })
    const answer = await new Browser(this.http, this.person).authorize(`${this.base}/authorize?${query}`, this.callback)
    const request = { grant_type: 'authorization_code', code: answer.get('code'), redirect_uri: this.callback, code_verifier: verifier }
    return this.#token('code', request)
  }

  refresh(token) {
    return this.#token('refresh', { grant_type: 'refresh_token', refresh_token: token })
  }

  async userInfo(token) {
    await this.http.getJson('userinfo', `${this.base}/userinfo`, { authorization: `Bearer ${token}` })
  }

  async #token(step, request) {
    const form = { ...request, client_id: this.web.clientId, client_secret: this.web.secret }
    const answer = await this.http.send(step, 'POST', `${this.base}/token`, { headers: { accept: 'application/json' }, form })
    if (answer.status !== 200) throw new UnexpectedAnswer(step, answer)
    return JSON.parse(answer.text)
  }
}
