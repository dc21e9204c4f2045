/** What of a request to an API decides whether it is let in. */
export interface ResourceRequest {
  readonly method: string
  /** The URL as clients know it, by configuration rather than by the Host header; its query plays no part in the proof. */
  readonly url: string
  readonly authorization: string | undefined
  /** The DPoP header. */
  readonly dpop: string | undefined
}
