import type { ClientSettings } from '../client-settings'
import { toProblem } from '../tour/explain-problem'
import { addStep } from '../tour/tour'
import type { Tour } from '../tour/tour'
import { record } from '../wire/wire'
import type { Action } from './action'

/** Does what a button says, and keeps what went over the wire as a step; nothing where there are no tokens yet. */
export async function takeAction(action: Action, tour: Tour, settings: ClientSettings): Promise<void> {
  const { party, tokens } = tour
  if (!party || !tokens) return
  const { exchanges, error } = await record(() => action.run({ tour, party, tokens, settings }))
  const { title, story } = action
  addStep(tour, { title, story, exchanges, ...(error !== undefined && { problem: toProblem(error) }) })
}
