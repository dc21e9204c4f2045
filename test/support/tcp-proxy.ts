import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'

type Weather = 'fair' | 'slow' | 'silent' | 'refusing'

/** The network between a node and its database: it can be slow, silent, cut, or away. */
export class TcpProxy {
  readonly #server: Server = createServer((socket) => this.#join(socket))
  readonly #sockets = new Set<Socket>()
  #weather: Weather = 'fair'
  #delay = 0

  constructor(private readonly target: { readonly host: string; readonly port: number }) {}

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Everything passes. What was held back in silence passes now. */
  clear(): void {
    this.#weather = 'fair'
    for (const socket of this.#sockets) socket.resume()
  }

  /** Each packet takes so many milliseconds longer. */
  slowDown(milliseconds: number): void {
    this.#weather = 'slow'
    this.#delay = milliseconds
  }

  /** Nothing passes any more, and nobody is told. */
  silence(): void {
    this.#weather = 'silent'
    for (const socket of this.#sockets) socket.pause()
  }

  /** Cuts what is connected; new connections are taken. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  /** Cuts what is connected, and every connection to come. */
  refuse(): void {
    this.#weather = 'refusing'
    this.cut()
  }

  async stop(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #join(near: Socket): void {
    if (this.#weather === 'refusing') return void near.resetAndDestroy()
    const far = connect(this.target.port, this.target.host)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from)
      from.on('data', (data: Buffer) => this.#pass(data, to))
      from.on('error', () => to.destroy())
      from.on('close', () => {
        this.#sockets.delete(from)
        to.destroy()
      })
      if (this.#weather === 'silent') from.pause()
    }
  }

  #pass(data: Buffer, to: Socket): void {
    if (this.#weather !== 'slow') to.write(data)
    else setTimeout(() => to.writable && to.write(data), this.#delay)
  }
}
