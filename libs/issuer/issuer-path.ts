/** The path of an issuer identifier in its normal form, such as `/auth`; empty where the identifier is an origin. */
export function issuerPathOf(issuer: string): string {
  const start = issuer.indexOf('/', issuer.indexOf('//') + 2)
  return start === -1 ? '' : issuer.slice(start)
}
