import type { Application, RequestHandler } from 'express'
import express from 'express'
import { checkExpress, exchangePrototypesOf } from './express-internals'

describe('the inside of Express', () => {
  it('is where the server looks for it', () => {
    expect(() => checkExpress()).not.toThrow()
  })

  it.each([
    ['routes that are elsewhere', (app: Application) => ({ ...exchangePrototypesOf(app), router: { stack: [] } })],
    ['no router', (app: Application) => exchangePrototypesOf(app)],
    ['other prototypes', (app: Application) => ({ request: {}, response: {}, router: app.router })],
  ])('stops the start, naming the version, where it has changed: %s', (_, change) => {
    const app = express()
    const changed = { ...change(app), get: (path: string, handler: RequestHandler) => app.get(path, handler) } as unknown as Application
    expect(() => checkExpress(() => changed)).toThrow('this server needs Express 5')
  })
})
