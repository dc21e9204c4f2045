import { createServer } from 'node:https'
import type { Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:tls'
import type { ConnectionOptions } from 'node:tls'
import { loadSettings } from '#platform/config/load-settings'
import { toTlsOptions } from './tls-options'

// A pair made for this test alone (CN=localhost).
const certificate = `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUD4W3BdIQ7YfWCF8jXD45RYRHGCswCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzIxNTkwN1oYDzIxMjYxMDMw
MjE1OTA3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS50oVoiDwNY3V6+X9i6oDXRaU17htaJ6/kXVFIVZ4RpOsSDB5gmZUN
REwiWzMT7pWceJQClIXqzk9QHYrw7QGNo1MwUTAdBgNVHQ4EFgQUZlH3n53VOxPU
mL0dYg+lUGtbtgUwHwYDVR0jBBgwFoAUZlH3n53VOxPUmL0dYg+lUGtbtgUwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAvWZiiSPSfn0ShEFzJgFr
2h75GWLjP43o9HJ/8ZZIGTACIGLWUXjXKzeSfICj17g3/JHJMQflozkWW/EyYQiT
s3Ri
-----END CERTIFICATE-----`
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgH4rPg7DicOMlpJS+
yOBKnj67Pzgp9z2kSzhUJfhAsXqhRANCAAS50oVoiDwNY3V6+X9i6oDXRaU17hta
J6/kXVFIVZ4RpOsSDB5gmZUNREwiWzMT7pWceJQClIXqzk9QHYrw7QGN
-----END PRIVATE KEY-----`

const settingsWith = (environment: Readonly<Record<string, string>>) => loadSettings({ NODE_ENV: 'development', ...environment }).server

describe('HTTPS', () => {
  let server: Server
  beforeAll(async () => {
    const options = toTlsOptions(settingsWith({ TLS_CERT: certificate, TLS_KEY: key }))
    server = createServer({ ...options })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => void server.close())

  /** What a client with these abilities gets: protocol and cipher suite, or the refusal. */
  const shakeHands = (options: ConnectionOptions) =>
    new Promise<string>((resolve) => {
      const { port } = server.address() as AddressInfo
      const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options })
      socket.once('secureConnect', () => {
        resolve(`${socket.getProtocol()} ${socket.getCipher().name}`)
        socket.destroy()
      })
      socket.once('error', () => resolve('refused'))
    })

  it('is TLS 1.3 where the client can (SEC-2)', async () => {
    expect(await shakeHands({})).toBe('TLSv1.3 TLS_AES_256_GCM_SHA384')
  })

  it.each(['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-AES128-GCM-SHA256'])(
    'is TLS 1.2 with %s otherwise (FAPI2-SP-FINAL-5.2.2-1, SEC-6)',
    async (ciphers) => {
      expect(await shakeHands({ maxVersion: 'TLSv1.2', ciphers })).toBe(`TLSv1.2 ${ciphers}`)
    },
  )

  it('chooses the stronger suite, whatever the client likes better (FAPI2-SP-FINAL-5.2.1-3, SEC-6)', async () => {
    const ciphers = 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384'
    expect(await shakeHands({ maxVersion: 'TLSv1.2', ciphers })).toBe('TLSv1.2 ECDHE-ECDSA-AES256-GCM-SHA384')
  })

  it.each([
    'ECDHE-ECDSA-AES128-SHA256',
    'ECDHE-ECDSA-AES128-SHA',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'DHE-RSA-AES256-GCM-SHA384',
    'AES128-SHA',
  ])('is not to be had with %s (FAPI2-SP-FINAL-5.2.2-1, SEC-3, SEC-6)', async (ciphers) => {
    expect(await shakeHands({ maxVersion: 'TLSv1.2', ciphers })).toBe('refused')
  })

  it('is not to be had below TLS 1.2 (FAPI2-SP-FINAL-5.2.1-2, SEC-2)', async () => {
    expect(await shakeHands({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })).toBe('refused')
  })

  it('is left to the balancer where no certificate is set', () => {
    expect(toTlsOptions(settingsWith({}))).toBeUndefined()
  })
})
