import type { SignedIn } from '../actions/action'

/** The server's endpoints that attacks aim at; the API's GET /accounts among them. */
export function endpointsOf({ party, settings }: SignedIn) {
  const metadata = party.config.serverMetadata()
  return {
    accounts: `${settings.apiOrigin}/accounts`,
    authorization: metadata.authorization_endpoint ?? '',
    token: metadata.token_endpoint ?? '',
    par: metadata.pushed_authorization_request_endpoint ?? '',
    userinfo: metadata.userinfo_endpoint ?? '',
    introspection: metadata.introspection_endpoint ?? '',
  }
}
