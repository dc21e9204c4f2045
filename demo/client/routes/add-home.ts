import type { Express, Request } from 'express'
import type { ClientSettings } from '../client-settings'
import { NotFound } from '../http/not-found'
import type { Sessions } from '../http/sessions'
import { toHomeView } from '../pages/home-view'
import { render } from '../pages/render'
import { beginTour } from '../tour/begin-tour'
import { findMode } from '../tour/mode'
import { toScopes } from '../tour/scopes'
import type { Tour } from '../tour/tour'

const seeOther = 303
const formOf = (request: Request) => (request.body ?? {}) as Readonly<Record<string, string | readonly string[] | undefined>>

/** The tour whose logout the server sends the browser back from. */
function findLeaving(tours: Iterable<Tour>, state: unknown): Tour | undefined {
  return [...tours].find(({ logoutState }) => logoutState !== undefined && logoutState === state)
}

/** The home page, and the buttons on it that begin a tour. */
export function addHome(app: Express, sessions: Sessions, settings: ClientSettings): void {
  app.get('/', (request, response) => {
    const tours = sessions.find(request)
    const leaving = findLeaving(tours?.values() ?? [], request.query['state'])
    if (leaving) leaving.isLoggedOut = true
    render(response, 'home', toHomeView(settings, tours, leaving))
  })
  app.post('/tours', async (request, response) => {
    const { mode: id, scope = [] } = formOf(request)
    const mode = findMode(id)
    if (!mode) throw new NotFound('There is no such mode.')
    const tour = await beginTour(mode, toScopes([scope].flat()), settings)
    sessions.open(request, response).set(tour.id, tour)
    response.redirect(seeOther, `/tours/${tour.id}`)
  })
}
