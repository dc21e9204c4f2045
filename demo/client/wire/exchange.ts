/** Header lines as they were sent, in their order. */
export type HeaderLines = readonly (readonly [name: string, value: string])[]

/** A request as it left, and by whom it was sent. */
export interface SentRequest {
  readonly by: 'client' | 'browser' | 'attacker'
  readonly method: string
  readonly url: string
  readonly headers: HeaderLines
  readonly body: string | undefined
}

/** An answer as it came. */
export interface ReceivedAnswer {
  readonly status: number
  readonly headers: HeaderLines
  readonly body: string
}

/** Which part an exchange plays in an attack: what had to happen before, the attack itself, or a look at what it left behind. */
export type AttackPart = 'before' | 'attack' | 'after'

/** One request and what came of it. */
export interface Exchange {
  readonly request: SentRequest
  readonly answer?: ReceivedAnswer
  /** Why there is no answer. */
  readonly failure?: string
  /** Why the demo client itself would have none of it. */
  readonly objection?: string
  readonly part?: AttackPart
}
