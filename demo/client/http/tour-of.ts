import type { Request } from 'express'
import type { Tour } from '../tour/tour'
import { NotFound } from './not-found'
import type { Sessions } from './sessions'

/**
 * The tour that an address names, of this browser alone.
 *
 * @throws NotFound
 */
export function tourOf(request: Request, sessions: Sessions): Tour {
  const tour = sessions.find(request)?.get(String(request.params['tour']))
  if (tour) return tour
  throw new NotFound('This browser has no such tour: the demo keeps tours in memory, and forgets them when it ends. Begin a new one.')
}
