import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { Controller, Get } from '@nestjs/common'
import { startTinyApp } from './tiny-app.fixture'

@Controller()
class TinyController {
  @Get('thing')
  thing() {
    return {}
  }
}

const most = 3

/** A server that lets an address have three connections, and what a client gets that asks by one more. */
async function start(trustProxy: readonly string[] = []) {
  const app = await startTinyApp([TinyController], { connectionsPerAddress: most, trustProxy })
  await app.listen(0, '127.0.0.1')
  const { port } = app.getHttpServer().address() as AddressInfo
  const sockets: Socket[] = []
  const ask = async (localAddress = '127.0.0.1'): Promise<string> => {
    const socket = connect({ port, host: '127.0.0.1', localAddress }).on('error', () => undefined)
    sockets.push(socket)
    socket.write('GET /thing HTTP/1.1\r\nHost: id.example\r\n\r\n')
    return new Promise((resolve) => {
      socket.once('data', (data: Buffer) => resolve(data.toString().slice(0, 15)))
      socket.once('close', () => resolve('closed'))
    })
  }
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    await app.close()
  }
  return { ask, close, sockets }
}

const answered = 'HTTP/1.1 200 OK'

describe('the connections of one address', () => {
  it('are bounded, those of others are not touched, and one that ends makes room (SEC-362)', async () => {
    const { ask, close, sockets } = await start()
    const beyond: string[] = []
    for (let n = 0; n < most + 2; n += 1) beyond.push(await ask())
    expect(beyond).toEqual([answered, answered, answered, 'closed', 'closed'])
    expect(await ask('127.0.0.2')).toBe(answered)
    const [first] = sockets
    await new Promise((resolve) => first?.once('close', resolve).end())
    let again = await ask()
    // The server learns of the end by itself, a moment later.
    while (again === 'closed') again = await ask()
    expect(again).toBe(answered)
    expect(await ask()).toBe('closed')
    await close()
  })

  it('are not counted where it is a proxy, which has those of everybody (SEC-362)', async () => {
    const { ask, close } = await start(['127.0.0.0/8'])
    for (let n = 0; n < most + 2; n += 1) expect(await ask()).toBe(answered)
    await close()
  })
})
