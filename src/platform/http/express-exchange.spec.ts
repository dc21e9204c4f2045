import { createServer, IncomingMessage, ServerResponse } from 'node:http'
import express from 'express'
import request from 'supertest'
import { expressExchange } from './express-exchange'

describe('requests and responses', () => {
  it('are Express’ own when they are made, and what Node.js makes all the same', async () => {
    const prototypes: (readonly [before: object[], after: object[]])[] = []
    const app = express()
    const server = createServer(expressExchange(app), (asked, answer) => {
      const before = [asked, answer].map((one) => Object.getPrototypeOf(one) as object)
      app(asked, answer)
      prototypes.push([before, [asked, answer].map((one) => Object.getPrototypeOf(one) as object)])
    })
    app.use(
      (asked, answer) => void answer.json({ path: asked.path, own: asked instanceof IncomingMessage && answer instanceof ServerResponse }),
    )
    expect((await request(server).post('/somewhere').send('a=1')).body).toEqual({ path: '/somewhere', own: true })
    const [[before, after] = [[], []]] = prototypes
    expect(before).toHaveLength(2)
    before.forEach((prototype, index) => expect(prototype).toBe(after[index]))
  })
})
