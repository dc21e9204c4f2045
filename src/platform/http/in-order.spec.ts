import express from 'express'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import request from 'supertest'
import { inOrder } from './in-order'

describe('handlers in order', () => {
  const fault = new Error('a fault of ours')
  const toHeader =
    (name: string): RequestHandler =>
    (_request, response, next) => {
      response.append('x-seen', name)
      next()
    }
  const later =
    (handler: RequestHandler): RequestHandler =>
    async (...args) => {
      await new Promise((resolve) => setImmediate(resolve))
      await handler(...args)
    }
  const say: ErrorRequestHandler = (error: Error, _request, response, _next) => void response.status(500).send(error.message)
  const serverOf = (...handlers: RequestHandler[]) =>
    request(
      express()
        .use(inOrder(...handlers), toHeader('after'))
        .use((_request, response) => void response.send('done'))
        .use(say),
    )

  it('run one after the other, and what follows runs after them', async () => {
    const { headers } = await serverOf(toHeader('one'), later(toHeader('two')), toHeader('three')).get('/')
    expect(headers['x-seen']).toBe('one, two, three, after')
  })

  it.each<[string, RequestHandler]>([
    [
      'throws',
      () => {
        throw fault
      },
    ],
    [
      'throws later',
      later(() => {
        throw fault
      }),
    ],
    ['hands an error on', (_request, _response, next) => next(fault)],
  ])('end with the first that %s', async (_, handler) => {
    for (const before of [toHeader('one'), later(toHeader('one'))]) {
      const { status, text, headers } = await serverOf(before, handler, toHeader('two')).get('/')
      expect([status, text, headers['x-seen']]).toEqual([500, 'a fault of ours', 'one'])
    }
  })

  it('go on after one that hands nothing on, and end with one that rejects with nothing', async () => {
    const handsNull: RequestHandler = (_request, _response, next) => next(null)
    const { text, headers } = await serverOf(handsNull, toHeader('one')).get('/')
    expect([text, headers['x-seen']]).toEqual(['done', 'one, after'])
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    const rejects: RequestHandler = () => Promise.reject()
    expect(await serverOf(rejects, toHeader('one')).get('/')).toMatchObject({ status: 500, text: 'a handler gave up' })
  })

  it('end with the one that answers', async () => {
    const { text, headers } = await serverOf((_request, response) => void response.send('at once'), toHeader('two')).get('/')
    expect([text, headers['x-seen']]).toEqual(['at once', undefined])
  })
})
