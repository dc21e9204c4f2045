/** How a request ended: as it should, refused by a rule, or failed through no fault of its own. */
export type FlowOutcome = 'taken' | 'refused' | 'failed'

/** One step as it is kept: what happened, when (milliseconds since the request began), and what there is to say of it. */
export interface FlowStep {
  readonly name: string
  readonly after: number
  readonly fields: Readonly<Record<string, unknown>>
}

/** What is kept of one request of a flow, or of one piece of work that the server did for it by itself. */
export interface FlowRecord {
  readonly id: string
  readonly flowId: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly node: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly milliseconds: number
  readonly outcome: FlowOutcome
  readonly clientId: string | null
  readonly sub: string | null
  readonly error: string | null
  readonly check: string | null
  readonly steps: readonly FlowStep[]
}
