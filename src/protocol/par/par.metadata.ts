import { Injectable } from '@nestjs/common'
import { enforces } from '#libs/checks/enforces'
import { ServerSettings } from '#platform/config/server-settings'
import { ContributesMetadata } from '#platform/registry/contributes-metadata'
import type { MetadataContribution } from '#platform/registry/contributes-metadata'

enforces('RFC9126-5')

/** What discovery says of pushed requests (RFC 9126 §5): every client may push, and its registration says whether it must. */
@Injectable()
@ContributesMetadata()
export class ParMetadata implements MetadataContribution {
  constructor(private readonly server: ServerSettings) {}

  metadata() {
    return { pushed_authorization_request_endpoint: this.server.urlOf('/par'), require_pushed_authorization_requests: false }
  }
}
