import type { JWK } from 'jose'
import type { EpochSeconds } from '#libs/time/epoch-seconds'

/** What the demo client has to know: where it, the server and the API are, and as which clients it comes. */
export interface ClientSettings {
  readonly origin: string
  readonly issuer: string
  readonly apiOrigin: string
  /** The secret of web-demo. */
  readonly webSecret: string
  /** The private key of fapi-demo; read when it is needed, because the server makes it at its first start. */
  readonly readFapiKey: () => JWK
  readonly now: () => EpochSeconds
}
