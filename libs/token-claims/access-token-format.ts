import type { SigningAlgorithm } from '../jws/signing-algorithms'
import { enforces } from '../checks/enforces'

enforces('RFC9068-2.1', 'FAPI2-SP-FINAL-5.4.1-1')

/** What an access token calls itself in its header. */
export type AccessTokenType = 'at+jwt' | 'JWT'

/** How a resource takes its access tokens. */
export interface AccessTokenFormat {
  readonly algorithm: SigningAlgorithm
  readonly type: AccessTokenType
}

export const usualFormat: AccessTokenFormat = { algorithm: 'ES256', type: 'at+jwt' }

/**
 * The format of a token for an audience: the one that all its resources take, else the usual one. A client with FAPI 2.0 is never given
 * RS256.
 *
 * @param formats by resource; this server, which takes them all, is not among them
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-2.1
 */
export function accessTokenFormat(
  audience: readonly string[],
  formats: ReadonlyMap<string, AccessTokenFormat>,
  { isFapi2 }: { readonly isFapi2: boolean },
): AccessTokenFormat {
  const [first = usualFormat, ...others] = audience.flatMap((resource) => formats.get(resource) ?? [])
  const agreed = others.every(({ algorithm, type }) => algorithm === first.algorithm && type === first.type) ? first : usualFormat
  return isFapi2 && agreed.algorithm === 'RS256' ? { ...agreed, algorithm: usualFormat.algorithm } : agreed
}
