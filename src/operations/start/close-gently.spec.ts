import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { closeGently } from './close-gently'

/** Keeps the event loop from turning, as a machine does that has no time. */
const standStill = (milliseconds: number) => {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

/** A balancer in a thread of its own: it sends requests while the server stands still, over new connections and over those it has kept. */
const balancer = `
const { parentPort, workerData: { port, count } } = require('node:worker_threads')
const { connect } = require('node:net')
const post = 'POST /token HTTP/1.1\\r\\nhost: x\\r\\ncontent-length: 3\\r\\n\\r\\na=1'
const open = () => new Promise((resolve) => { const socket = connect(port, '127.0.0.1', () => resolve(socket)).on('error', () => {}) })
const answered = (socket) => new Promise((resolve) => { socket.once('data', (data) => resolve(String(data).slice(9, 12))).once('close', () => resolve('reset')) ; socket.write(post) })
;(async () => {
  const kept = await Promise.all(Array.from({ length: count }, open))
  await Promise.all(kept.map(answered))
  parentPort.postMessage('ready')
  parentPort.once('message', async () => {
    const fresh = Array.from({ length: count }, async () => answered(await open()))
    parentPort.postMessage(await Promise.all([...kept.map(answered), ...fresh]))
  })
})()`

describe('a server that closes gently', () => {
  it('answers what had reached it by then, on kept connections and in the queue of new ones (SEC-448)', async () => {
    const count = 40
    const server = createServer((request, response) => void text(request).then(() => response.end('{}')))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const worker = new Worker(balancer, { eval: true, workerData: { port, count } })
    await new Promise((resolve) => worker.once('message', resolve))
    const answers = new Promise<readonly string[]>((resolve) => worker.once('message', resolve))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
    worker.postMessage('go')
    // What the balancer sends meanwhile is in the kernel; then the timer of SHUTDOWN_DELAY is over.
    await new Promise<void>((resolve) => {
      setTimeout(() => resolve(), 1)
      standStill(500)
    })
    await closeGently(server)
    expect((await answers).filter((status) => status !== '200')).toEqual([])
    await worker.terminate()
  })

  it('answers what comes on open connections while it closes, kept ones and those that have not been used yet (SEC-448)', async () => {
    const server = createServer((request, response) => {
      void text(request).then(() => response.setHeader('connection', 'close').end('{}'))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const open = async () => {
      const socket = connect(port, '127.0.0.1')
      await once(socket, 'connect')
      return socket
    }
    const sockets = [await open(), await open(), await open()]
    const closed = closeGently(server)
    const answers: string[] = []
    for (const socket of sockets) {
      await sleep(200)
      socket.write('POST /token HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\na=1')
      answers.push((await text(socket)).slice(9, 12))
    }
    expect(answers).toEqual(['200', '200', '200'])
    await closed
  })

  it('ends idle connections, and takes no new ones (SEC-448)', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const idle = connect(port, '127.0.0.1')
    await once(idle, 'connect')
    await Promise.all([once(idle, 'close'), closeGently(server)])
    await expect(new Promise((_, reject) => connect(port, '127.0.0.1').once('error', reject))).rejects.toThrow('ECONNREFUSED')
  })
})
