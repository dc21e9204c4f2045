#!/usr/bin/env node
// A web application that signs people in with Aldgate, made of node:http and openid-client: `npm start` in one terminal,
// `npm run example` in another, then http://localhost:8080. It is a client of the demo seed; CLIENT_ID and CLIENT_SECRET name another.
import { createServer } from 'node:http'
import { connect } from './login.mjs'
import { answer } from './routes.mjs'
import { Sessions } from './sessions.mjs'

const { ISSUER: issuer = 'http://localhost:3000', CLIENT_ID: clientId = 'example-app', EXAMPLE_PORT: port = '8080' } = process.env
const secret = process.env.CLIENT_SECRET ?? 'only-for-the-example-0123456789abcdef'

async function connectOrExplain() {
  try {
    return await connect(issuer, clientId, secret)
  } catch (error) {
    const reason = error.cause?.cause?.code ?? error.cause?.code ?? error.message
    throw new Error(`${issuer} did not answer with its metadata (${reason}). Start the server: npm start`, { cause: error })
  }
}

async function listen(listener) {
  const server = createServer(listener)
  return new Promise((resolve, reject) => {
    server.once('error', ({ code, message }) =>
      reject(new Error(code === 'EADDRINUSE' ? `Port ${port} is in use. Another: EXAMPLE_PORT=8081, also for npm start` : message)),
    )
    // By name, so that other machines cannot reach it.
    server.listen(Number(port), 'localhost', resolve)
  })
}

try {
  const app = { origin: `http://localhost:${port}`, config: await connectOrExplain(), sessions: new Sessions() }
  await listen((request, response) => void answer(app, request, response))
  process.stdout.write(`Open ${app.origin} and sign in, as alice for instance. The issuer is ${issuer}. Ctrl-C ends the example.\n`)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
