import express from 'express'
import type { Express } from 'express'
import type { ApiSettings } from './api-settings'
import { answerRefusal } from './answer-refusal'
import { Gate } from './gate'
import { Ledger } from './ledger'
import { parsePayment } from './parse-payment'

const description = {
  name: 'Aldgate demo API',
  endpoints: {
    'GET /accounts': 'scope accounts; the token is judged here, by the keys of the issuer',
    'GET /live/accounts': 'the same, and the server is asked whether the token is still good',
    'POST /payments': 'scope payments; JSON with to and amount',
  },
}

/** The demo API: accounts to look at and payments to make, for whoever brings a token of the issuer and a proof of its key. */
export function createApi(settings: ApiSettings): Express {
  const [app, gate, ledger] = [express(), new Gate(settings), new Ledger()]
  app.disable('x-powered-by').disable('etag')
  app.use((_request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    next()
  })
  app.get('/', (_request, response) => response.json(description))
  app.get('/accounts', async (request, response) => {
    const { sub } = await gate.admit(request, response, 'accounts')
    response.json({ accounts: ledger.accountsOf(sub) })
  })
  app.get('/live/accounts', async (request, response) => {
    const { sub } = await gate.admitLive(request, response, 'accounts')
    response.json({ accounts: ledger.accountsOf(sub) })
  })
  app.post('/payments', express.json({ limit: '10kb' }), async (request, response) => {
    const { sub } = await gate.admit(request, response, 'payments')
    response.status(201).json(ledger.pay(sub, parsePayment(request.body)))
  })
  app.use((_request, response) => response.status(404).json({ error: 'not_found', error_description: 'GET / tells what there is' }))
  return app.use(answerRefusal)
}
