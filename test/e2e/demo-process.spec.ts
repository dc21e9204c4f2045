import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DemoProcess } from '../support/demo-process'

let demo: DemoProcess
afterEach(() => demo.stop())

const statusOf = async (port: string, path: string) => {
  const response = await fetch(`http://localhost:${port}${path}`).catch(() => undefined)
  await response?.body?.cancel()
  return response?.status
}

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
