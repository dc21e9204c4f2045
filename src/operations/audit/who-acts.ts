import type { Flow } from '#platform/events/flow'
import type { ServerEvent } from '#platform/events/server-event'
import { anyone, client, user } from './parties'

const shownBy = (event: ServerEvent): string | undefined => {
  if (event.name === 'client.authenticated') return client(event.fields.clientId)
  if (event.name === 'login.succeeded' || event.name === 'session.found') return user(event.fields.sub)
  return event.name === 'session.ended' && event.fields.why === 'logout' ? user(event.fields.sub) : undefined
}

/** Who acts: in a request the client or the person that it has shown itself to be from; elsewhere whoever runs this process. */
export function whoActs(flow: Flow | undefined, process: string): string {
  if (flow?.address === undefined) return process
  return flow.steps.map(shownBy).findLast((who) => who !== undefined) ?? anyone
}
