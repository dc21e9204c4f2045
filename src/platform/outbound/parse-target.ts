import { enforces } from '#libs/checks/enforces'
import { OutboundError } from './outbound-error'
import type { TrustedHosts } from './trusted-hosts'

enforces('FAPI2-SP-FINAL-5.2.1-1')

/** Where a request goes, and whether the operator named the host as one that may be private. */
export interface Target {
  readonly url: URL
  readonly trusted: boolean
}

export interface TargetRules {
  readonly trustedHosts: TrustedHosts
  readonly allowHttp: boolean
}

const longestUrl = 2048

/**
 * Reads a URL that somebody registered: https, or http where that is allowed, without credentials.
 *
 * @throws OutboundError url not allowed
 */
export function parseTarget(text: string, { trustedHosts, allowHttp }: TargetRules): Target {
  if (text.length > longestUrl || !URL.canParse(text)) throw new OutboundError('url not allowed')
  const url = new URL(text)
  const trusted = trustedHosts.has(url)
  const schemes = allowHttp || trusted ? ['https:', 'http:'] : ['https:']
  if (!schemes.includes(url.protocol) || `${url.username}${url.password}` !== '') throw new OutboundError('url not allowed')
  return { url, trusted }
}
