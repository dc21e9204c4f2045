import type { RequestHandler } from 'express'
import { enforces } from '#libs/checks/enforces'

enforces('FAPI2-SP-FINAL-5.2.3-1', 'RFC9700-4.16', 'RFC9700-4.2.4')

/** What a page may load and where its forms may lead; further targets of forms and origins of pictures are sources such as https://client.example. */
export const contentSecurityPolicy = (formTargets: readonly string[] = [], images: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    ["img-src 'self'", ...images].join(' '),
    ["form-action 'self'", ...formTargets].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')

const fixedHeaders = {
  'content-security-policy': contentSecurityPolicy(),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
}

const strictTransport = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

/** Puts the headers on every answer that keep browsers from being tricked; HSTS where the issuer is https. */
export function securityHeaders(issuer: string): RequestHandler {
  const headers = new Map(Object.entries({ ...fixedHeaders, ...(issuer.startsWith('https:') && strictTransport) }))
  return (_request, response, next) => {
    response.setHeaders(headers)
    next()
  }
}
