import type { Express } from 'express'
import { beginLogout } from '../actions/begin-logout'
import type { ClientSettings } from '../client-settings'
import type { Sessions } from '../http/sessions'
import { takeCallback } from '../http/take-callback'
import { tourOf } from '../http/tour-of'
import { prepareLogin } from '../tour/begin-tour'
import { isStillGood } from '../tour/is-still-good'

const seeOther = 303

/** What leads to the server and back: login, callback, logout. */
export function addLogin(app: Express, sessions: Sessions, settings: ClientSettings): void {
  app.post('/tours/:tour/login', async (request, response) => {
    const tour = tourOf(request, sessions)
    if (!isStillGood(tour, settings.now())) await prepareLogin(tour, settings)
    response.redirect(seeOther, tour.pending?.url.href ?? `/tours/${tour.id}#latest`)
  })
  app.get('/callback', async (request, response) => response.redirect(seeOther, await takeCallback(request, sessions, settings)))
  app.post('/tours/:tour/logout', (request, response) => {
    const tour = tourOf(request, sessions)
    response.redirect(seeOther, beginLogout(tour, settings)?.href ?? `/tours/${tour.id}`)
  })
}
