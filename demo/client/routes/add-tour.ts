import type { Express } from 'express'
import { findAction } from '../actions/actions'
import { takeAction } from '../actions/take-action'
import { findAttack } from '../attacks/attacks'
import { fetchCodeFor, runAttack } from '../attacks/run-attack'
import type { ClientSettings } from '../client-settings'
import { NotFound } from '../http/not-found'
import type { Sessions } from '../http/sessions'
import { tourOf } from '../http/tour-of'
import { toAttacksView } from '../pages/attacks-view'
import { render } from '../pages/render'
import { toTourView } from '../pages/tour-view'

const seeOther = 303

/** The two pages of a tour, and what their buttons do. */
export function addTour(app: Express, sessions: Sessions, settings: ClientSettings): void {
  app.get('/tours/:tour', (request, response) => render(response, 'tour', toTourView(tourOf(request, sessions), settings)))
  app.get('/tours/:tour/attacks', (request, response) => render(response, 'attacks', toAttacksView(tourOf(request, sessions), settings)))
  app.post('/tours/:tour/actions/:action', async (request, response) => {
    const [tour, action] = [tourOf(request, sessions), findAction(request.params['action'])]
    if (!action) throw new NotFound('There is no such button.')
    await takeAction(action, tour, settings)
    response.redirect(seeOther, `/tours/${tour.id}#latest`)
  })
  app.post('/tours/:tour/attacks/:attack', async (request, response) => {
    const tour = tourOf(request, sessions)
    const attack = findAttack(tour.mode, request.params['attack'])
    if (!attack) throw new NotFound('There is no such attack in this mode.')
    const away = 'runWithCode' in attack ? await fetchCodeFor(attack, tour, settings) : await runAttack(attack, tour, settings)
    response.redirect(seeOther, away?.href ?? `/tours/${tour.id}/attacks#${attack.id}`)
  })
}
