/** Most values of a list in a token, and most bytes of it as JSON: what is longer does not fit into the headers of requests. */
const [mostValues, mostBytes] = [200, 8_192] as const

const isTooLong = (value: unknown): boolean =>
  Array.isArray(value) && (value.length > mostValues || Buffer.byteLength(JSON.stringify(value)) > mostBytes)

/** What says in a token that a list is too long for it: UserInfo has all of it. */
const overageOf = (claim: string): string => `${claim}_overage`

/** The claims with a marker in the place of each list that is too long for a token. */
export const withinBounds = (claims: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(claims).map(([claim, value]) => (isTooLong(value) ? [overageOf(claim), true] : ([claim, value] as const))),
  )
