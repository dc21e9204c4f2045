import type { IncomingMessage } from 'node:http'
import { checkBodySize } from './check-body-size'

/**
 * The bytes of a body, undefined where the client went away before its end.
 * Of a body that is too large the rest is let pass unkept, so that the client can read its refusal.
 *
 * @throws OAuthError invalid_request, 413
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) chunks.push(chunk)
      else refuse(size, maxBytes, reject)
    })
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)))
    request.on('error', () => resolve(undefined))
    request.on('close', () => resolve(undefined))
  })
}

function refuse(size: number, maxBytes: number, reject: (error: unknown) => void): void {
  try {
    checkBodySize(size, maxBytes)
  } catch (error) {
    reject(error)
  }
}
