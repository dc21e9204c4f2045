import { beginLogin, explain, finishLogin, logOutUrl, refresh } from './login.mjs'
import { home, problem } from './pages.mjs'

const seeOther = 303
const redirect = (response, location) => response.writeHead(seeOther, { location: String(location) }).end()

/** What the application does at each method and path. */
const routes = {
  'GET /'({ sessions }, request, response) {
    response.end(home(sessions.find(request)?.signedIn))
  },

  async 'POST /login'(app, request, response) {
    const { url, pending } = await beginLogin(app)
    app.sessions.begin(request, response, { pending })
    redirect(response, url)
  },

  async 'GET /callback'(app, request, response) {
    const session = app.sessions.find(request)
    if (session?.pending === undefined) throw new Error('This browser has not begun a login here. Begin it again.')
    const { pending } = session
    // It is good for one answer.
    delete session.pending
    app.sessions.begin(request, response, { signedIn: await finishLogin(app, new URL(request.url, app.origin), pending) })
    redirect(response, '/')
  },

  async 'POST /refresh'(app, request, response) {
    const session = app.sessions.find(request)
    if (session?.signedIn) session.signedIn = await refresh(app, session.signedIn)
    redirect(response, '/')
  },

  'POST /logout'(app, request, response) {
    const signedIn = app.sessions.find(request)?.signedIn
    app.sessions.end(request)
    redirect(response, signedIn ? logOutUrl(app, signedIn) : '/')
  },
}

/** Forms that another site sends change nothing here. */
const isForeign = ({ method, headers }, { origin }) => method === 'POST' && headers.origin !== origin

/** Answers one request: a page, a redirect, or what went wrong. */
export async function answer(app, request, response) {
  const { issuer } = app.config.serverMetadata()
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('cache-control', 'no-store')
  // Signing out is a form of ours whose answer leads to the server.
  response.setHeader('content-security-policy', `default-src 'none'; form-action 'self' ${new URL(issuer).origin}; frame-ancestors 'none'`)
  try {
    const route = routes[`${request.method} ${new URL(request.url, app.origin).pathname}`]
    if (route === undefined) response.writeHead(404).end(problem('There is no such page.'))
    else if (isForeign(request, app)) response.writeHead(403).end(problem('This request came from another site.'))
    else await route(app, request, response)
  } catch (error) {
    response.writeHead(400).end(problem(explain(error)))
  }
}
