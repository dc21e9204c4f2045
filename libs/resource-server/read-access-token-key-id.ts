import { tryParseJwsHeader } from '../jws/try-parse-compact-jws'

/** The kid that an access token names, unverified: to know whether the issuer's keys must be fetched again. */
export const readAccessTokenKeyId = (token: string): string | undefined => tryParseJwsHeader(token)?.kid
