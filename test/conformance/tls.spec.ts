import { request } from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createServer, getCiphers } from 'node:tls'
import type { Server } from 'node:tls'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { AppModule } from '../../src/app.module'
import { setUpApp } from '../../src/app.setup'
import { LeanExpress } from '#platform/http/lean-express'
import { toTlsOptions } from '#operations/start/tls-options'
import { freePort } from '../support/free-port'
import { testDatabase } from '../support/test-database'
import type { TestDatabase } from '../support/test-database'
import { testSettings } from '../support/test-settings'
import { selfSigned } from './self-signed'
import { shakeHands } from './tls-client'

/** Whatever this machine's OpenSSL can still speak. */
const anything = 'ALL:@SECLEVEL=0'
/** The cipher suites of TLS 1.2 that IANA recommends. */
const recommended = /^ECDHE-(?:RSA|ECDSA)-(?:AES(?:128|256)-GCM-SHA(?:256|384)|CHACHA20-POLY1305)$/
const olderSuites = getCiphers()
  .map((name) => name.toUpperCase())
  .filter((name) => !name.startsWith('TLS_'))

const offer = (at: number, suite: string) =>
  shakeHands(at, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers: `${suite}:@SECLEVEL=0` })

/** The suites of TLS 1.2 and older that a server accepts when each is offered alone. */
const accepted = async (at: number) => {
  const names: string[] = []
  for (const suite of olderSuites) if ((await offer(at, suite)).cipher !== undefined) names.push(suite)
  return names
}

describe.each(['rsa', 'ec'] as const)('TLS of the server itself, with a certificate of kind %s', (kind) => {
  const { cert, key } = selfSigned(kind)
  let app: NestExpressApplication
  let database: TestDatabase
  let port: number
  /** A server that accepts everything: what fails with it, fails because of this machine. */
  let careless: Server

  beforeAll(async () => {
    database = await testDatabase()
    port = await freePort()
    const address = { ISSUER: `https://localhost:${port}`, PORT: String(port), DATABASE_URL: database.url }
    const settings = testSettings({ ...address, TLS_CERT: cert, TLS_KEY: key })
    const httpsOptions = toTlsOptions(settings.server)
    if (!httpsOptions) throw new Error('TLS_CERT and TLS_KEY were not understood')
    const options = { bodyParser: false, logger: false as const, httpsOptions }
    app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(settings), new LeanExpress(), options)
    setUpApp(app, settings)
    await app.listen(port, '127.0.0.1')
    careless = createServer({ cert, key, minVersion: 'TLSv1', ciphers: anything, dhparam: 'auto' }, (socket) => {
      socket.on('error', () => socket.destroy())
    })
    await new Promise<void>((resolve) => careless.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    careless.close()
    await app.close()
    await database.drop()
  })

  const carelessPort = () => (careless.address() as AddressInfo).port

  it.each(['TLSv1', 'TLSv1.1'] as const)('refuses %s (happy-flow, ensure-holder-of-key-required, SEC-2)', async (version) => {
    const options = { minVersion: version, maxVersion: version, ciphers: anything }
    expect(await shakeHands(carelessPort(), options)).toMatchObject({ protocol: version })
    expect(await shakeHands(port, options)).toEqual({ refusal: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' })
  })

  it('accepts of TLS 1.2 only suites that IANA recommends (FAPI2-SP-FINAL-5.2.1-3, FAPI2-SP-FINAL-5.2.3-2, happy-flow, ensure-holder-of-key-required, SEC-6, SEC-9)', async () => {
    const signature = kind === 'rsa' ? 'RSA' : 'ECDSA'
    const [possible, ours] = [await accepted(carelessPort()), await accepted(port)]
    expect(possible).toEqual(
      expect.arrayContaining(kind === 'rsa' ? ['DHE-RSA-AES128-GCM-SHA256', 'AES128-SHA'] : ['ECDHE-ECDSA-AES128-SHA']),
    )
    expect(ours.filter((name) => !recommended.test(name))).toEqual([])
    expect(ours).toEqual(expect.arrayContaining([`ECDHE-${signature}-AES128-GCM-SHA256`, `ECDHE-${signature}-AES256-GCM-SHA384`]))
  })

  it('prefers TLS 1.3 (happy-flow, SEC-2)', async () => {
    expect(await shakeHands(port, {})).toEqual({ protocol: 'TLSv1.3', cipher: expect.stringMatching(/^TLS_/) as string })
    const either = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' } as const
    expect(await shakeHands(port, either)).toMatchObject({ protocol: 'TLSv1.3' })
  })

  it('speaks TLS 1.2 with whoever cannot do better (happy-flow, SEC-2)', async () => {
    const { protocol, cipher } = await shakeHands(port, { maxVersion: 'TLSv1.2' })
    expect([protocol, cipher]).toEqual(['TLSv1.2', expect.stringMatching(recommended)])
  })

  it('answers nobody who speaks plain HTTP (FAPI2-SP-FINAL-5.2.1-1)', async () => {
    const heard = await new Promise<string>((resolve) => {
      let text = ''
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /jwks HTTP/1.1\r\nHost: localhost\r\n\r\n'))
      socket.on('data', (data) => (text += data.toString('latin1')))
      socket.on('error', () => socket.destroy())
      socket.on('close', () => resolve(text))
    })
    expect(heard).not.toMatch(/HTTP|keys/)
  })

  it('answers by it (discovery-end-point-verification)', async () => {
    const status = await new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path: '/.well-known/openid-configuration', rejectUnauthorized: false, agent: false }
      const outgoing = request(options, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      outgoing.on('error', reject).end()
    })
    expect(status).toBe(200)
  })
})
