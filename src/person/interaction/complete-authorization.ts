import { Injectable } from '@nestjs/common'
import { defineCheck } from '#libs/checks/define-check'
import { invalidRequest, invalidRequestUri } from '#libs/oauth-errors/factories'
import { newTimedId } from '#libs/opaque-token/timed-id'
import { Events } from '#platform/events/events'
import { Voucher } from '#platform/events/voucher'
import type { ProvenRequest } from '#protocol/authorization/proven-request'
import { Clock } from '#platform/clock/clock'
import { LifetimeSettings } from '#platform/config/lifetime-settings'
import { ClientLifetimes } from '#protocol/claims/client-lifetimes'
import { Consents } from '#records/consents/consents.repository'
import type { Transaction } from '#platform/database/transaction'
import { UnitOfWork } from '#platform/database/unit-of-work'
import type { Grant } from '#records/grants/grant'
import { Grants } from '#records/grants/grants.repository'
import { PushedRequests } from '#protocol/par/pushed-requests.repository'
import { AuthorizationCodes } from '#protocol/token/authorization-codes.repository'
import type { Interaction } from './interaction'
import type { SignedIn } from '#records/sessions/current-person'
import { Sessions } from '#records/sessions/sessions.repository'
import { SessionClients } from '#records/sessions/session-clients.repository'
import { wantedBy } from './steps/consent.step'

const checkRequestUnused = defineCheck({
  name: 'request-uri-unused',
  clauses: ['RFC9126-7.3', 'FAPI2-SP-FINAL-5.3.2.2', 'SEC-43', 'SEC-167'],
  hint: 'Push a new authorization request for every login.',
  check(wasTaken: boolean) {
    if (!wasTaken) throw invalidRequestUri('request_uri is not valid any more', { reason: 'a login with it is complete already' })
  },
})

const checkFirstCode = defineCheck({
  name: 'interaction-first-code',
  clauses: ['RFC6749-4.1.2', 'SEC-310'],
  hint: 'Start again from the application: this login is complete already.',
  check(code: string | undefined): string {
    if (code === undefined) throw invalidRequest('this login is complete already', { reason: 'the interaction has had its code' })
    return code
  },
})

/** What makes an answer: the request, the interaction, and who is there. */
export interface Completion {
  readonly interaction: Interaction
  readonly proven: ProvenRequest
  readonly signedIn: SignedIn
  readonly consented: boolean
}

/** The answer's code, or what it rested on and that has gone since it was looked at. */
export type Completed = { readonly code: string } | { readonly missing: 'session' | 'consent' }

/**
 * The end of an interaction, in one unit: the pushed request is used up, the consent remembered, the grant and its code written.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 * @throws OAuthError invalid_request_uri, invalid_request: somebody completed it before
 */
@Injectable()
export class CompleteAuthorization {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly pushedRequests: PushedRequests,
    private readonly consents: Consents,
    private readonly grants: Grants,
    private readonly codes: AuthorizationCodes,
    private readonly sessions: Sessions,
    private readonly sessionClients: SessionClients,
    private readonly clock: Clock,
    private readonly lifetimes: LifetimeSettings,
    private readonly clientLifetimes: ClientLifetimes,
    private readonly events: Events,
  ) {}

  /**
   * What the answer rests on is read again within the unit, and stays as it is until the unit has ended.
   *
   * @returns the code, or what has gone meanwhile
   */
  async execute(completion: Completion): Promise<Completed> {
    return this.unitOfWork.run(async (tx) => {
      if (!(await this.sessions.hold(tx, completion.signedIn.session.sid))) return { missing: 'session' }
      if (!(await this.#holdConsent(tx, completion))) return { missing: 'consent' }
      await this.useUp(completion.proven)
      const grant = await this.#toGrant(completion)
      const code = checkFirstCode(await this.#addCode(completion, grant))
      await this.grants.add(grant)
      await this.#remember(completion)
      await this.#rememberVisit(completion)
      return { code }
    })
  }

  /** What the person allows now needs no other consent; nor does a client of the house. */
  async #holdConsent(tx: Transaction, { proven, signedIn, consented }: Completion): Promise<boolean> {
    if (consented || proven.client.isInternal) return true
    return this.consents.hold(tx, { sub: signedIn.user.sub, clientId: proven.client.clientId }, wantedBy(proven))
  }

  /** The person does not want to: the request has had its answer. */
  async decline(proven: ProvenRequest, sub: string | undefined): Promise<void> {
    await this.unitOfWork.run(async () => {
      await this.useUp(proven)
      const declined = { sub, clientId: proven.client.clientId }
      if (sub === undefined) this.events.note('consent.declined', declined)
      else await this.events.keep('consent.declined', declined, Voucher.person(sub))
    })
  }

  /** Uses up the pushed request, where there is one: it gets one answer. */
  async useUp({ reference }: ProvenRequest): Promise<void> {
    if ('pushed' in reference) checkRequestUnused(await this.pushedRequests.take(reference.pushed))
  }

  async #remember({ proven, signedIn, consented }: Completion): Promise<void> {
    if (!consented) return
    const [owner, wanted] = [{ sub: signedIn.user.sub, clientId: proven.client.clientId }, wantedBy(proven)]
    await this.consents.remember(owner, wanted, proven.flowId)
    const { scopes, authorization } = proven
    await this.events.keep('consent.given', { ...owner, scope: scopes.join(' '), resources: authorization.audience, claims: wanted.claims })
  }

  /** Has the client hear of the session's end, where it wants to. */
  async #rememberVisit({ proven: { client }, signedIn: { session } }: Completion): Promise<void> {
    if (client.backchannelLogoutUri !== undefined) await this.sessionClients.add(session.sid, client.clientId)
  }

  async #toGrant({ proven, signedIn: { session, user } }: Completion): Promise<Grant> {
    const { client, scopes, claims, flowId, authorization } = proven
    const { acr, amr, authTime, sid } = session
    const [now, offline] = [this.clock.now(), scopes.includes('offline_access')]
    const login = { sub: user.sub, sid, authTime, acr, amr }
    const own = await this.clientLifetimes.of(client, { acr, amr, scopes })
    const sessionEnd = offline ? Number.POSITIVE_INFINITY : Math.min(session.expiresAt, authTime + own.session)
    const expiresAt = this.#expiry(now, client.allowsGrant('refresh_token') ? own.refresh_token : undefined, sessionEnd)
    return {
      id: newTimedId(),
      clientId: client.clientId,
      scopes,
      claims,
      offline,
      ...login,
      resources: authorization.audience,
      allowed: authorization.allowed,
      createdAt: now,
      expiresAt,
      flowId,
    }
  }

  /** A grant lives as long as anything that came of it can. */
  #expiry(now: number, refreshToken: number | undefined, sessionEnd: number): number {
    const { code, accessToken, accessTokenFapi2 } = this.lifetimes
    const tokens = Math.max(accessToken, accessTokenFapi2)
    return refreshToken === undefined ? now + code + tokens : Math.min(now + refreshToken, sessionEnd + tokens)
  }

  #addCode({ interaction, proven }: Completion, grant: Grant): Promise<string | undefined> {
    const { params, target, client, dpopJkt = null, flowId } = proven
    const bindings = { redirectUri: target.redirectUri, codeChallenge: params.code_challenge ?? null, dpopJkt, nonce: params.nonce ?? null }
    return this.codes.add({ interactionId: interaction.id, grantId: grant.id, clientId: client.clientId, ...bindings, flowId })
  }
}
