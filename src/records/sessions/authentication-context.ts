/**
 * What a login by password amounts to: one factor, as the REFEDS profile for single factors describes it, by password (RFC 8176).
 *
 * @see https://refeds.org/profile/sfa
 */
export const authenticationByPassword = { acr: 'https://refeds.org/profile/sfa', amr: ['pwd'] } as const
