/** A role: a name that means something at one resource, or at all of them. */
export interface Role {
  /** The resource (RFC 8707) that it is for; absent: all. */
  readonly resource?: string
  readonly role: string
}
