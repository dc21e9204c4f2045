import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import { ServerSettings } from '#platform/config/server-settings'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'
import { AuthorizationResponder } from './authorization-responder'

enforces('RFC9207-3')

/** What discovery says of the authorization endpoint; where silence would announce what we do not do, it says so. */
@Injectable()
@ContributesMetadata()
export class AuthorizationMetadata implements MetadataContribution {
  constructor(
    private readonly responder: AuthorizationResponder,
    private readonly server: ServerSettings,
  ) {}

  metadata() {
    return {
      authorization_endpoint: this.server.urlOf('/authorize'),
      response_types_supported: ['code'],
      response_modes_supported: [...this.responder.responseModes],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      request_parameter_supported: false,
      request_uri_parameter_supported: false,
      require_request_uri_registration: false,
      prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
      display_values_supported: ['page'],
    }
  }
}
