import { tryParseCompactJws } from '../jws/try-parse-compact-jws'

/**
 * Who an assertion says it is of, unverified: to find the client where client_id is absent.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7521#section-4.2
 */
export function readAssertionSubject(assertion: string): string | undefined {
  const subject = tryParseCompactJws(assertion)?.payload['sub']
  return typeof subject === 'string' ? subject : undefined
}
