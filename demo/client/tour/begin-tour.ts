import { randomBytes } from 'node:crypto'
import type { ClientSettings } from '../client-settings'
import { record } from '../wire/wire'
import { toProblem } from './explain-problem'
import { makeParty } from './make-party'
import type { Mode } from './mode'
import { prepareAuthorization } from './prepare-authorization'
import { addStep } from './tour'
import type { Tour } from './tour'

const stories = {
  standard:
    'The client read where the server’s endpoints are, and put the whole request into the address that your browser will open. Nothing was sent yet: everybody who sees the address can read it, and change it.',
  fapi: 'The client read where the server’s endpoints are, made a key for this tour, and pushed the request to the server itself, signed in as fapi-demo. Your browser will carry a short reference, which says nothing and cannot be changed.',
} as const
const failure = 'The client could not make the authorization request. Your browser has nothing to take to the server yet.'

/** Makes the tour's authorization request, again where the first one has grown old. */
export async function prepareLogin(tour: Tour, settings: ClientSettings): Promise<void> {
  delete tour.pending
  const { exchanges, error } = await record(async () => {
    tour.party ??= await makeParty(tour.mode, settings)
    tour.pending = await prepareAuthorization(tour, tour.party, settings)
  })
  tour.isRequestRefused = error !== undefined
  if (error === undefined) addStep(tour, { title: 'The authorization request', story: stories[tour.mode.id], exchanges })
  else addStep(tour, { title: 'The authorization request failed', story: failure, exchanges, problem: toProblem(error) })
}

/** Begins a walk through a login. */
export async function beginTour(mode: Mode, scopes: readonly string[], settings: ClientSettings): Promise<Tour> {
  const id = randomBytes(12).toString('base64url')
  const tour: Tour = {
    id,
    mode,
    scopes,
    steps: [],
    attacks: new Map(),
    startedAt: settings.now(),
    isRequestRefused: false,
    isLoggedOut: false,
  }
  await prepareLogin(tour, settings)
  return tour
}
