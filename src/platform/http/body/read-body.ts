import type { IncomingMessage } from 'node:http'
import type { BodyBudget } from './body-budget'
import { checkBodySize } from './check-body-size'

/**
 * The bytes of a body, undefined where the client went away before its end, or was too slow for the budget.
 * Of a body that is too large the rest is let pass unkept, so that the client can read its refusal.
 *
 * @throws OAuthError invalid_request, 413
 */
export async function readBody(request: IncomingMessage, maxBytes: number, budget: BodyBudget): Promise<Buffer | undefined> {
  const kept = budget.begin(() => request.destroy())
  const body = new Promise<Buffer | undefined>((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > maxBytes) return refuse(size, maxBytes, reject)
      chunks.push(chunk)
      kept.add(chunk.length)
    })
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)))
    request.on('error', () => resolve(undefined))
    request.on('close', () => resolve(undefined))
  })
  return body.finally(kept.end)
}

function refuse(size: number, maxBytes: number, reject: (error: unknown) => void): void {
  try {
    checkBodySize(size, maxBytes)
  } catch (error) {
    reject(error)
  }
}
