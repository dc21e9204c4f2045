const httpUri = /^https?:\/\/([A-Za-z0-9.\-[\]:]+)([/?].*)?$/i

/**
 * A resource's identifier in its normal form: for http and https, scheme and host in small letters, no default port, and `/` for an empty
 * path. Everything else stays as it is.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-6.2.3
 */
export function normalizeResource(uri: string): string {
  const [, authority, rest = ''] = httpUri.exec(uri) ?? []
  if (authority === undefined || !URL.canParse(uri)) return uri
  return new URL(uri).origin + (rest.startsWith('/') ? rest : `/${rest}`)
}

/** The one of the known identifiers that names the same resource, as it is known. */
export function findResource(uri: string, known: Iterable<string>): string | undefined {
  const all = [...known]
  if (all.includes(uri)) return uri
  const normal = normalizeResource(uri)
  return all.find((one) => normalizeResource(one) === normal)
}
