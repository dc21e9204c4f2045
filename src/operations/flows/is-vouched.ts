import type { Flow } from '#platform/events/flow'
import type { ServerEvent } from '#platform/events/server-event'

const vouches = (event: ServerEvent): boolean => {
  if (event.name === 'client.authenticated') return event.fields.method !== 'none'
  return event.name === 'session.found' || event.name === 'login.succeeded' || event.name === 'token.verified'
}

/** Whether a request came from somebody who has proven who they are: a client by its secret or key, a person, or the holder of a token. */
export const isVouched = ({ steps }: Flow): boolean => steps.some(vouches)
