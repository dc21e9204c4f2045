import { tryParseJwsHeader } from '../jws/try-parse-compact-jws'

/** The kid that an assertion names, unverified: to know whether the client's keys must be fetched again. */
export const readAssertionKeyId = (assertion: string): string | undefined => tryParseJwsHeader(assertion)?.kid
