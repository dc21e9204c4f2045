import { createServer } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { DemoProcess } from '../support/demo-process'

let demo: DemoProcess
afterEach(() => demo.stop())

const statusOf = async (port: string, path: string) => {
  const response = await fetch(`http://localhost:${port}${path}`).catch(() => undefined)
  await response?.body?.cancel()
  return response?.status
}

const takesConnections = (host: string, port: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(Number(port), host, () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

describe('npm run demo', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('starts server, client and API, and ends all three with %s', async (signal) => {
    demo = await DemoProcess.start()
    await demo.ready()
    const { PORT, DEMO_CLIENT_PORT, DEMO_API_PORT } = demo.ports
    for (const text of [`http://localhost:${DEMO_CLIENT_PORT}`, 'correct horse battery staple', 'npm run aldgate -- why FLOW'])
      expect(demo.output).toContain(text)
    const all = () => Promise.all([statusOf(PORT, '/health/ready'), statusOf(DEMO_CLIENT_PORT, '/'), statusOf(DEMO_API_PORT, '/')])
    expect(await all()).toEqual([200, 200, 200])
    demo.signal(signal)
    expect(await demo.ended).toBe(0)
    expect(await all()).toEqual([undefined, undefined, undefined])
  })

  it('ends the server, too, where the signal comes during the start', async () => {
    demo = await DemoProcess.start()
    await demo.serverStarted()
    demo.signal('SIGTERM')
    expect(await demo.ended).toBe(0)
    expect(demo.output).not.toContain('are ready')
  })

  it('listens on loopback alone, all three servers, whatever HOST says', async () => {
    demo = await DemoProcess.start({ HOST: '0.0.0.0' })
    await demo.ready()
    const ports = Object.values(demo.ports)
    const answers = (host: string) => Promise.all(ports.map((port) => takesConnections(host, port)))
    expect(await answers('127.0.0.1')).toEqual([true, true, true])
    // What listens on every interface listens here, too.
    expect(await answers('127.0.0.2')).toEqual([false, false, false])
  })

  it.each([
    ['PORT', 'the Aldgate server'],
    ['DEMO_CLIENT_PORT', 'the demo client'],
    ['DEMO_API_PORT', 'the demo API'],
  ])('says in one line that the port of %s is taken, by whom it is needed, and what to do', async (setting, user) => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, resolve))
    const { port } = other.address() as AddressInfo
    demo = await DemoProcess.start({ [setting]: String(port) })
    expect(await demo.ended).toBe(1)
    expect(demo.output).toMatch(new RegExp(`^Port ${port} is taken, and ${user} needs it\\. .*${setting}=\\d+ npm run demo\\n$`))
    await new Promise((resolve) => other.close(resolve))
  })

  it.each([
    [{ DEMO_API_PORT: 'many' }, 'DEMO_API_PORT must be a port'],
    [{ ALDGATE_NONSENSE: '1' }, 'The server did not start.'],
  ])('ends with a sentence where it cannot start: %j', async (environment, sentence) => {
    demo = await DemoProcess.start(environment)
    expect(await demo.ended).toBe(1)
    expect(demo.output).toContain(sentence)
  })
})
