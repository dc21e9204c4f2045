import { FromEnvironment } from './from-environment'
import { parseHost } from './values/parse-host'
import { parseNetwork } from './values/parse-network'
import { parseList } from './values/parse-list'

/** Which hosts the server may ask although their address or certificate is private. */
export class OutboundSettings {
  @FromEnvironment('ALDGATE_OUTBOUND_ALLOW', {
    description:
      'Hosts, separated by commas, that outbound requests may reach although their address or certificate is private; never in production.',
    parse: parseList(parseHost),
  })
  readonly allow: readonly string[] = []

  @FromEnvironment('ALDGATE_OUTBOUND_NETWORKS', {
    description:
      "CIDRs, separated by commas, of the operator's own network that clients' jwks_uri and logout addresses may lie in; their certificates are verified all the same.",
    parse: parseList(parseNetwork),
  })
  readonly networks: readonly string[] = []
}
