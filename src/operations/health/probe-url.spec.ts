import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { probeUrl } from './probe-url'

describe('the health check of the image', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aldgate-probe-'))
  const file = join(folder, 'value')
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each([
    [{}, 'http://127.0.0.1:3000/health/live'],
    [{ PORT: '8080', TLS_CERT: '' }, 'http://127.0.0.1:8080/health/live'],
    [{ TLS_CERT: 'pem' }, 'https://127.0.0.1:3000/health/live'],
    [{ TLS_CERT_FILE: file, PORT_FILE: file }, 'https://127.0.0.1:8443/health/live'],
    [{ HOST: '0.0.0.0' }, 'http://127.0.0.1:3000/health/live'],
    [{ HOST: '::' }, 'http://[::1]:3000/health/live'],
    [{ HOST: '192.0.2.7' }, 'http://192.0.2.7:3000/health/live'],
  ])('asks where the server listens: %j', (environment, url) => {
    writeFileSync(file, '8443\n')
    expect(probeUrl(environment).href).toBe(url)
  })
})
