import type { Request } from 'express'
import { RequestNote } from '../request-note'
import type { WayOn } from './to-error-page'

type Offer = () => WayOn | undefined

const offers = new RequestNote<Offer>('way on')

/** Says where a person can go on, should the request end in a page that refuses. */
export function offerWayOn(request: Request, offer: Offer): void {
  offers.put(request, offer)
}

export const wayOnOf = (request: Request): WayOn | undefined => offers.of(request)?.()
