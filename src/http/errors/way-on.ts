import type { Request } from 'express'
import type { WayOn } from './to-error-page'

type Offer = () => WayOn | undefined

const offers = new WeakMap<object, Offer>()

/** Says where a person can go on, should the request end in a page that refuses. */
export function offerWayOn(request: Request, offer: Offer): void {
  offers.set(request, offer)
}

export const wayOnOf = (request: Request): WayOn | undefined => offers.get(request)?.()
