import { issuerPathOf } from './issuer-path'

/** Where RFC 8414 has the metadata of an authorization server that has no path, and, below its path, of every other. */
export const oauthMetadata = '/.well-known/oauth-authorization-server'

/**
 * The path at which OAuth clients look for the metadata of an issuer: the well-known name stands between host and path.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-3.1
 */
export const oauthMetadataPathOf = (issuer: string): string => oauthMetadata + issuerPathOf(issuer)
