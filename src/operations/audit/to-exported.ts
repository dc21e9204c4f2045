import type { StoredRecord } from './audit-log.repository'

/** A record as whoever reads it gets it: the command line, a SIEM. */
export interface ExportedRecord {
  readonly id: string
  /** ISO 8601. */
  readonly at: string
  readonly type: string
  readonly actor: string
  readonly target: string | null
  readonly client: string | null
  readonly user: string | null
  readonly flow: string | null
  readonly address: string | null
  readonly node: string
  readonly details: Readonly<Record<string, unknown>>
  readonly seal: number | null
}

export function toExported({
  id,
  at,
  type,
  actor,
  target,
  clientId,
  sub,
  flowId,
  address,
  node,
  details,
  seal,
}: StoredRecord): ExportedRecord {
  const who = { actor, target, client: clientId, user: sub }
  return { id, at: toTime(at), type, ...who, flow: flowId, address, node, details: parse(details), seal }
}

// Somebody may have changed either.
const toTime = (at: number) => (Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at))

function parse(details: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(details) as Readonly<Record<string, unknown>>
  } catch {
    return { unreadable: details }
  }
}
