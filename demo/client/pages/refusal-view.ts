import { clauseUrl } from '#libs/clauses/clause-url'
import type { ClientSettings } from '../client-settings'
import type { Exchange } from '../wire/exchange'
import { readRefusal } from '../wire/read-refusal'
import type { Refusal } from '../wire/read-refusal'

/** A clause, and where it can be read. */
interface Clause {
  readonly name: string
  readonly url: string
}

/** A refusal as a page shows it. */
export interface RefusalView extends Omit<Refusal, 'refusedBy'> {
  readonly refusedBy: { readonly check: string; readonly clauses: readonly Clause[]; readonly hint: string } | undefined
}

const toClause = (name: string): readonly Clause[] => {
  const url = clauseUrl(name)
  return url === undefined ? [] : [{ name, url }]
}

const toRefusedBy = ({ check, clauses, hint }: NonNullable<Refusal['refusedBy']>) => ({ check, hint, clauses: clauses.flatMap(toClause) })

// Not every answer has room for error_uri: a redirect has none, and there the page of the flow tells the same.
const toExplanation = ({ explanation, flowId }: Refusal, { issuer }: ClientSettings) => {
  if (explanation !== undefined) return { explanation }
  return flowId === undefined ? {} : { explanation: `${issuer}/flows/${encodeURIComponent(flowId)}` }
}

/** Makes the refusal of an exchange ready to be shown; undefined where it was not refused. */
export function toRefusalView(exchange: Exchange, settings: ClientSettings): RefusalView | undefined {
  const refusal = readRefusal(exchange)
  if (!refusal) return undefined
  return { ...refusal, ...toExplanation(refusal, settings), refusedBy: refusal.refusedBy && toRefusedBy(refusal.refusedBy) }
}
