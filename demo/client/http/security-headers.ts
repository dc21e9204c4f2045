import type { RequestHandler } from 'express'

/** No scripts, no styles but our own, and forms that lead here or to the server alone. */
export const securityHeaders = (issuer: string): RequestHandler => {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    'img-src data:',
    // Chromium holds redirects after a form to this too: login and logout begin with a form.
    `form-action 'self' ${new URL(issuer).origin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]
  const headers = {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  }
  return (_request, response, next) => {
    response.set(headers)
    next()
  }
}
