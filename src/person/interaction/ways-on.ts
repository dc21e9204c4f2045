import { Injectable } from '@nestjs/common'
import type { Request } from 'express'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { Clients } from '#records/clients/clients.repository'
import { ServerSettings } from '#platform/config/server-settings'
import type { WayOn } from '#platform/http/errors/to-error-page'
import { offerWayOn } from '#platform/http/errors/way-on'
import { Languages } from '#platform/http/languages/languages'

/** Where people can begin anew who got stuck on the way to a client. */
@Injectable()
export class WaysOn {
  constructor(
    private readonly clients: Clients,
    private readonly languages: Languages,
    private readonly server: ServerSettings,
  ) {}

  offer(client: RegisteredClient, request: Request): void {
    offerWayOn(request, () => this.#wayOnTo(client, this.languages.of(request).tag))
  }

  /** As offer(), for a client that may be gone. */
  async offerTo(clientId: string, request: Request): Promise<void> {
    const client = await this.clients.find(clientId)
    if (client) this.offer(client, request)
  }

  /**
   * Where the client takes logins up itself, else its home page.
   *
   * @see https://openid.net/specs/openid-connect-core-1_0.html#ThirdPartyInitiatedLogin
   */
  #wayOnTo(client: RegisteredClient, language: string): WayOn | undefined {
    const { name, clientUri } = client.displayIn(language)
    const { initiate_login_uri: loginUri } = client.metadata
    if (loginUri === undefined) return clientUri === undefined ? undefined : { name, uri: clientUri }
    const url = new URL(loginUri)
    url.searchParams.set('iss', this.server.issuer)
    return { name, uri: url.href }
  }
}
