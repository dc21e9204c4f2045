const sourceSyntax = /^[a-z][a-z0-9+.-]*:(?:\/\/[a-z0-9._-]+(?::\d{1,5})?)?$/

/**
 * Where a form may lead or a picture come from, as a source of Content-Security-Policy: the origin of an http address, else the scheme.
 * Policies have no word for IPv6 addresses: there the scheme has to do. Undefined for what fits into no policy.
 *
 * @see https://www.w3.org/TR/CSP3/#framework-directive-source-list
 */
export function toPolicySource(uri: string): string | undefined {
  if (!URL.canParse(uri)) return undefined
  const { protocol, host } = new URL(uri)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  const source = isWeb && !host.startsWith('[') ? `${protocol}//${host}` : protocol
  return sourceSyntax.test(source) ? source : undefined
}
