import type { SecureContextOptions } from 'node:tls'
import type { HttpsOptions } from '@nestjs/common/interfaces/external/https-options.interface'
import { enforces } from '#libs/checks/enforces'
import type { ServerSettings } from '#platform/config/server-settings'

enforces('FAPI2-SP-FINAL-5.2.1-2', 'FAPI2-SP-FINAL-5.2.1-3', 'FAPI2-SP-FINAL-5.2.2-1', 'FAPI2-SP-FINAL-5.2.3-2', 'FAPI2-SP-FINAL-5.2.1-1')

/**
 * HTTPS as FAPI 2.0 wants it: TLS 1.3, and of TLS 1.2 only ECDHE with AES-GCM.
 *
 * @see FAPI 2.0 Security Profile §5.2.2 — BCP 195 (RFC 9325 §4.2)
 */
const ciphers = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_AES_128_GCM_SHA256',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':')

type TlsOptions = HttpsOptions & Pick<SecureContextOptions, 'minVersion' | 'maxVersion'>

/** Undefined where the balancer ends TLS. */
export function toTlsOptions({ tlsCert: cert, tlsKey: key }: ServerSettings): TlsOptions | undefined {
  if (cert === undefined || key === undefined) return undefined
  return { cert, key, ciphers, honorCipherOrder: true, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' }
}
