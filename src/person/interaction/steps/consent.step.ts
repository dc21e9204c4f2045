import { Injectable } from '@nestjs/common'
import type { Response } from 'express'
import { defineRefusal } from '#libs/checks/define-refusal'
import { enforces } from '#libs/checks/enforces'
import { consentRequired } from '#libs/oauth-errors/factories'
import { digestHandle } from '#libs/opaque-token/opaque-token'
import { isLoopbackOrPrivateScheme } from '#libs/redirect-uri/is-loopback-or-private-scheme'
import { requestedClaims } from '#libs/token-claims/select-claims'
import { ServerSettings } from '#platform/config/server-settings'
import type { ProvenRequest } from '#protocol/authorization/proven-request'
import { Consents } from '#records/consents/consents.repository'
import type { ConsentScope } from '#records/consents/consents.repository'
import { Languages } from '#platform/http/languages/languages'
import { Resources } from '#records/resources/resources.repository'
import { DescribeConsent } from '../describe-consent'
import type { InteractionState } from '../interaction-state'
import { InteractionPages } from '../pages'
import type { InteractionStep } from './interaction-step'

const mustConsent = defineRefusal({
  name: 'consent-required',
  clauses: ['OIDCC-3.1.2.6'],
  hint: 'Ask again without prompt=none: the person has not allowed all of this yet.',
  refusal: () => consentRequired('the person must consent, and prompt=none forbids to ask'),
})

enforces('OIDCC-3.1.2.4', 'FAPI2-SP-FINAL-5.3.2.2-13')

/** What a request asks a person to allow. */
export const wantedBy = ({ authorization: { allowed }, claims }: ProvenRequest): ConsentScope => ({
  allowed,
  claims: requestedClaims(claims),
})

/**
 * What a consent page shows to whom, as its handle carries it: an answer counts for what was shown, and for nobody else.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#Consent
 */
export const shownConsent = (proven: ProvenRequest, sub: string): string => {
  const { allowed, claims } = wantedBy(proven)
  return digestHandle('consent', JSON.stringify([sub, [...allowed], claims]))
}

/**
 * Any program on the device could pose as such a client: what was once allowed is asked again (RFC 8252 §8.6). In development a web
 * application at http://localhost stands for the same one at its own address.
 */
const canBeImpersonated = ({ client, target }: ProvenRequest, isDevelopment: boolean): boolean =>
  client.isPublic && isLoopbackOrPrivateScheme(target.redirectUri) && !(isDevelopment && client.metadata.application_type === 'web')

/**
 * Asks what the client may have: not for first-party clients, and not again what was allowed before, unless prompt=consent.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#Consent
 */
@Injectable()
export class ConsentStep implements InteractionStep {
  constructor(
    private readonly pages: InteractionPages,
    private readonly consents: Consents,
    private readonly resources: Resources,
    private readonly languages: Languages,
    private readonly server: ServerSettings,
  ) {}

  async isNeeded({ proven, signedIn }: InteractionState): Promise<boolean> {
    const { client, prompts } = proven
    if (prompts.has('consent')) return true
    if (client.isInternal) return false
    if (canBeImpersonated(proven, this.server.environment === 'development')) return true
    return !(await this.consents.covers({ sub: signedIn?.user.sub ?? '', clientId: client.clientId }, wantedBy(proven)))
  }

  refusal() {
    return mustConsent()
  }

  async show(state: InteractionState, response: Response): Promise<void> {
    const { proven, signedIn } = state
    const wanted = wantedBy(proven)
    const describe = new DescribeConsent(await this.resources.texts(), this.languages.of(response.req).tag, this.server.issuer)
    const consentShown = shownConsent(proven, signedIn?.user.sub ?? '')
    this.pages.show(
      response,
      'consent',
      { ...state, interaction: { ...state.interaction, consentShown } },
      {
        username: signedIn?.user.username,
        scopes: describe.account(wanted),
        resources: describe.resources(wanted),
        offlineAccess: describe.isOffline(wanted),
        redirectHost: hostOf(proven.target.redirectUri),
      },
    )
  }
}

const hostOf = (uri: string): string => {
  const { host, protocol } = new URL(uri)
  return host === '' ? protocol.slice(0, -1) : host
}
