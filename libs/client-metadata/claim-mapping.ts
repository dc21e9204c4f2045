/** Where a claim can be told: in ID tokens, at UserInfo, in access tokens, and in answers of introspection. */
export const claimTargets = ['id_token', 'userinfo', 'access_token', 'introspection'] as const

export type ClaimTarget = (typeof claimTargets)[number]

/** A claim that a client is told beside those of its scopes. */
export interface ClaimMapping {
  readonly claim: string
  /** An expression (CEL) whose result is the claim. */
  readonly value?: string
  /** The claim or attribute whose value it has; without this and `value`, the one of the same name. */
  readonly from?: string
  readonly in: readonly ClaimTarget[]
}
