import type { RequestHandler } from 'express'
import type { ServerSettings } from '#platform/config/server-settings'
import { enforces } from '#libs/checks/enforces'

enforces('FAPI2-SP-FINAL-5.2.3-1', 'RFC9700-4.16', 'RFC9700-4.2.4')

const fixedHeaders = {
  'content-security-policy': "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
}

const strictTransport = { subdomains: 'max-age=31536000; includeSubDomains', host: 'max-age=31536000', off: undefined }

/** Sets the headers of every response that protect browsers; a page adds its own to them. HSTS where the issuer is https. */
export function securityHeaders({ issuer, hsts }: Pick<ServerSettings, 'issuer' | 'hsts'>): RequestHandler {
  const transport = issuer.startsWith('https:') ? strictTransport[hsts] : undefined
  const headers = new Map(Object.entries({ ...fixedHeaders, ...(transport !== undefined && { 'strict-transport-security': transport }) }))
  return (_request, response, next) => {
    response.setHeaders(headers)
    next()
  }
}
