import type { Request } from 'express'
import { RequestNote } from './request-note'

const awaiting = new RequestNote<Promise<unknown>>('awaited by the answer')

/** Has the answer of Nest's handler wait for something more; where that fails, the request does. A refusal does not wait. */
export function answerAfter(request: Request, work: Promise<unknown>): void {
  const before = awaiting.of(request)
  const all = before ? Promise.all([before, work]) : work
  all.catch(() => undefined)
  void awaiting.put(request, all)
}

/** What the answer has to wait for. */
export const awaitedBy = (request: Request): Promise<unknown> | undefined => awaiting.of(request)
