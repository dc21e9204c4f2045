import type { Request } from 'express'
import { findAttack } from '../attacks/attacks'
import { runAttack } from '../attacks/run-attack'
import type { ClientSettings } from '../client-settings'
import { finishLogin } from '../tour/finish-login'
import type { PendingAuthorization, Tour } from '../tour/tour'
import { Forbidden } from './guard'
import type { Sessions } from './sessions'

const stranger =
  'This answer belongs to no login that this browser has begun here: its state is not one of ours. Somebody may have sent you the link; or the demo was started anew meanwhile.'

/** An attack that waits for a code runs with it; where the server gave none, it is told why. */
async function runWaitingAttack(tour: Tour, pending: PendingAuthorization, callback: URL, settings: ClientSettings): Promise<string> {
  const attack = findAttack(tour.mode, pending.attack?.id)
  if (!attack) throw new Forbidden(stranger)
  const request = { by: 'browser', method: 'GET', url: callback.href, headers: [], body: undefined } as const
  const exchanges = [...(pending.attack?.exchanges ?? []), { request, part: 'before' } as const]
  const error = callback.searchParams.get('error')
  if (error === null) await runAttack(attack, tour, settings, { pending: { ...pending, attack: { id: attack.id, exchanges } }, callback })
  else tour.attacks.set(attack.id, { verdict: 'not run', exchanges, reason: `the server gave no code: ${error}. Log in again first.` })
  return `/tours/${tour.id}/attacks#${attack.id}`
}

/** The pending request of a tour, once: whatever comes of it, its state is spent. */
function takePending(tour: Tour, state: string): PendingAuthorization | undefined {
  const { pending } = tour
  if (pending?.state !== state) return undefined
  delete tour.pending
  tour.answeredState = state
  return pending
}

async function continueTour(tour: Tour, pending: PendingAuthorization, callback: URL, settings: ClientSettings): Promise<string> {
  if (pending.attack) return runWaitingAttack(tour, pending, callback, settings)
  await finishLogin(tour, pending, callback, settings)
  return `/tours/${tour.id}#latest`
}

/**
 * Takes the answer that the server sent the browser back with, for the tour that waits for it; one that comes again leads to its tour.
 *
 * @returns where the browser goes next
 * @throws Forbidden where no tour of this browser waits for it
 */
export async function takeCallback(request: Request, sessions: Sessions, settings: ClientSettings): Promise<string> {
  const callback = new URL(request.originalUrl, settings.origin)
  const state = callback.searchParams.get('state') ?? ''
  for (const tour of sessions.find(request)?.values() ?? []) {
    if (state !== '' && tour.answeredState === state) return `/tours/${tour.id}`
    const pending = takePending(tour, state)
    if (pending) return continueTour(tour, pending, callback, settings)
  }
  throw new Forbidden(stranger)
}
