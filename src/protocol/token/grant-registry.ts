import { Injectable } from '@nestjs/common'
import type { OnModuleInit } from '@nestjs/common'
import { DiscoveryService } from '@nestjs/core'
import { defineCheck } from '#libs/checks/define-check'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { invalidRequest, unauthorizedClient, unsupportedGrantType } from '#libs/oauth-errors/factories'
import { excerpt, excerptWhole } from '#libs/oauth-params/excerpt'
import { findRegistered } from '#platform/registry/registry'
import { HandlesGrant } from './token-request'
import type { GrantHandler } from './token-request'

const checkGrantType = defineCheck({
  name: 'grant-type',
  clauses: ['RFC6749-5.2', 'FAPI2-SP-FINAL-5.3.2.1-2', 'RFC9700-2.4', 'SEC-14'],
  hint: 'Send one of the grant_types_supported that discovery lists.',
  check(grantType: string | undefined, handlers: ReadonlyMap<string, GrantHandler>): GrantHandler {
    if (grantType === undefined) throw invalidRequest('grant_type is required')
    const handler = handlers.get(grantType)
    if (!handler) throw unsupportedGrantType('grant_type is not supported', { received: excerpt(grantType) })
    return handler
  },
})

const checkClientGrantType = defineCheck({
  name: 'client-grant-type',
  clauses: ['RFC7591-2', 'SEC-251'],
  hint: 'Add the grant type to the grant_types of the client, in the seed.',
  check(grantType: string, client: RegisteredClient) {
    if (!client.allowsGrant(grantType))
      throw unauthorizedClient('the client is not registered for this grant_type', {
        expected: excerptWhole(client.metadata.grant_types.join(' ')),
        received: excerptWhole(grantType),
      })
  },
})

/** The grants that the token endpoint knows; a module adds one by providing a class with @HandlesGrant. */
@Injectable()
export class GrantRegistry implements OnModuleInit {
  readonly #handlers = new Map<string, GrantHandler>()

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { key, provider } of findRegistered<string, GrantHandler>(this.discovery, HandlesGrant)) this.#handlers.set(key, provider)
  }

  get grantTypes(): readonly string[] {
    return [...this.#handlers.keys()]
  }

  /** @throws OAuthError invalid_request, unsupported_grant_type, unauthorized_client */
  get(grantType: string | undefined, client: RegisteredClient): GrantHandler {
    const handler = checkGrantType(grantType, this.#handlers)
    checkClientGrantType(grantType ?? '', client)
    return handler
  }
}
