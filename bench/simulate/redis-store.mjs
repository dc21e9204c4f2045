import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createConnection } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../servers/free-port.mjs'

const starting = 1000

const encode = (words) => `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`

/** One connection to a store that speaks Redis' protocol, for commands that have one line as their answer. */
class Connection {
  #lines = 0
  #answered

  constructor(port) {
    this.socket = createConnection({ port, host: '127.0.0.1', noDelay: true })
    this.socket.on('data', (data) => this.#read(data.toString('latin1')))
  }

  send(commands) {
    return new Promise((resolve) => {
      this.#lines = commands.length
      this.#answered = resolve
      this.socket.write(commands.map(encode).join(''))
    })
  }

  #read(text) {
    this.#lines -= text.split('\r\n').length - 1
    if (this.#lines === 0) this.#answered()
  }
}

/** Undefined where this machine has none. */
async function start(folder, port) {
  mkdirSync(folder)
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', '']
  const store = spawn('redis-server', flags, { stdio: 'ignore' })
  const isThere = await new Promise((resolve) => {
    store.once('spawn', () => resolve(true)).once('error', () => resolve(false))
  })
  return isThere ? store : undefined
}

/** Starts a store in memory that writes what it is told to its disk, and works with so many connections to it; undefined without one. */
export async function withStore(folder, count, work) {
  const port = await freePort()
  const store = await start(folder, port)
  if (!store) return undefined
  await sleep(starting)
  const connections = Array.from({ length: count }, () => new Connection(port))
  try {
    return await work(connections)
  } finally {
    for (const { socket } of connections) socket.destroy()
    store.kill('SIGTERM')
    await once(store, 'exit')
  }
}
