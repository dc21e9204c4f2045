import express from 'express'
import type { Express } from 'express'
import type { ClientSettings } from './client-settings'
import { answerProblem } from './http/answer-problem'
import { guard } from './http/guard'
import { NotFound } from './http/not-found'
import { securityHeaders } from './http/security-headers'
import { Sessions } from './http/sessions'
import { serveStylesheet } from './pages/stylesheet'
import { addHome } from './routes/add-home'
import { addLogin } from './routes/add-login'
import { addTour } from './routes/add-tour'

/** The demo client: logins to walk through, and attacks on them, as pages that need no script. */
export function createClient(settings: ClientSettings): Express {
  const [app, sessions] = [express(), new Sessions()]
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple')
  app.use(securityHeaders(settings.issuer), guard(settings.origin), express.urlencoded({ extended: false, limit: '10kb' }))
  app.get('/assets/demo.css', serveStylesheet)
  addHome(app, sessions, settings)
  addLogin(app, sessions, settings)
  addTour(app, sessions, settings)
  app.use(() => {
    throw new NotFound('There is no such page.')
  })
  return app.use(answerProblem)
}
