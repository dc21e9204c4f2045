import { startServer } from './test-server'
import type { TestServer, TestServerOptions } from './test-server'

/** A server for the tests of a block, started before the first and closed after the last; until then it can be named, not asked. */
export function useServer(options: TestServerOptions | (() => TestServerOptions)): TestServer {
  const server = {} as TestServer
  beforeAll(async () => Object.assign(server, await startServer(typeof options === 'function' ? options() : options)))
  afterAll(() => server.close())
  return server
}
