import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { isFreshDpopNonce, issueDpopNonce } from '#libs/dpop-nonce/dpop-nonce'
import { checkTokenScope } from '#libs/resource-server/check-token-scope'
import { ProofMemory } from '#libs/resource-server/proof-memory'
import { readAccessTokenKeyId } from '#libs/resource-server/read-access-token-key-id'
import type { VerifiedAccessToken } from '#libs/resource-server/verified-access-token'
import { verifyDpopRequest } from '#libs/resource-server/verify-dpop-request'
import type { ResourceRules } from '#libs/resource-server/verify-dpop-request'
import type { ApiSettings } from './api-settings'
import { checkTokenActive, isActive } from './check-token-active'
import { IssuerDocuments } from './issuer-documents'

const tokenOf = (authorization = ''): string => authorization.slice(authorization.indexOf(' ') + 1)

/** Decides who comes in: the rules are those of libs/resource-server, with nonces and a memory of proofs of this API's own. */
export class Gate {
  readonly #documents: IssuerDocuments
  readonly #proofs = new ProofMemory(10_000)
  readonly #nonceKey = randomBytes(32)

  constructor(private readonly settings: ApiSettings) {
    this.#documents = new IssuerDocuments(settings.issuer)
  }

  /**
   * Lets a request in whose token allows the scope.
   *
   * @throws OAuthError why it stays outside
   */
  async admit(request: Request, response: Response, scope: string): Promise<VerifiedAccessToken> {
    const { authorization, dpop } = request.headers
    if (dpop !== undefined) response.setHeader('DPoP-Nonce', issueDpopNonce(this.#nonceKey, this.settings.now()))
    const asked = { method: request.method, url: `${this.settings.origin}${request.originalUrl}`, authorization, dpop: dpop?.toString() }
    const token = await verifyDpopRequest(asked, await this.#rules(authorization))
    checkTokenScope(token, scope)
    return token
  }

  /** As admit(), and asks the server whether the token is still good. */
  async admitLive(request: Request, response: Response, scope: string): Promise<VerifiedAccessToken> {
    const token = await this.admit(request, response, scope)
    checkTokenActive(await isActive(tokenOf(request.headers.authorization), this.settings, this.#documents))
    return token
  }

  async #rules(authorization: string | undefined): Promise<ResourceRules> {
    const { issuer, origin: audience } = this.settings
    const now = this.settings.now()
    return {
      issuer,
      audience,
      now,
      keys: await this.#documents.keysFor(readAccessTokenKeyId(tokenOf(authorization))),
      useOnce: (use) => this.#proofs.use(use, now),
      hasFreshNonce: (nonce) => isFreshDpopNonce(this.#nonceKey, nonce, now),
      nonceRequired: true,
      // The standard mode of the demo has bearer tokens; an API of FAPI 2.0 says false here.
      acceptsBearer: true,
    }
  }
}
