import { Injectable } from '@nestjs/common'
import { defineCheck } from '#libs/checks/define-check'
import { JwsError } from '#libs/jws/jws-error'
import { invalidRequest } from '#libs/oauth-errors/factories'
import { excerpt, words } from '#libs/oauth-params/excerpt'
import { ServerSettings } from '#platform/config/server-settings'
import { signingAlgorithms } from '#libs/jws/signing-algorithms'
import { SigningKeys } from '#records/keys/signing-keys'

/** Whom one of our ID tokens speaks of, and to whom. */
export interface IdTokenHint {
  readonly sub: string
  readonly sid: string | undefined
  readonly clientId: string
}

const checkIdTokenHint = defineCheck({
  name: 'id-token-hint',
  clauses: ['OIDCC-3.1.2.1', 'OIDCRPIL-2', 'OIDCRPIL-4', 'SEC-210', 'SEC-276'],
  hint: 'Send an ID token that this server issued, unchanged; it may have expired.',
  async check(value: string, keys: SigningKeys, issuer: string): Promise<IdTokenHint> {
    const { header, payload } = await verifyHint(value, keys)
    if (header.typ !== 'JWT')
      throw invalidRequest('id_token_hint is not an ID token', { expected: words`JWT`, received: excerpt(header.typ) })
    const { iss, sub, aud, sid, client_id: clientId } = payload
    // An access token may have the type JWT too; it names its client, and an ID token does not.
    if (clientId !== undefined) throw invalidRequest('id_token_hint is not an ID token')
    if (iss !== issuer || typeof sub !== 'string' || typeof aud !== 'string') throw invalidRequest('id_token_hint was not issued here')
    return { sub, sid: typeof sid === 'string' ? sid : undefined, clientId: aud }
  },
})

const verifyHint = async (value: string, keys: SigningKeys) => {
  try {
    return await keys.verify(value, signingAlgorithms)
  } catch (error) {
    throw error instanceof JwsError ? invalidRequest('id_token_hint is not valid', { reason: error.message }) : error
  }
}

/** Reads ID tokens that come back as a hint: ours, unchanged, of whatever age. A hint authenticates nobody. */
@Injectable()
export class IdTokenHints {
  constructor(
    private readonly signingKeys: SigningKeys,
    private readonly server: ServerSettings,
  ) {}

  /** @throws OAuthError invalid_request */
  async read(value: string): Promise<IdTokenHint> {
    return checkIdTokenHint(value, this.signingKeys, this.server.issuer)
  }
}
