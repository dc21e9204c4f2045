import { get } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'

/** A GET whose headers go out as they are told: repeated, in any case. */
export async function rawGet(url: string, headers: OutgoingHttpHeaders): Promise<{ status: number }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers, agent: false }, resolve).on('error', reject)
  })
  response.resume()
  return { status: response.statusCode ?? 0 }
}
