import { get as getHttp } from 'node:http'
import { get as getHttps } from 'node:https'
import { toEnvironment } from '#platform/config/to-environment'
import { probeUrl } from './probe-url'

const patienceMs = 2_500

/** The health check of the image: ends with 0 where the server beside it lives, and with 1 where it does not. */
function probe(): void {
  const url = probeUrl(toEnvironment([]))
  const options = { timeout: patienceMs, rejectUnauthorized: false }
  // The certificate is for the issuer's name, not for this address; nothing is sent but the question.
  const request = url.protocol === 'https:' ? getHttps(url, options) : getHttp(url, options)
  request.on('response', ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1))
  request.on('timeout', () => process.exit(1))
  request.on('error', () => process.exit(1))
}

probe()
