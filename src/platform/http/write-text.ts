import type { Response } from 'express'

/** Ends the response with a text, as one string: Node.js sends it in one piece with the head. */
export function writeText(response: Response, text: string): Response {
  response.setHeader('content-length', Buffer.byteLength(text))
  return response.end(text)
}
