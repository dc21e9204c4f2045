import { Injectable } from '@nestjs/common'
import { ServerSettings } from '#platform/config/server-settings'
import { Clients } from '#records/clients/clients.repository'
import { DescribeConsent } from '#person/interaction/describe-consent'
import type { Described, DescribedResource } from '#person/interaction/describe-consent'
import { Resources } from '#records/resources/resources.repository'
import type { SignedIn } from '#records/sessions/current-person'
import type { Session } from '#records/sessions/session'
import { Sessions } from '#records/sessions/sessions.repository'
import { GrantedClients } from './granted-clients'
import type { GrantedClient } from './granted-clients'
import { timeTeller } from './tell-time'
import type { ToldTime } from './tell-time'

/** So many sessions are shown; all of them can be ended. */
const mostSessions = 50

/** A session as its person sees it. */
export interface ShownSession {
  readonly sid: string
  readonly browser: string | null
  readonly since: ToldTime
  /** Within a minute; absent where it is not known. */
  readonly lastUsed: ToldTime | undefined
  /** The network that the login came from. */
  readonly network: string | null
  /** The one in which the page is looked at. */
  readonly isHere: boolean
}

/** A client as a person sees it who has given it something. */
export interface ShownClient {
  readonly clientId: string
  readonly name: string
  /** When the person first allowed it; absent where nobody asked them. */
  readonly allowed: ToldTime | undefined
  readonly used: ToldTime | undefined
  readonly scopes: readonly Described[]
  readonly resources: readonly DescribedResource[]
  readonly offlineAccess: boolean
}

/** What is told of a person's account: where they are signed in, and who has access. */
export interface Overview {
  readonly sessions: readonly ShownSession[]
  readonly clients: readonly ShownClient[]
}

/** Gathers what a person's own page tells them. */
@Injectable()
export class AccountOverview {
  constructor(
    private readonly sessions: Sessions,
    private readonly grantedClients: GrantedClients,
    private readonly clients: Clients,
    private readonly resources: Resources,
    private readonly server: ServerSettings,
  ) {}

  /** @param language the tag of the page's language */
  async of({ user, session }: SignedIn, language: string): Promise<Overview> {
    const tell = timeTeller(language, user.claims['zoneinfo'])
    const describe = new DescribeConsent(await this.resources.texts(), language, this.server.issuer)
    const sessions = (await this.#sessionsOf(session)).map(({ sid, browser, network, authTime, lastUsedAt }) => {
      const lastUsed = lastUsedAt === null ? undefined : tell(lastUsedAt)
      return { sid, browser, network, since: tell(authTime), lastUsed, isHere: sid === session.sid }
    })
    const granted = await this.grantedClients.of(user.sub)
    const clients = await Promise.all(
      granted.map(async (client) => ({
        ...toShown(client, describe),
        name: await this.#nameOf(client, language),
        allowed: client.allowedAt === undefined ? undefined : tell(client.allowedAt),
        used: client.usedAt === undefined ? undefined : tell(client.usedAt),
      })),
    )
    return { sessions, clients }
  }

  /** The one that the page is looked at in comes first, however old it is. */
  async #sessionsOf(here: Session): Promise<readonly Session[]> {
    const newest = await this.sessions.ofUser(here.sub, mostSessions)
    return [here, ...newest.filter(({ sid }) => sid !== here.sid)].slice(0, mostSessions)
  }

  async #nameOf({ clientId }: GrantedClient, language: string): Promise<string> {
    return (await this.clients.find(clientId))?.displayIn(language).name ?? clientId
  }
}

const toShown = (client: GrantedClient, describe: DescribeConsent) => ({
  clientId: client.clientId,
  scopes: describe.account(client),
  resources: describe.resources(client),
  offlineAccess: describe.isOffline(client),
})
