import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import { demoFolder } from './demo-files'

const content = readFileSync(join(demoFolder('assets'), 'demo.css'))
const version = createHash('sha256').update(content).digest('base64url').slice(0, 12)

/** The stylesheet's address, which changes with its content. */
export const stylesheetUrl = `/assets/demo.css?v=${version}`

export const serveStylesheet: RequestHandler = (_request, response) => {
  response.set({ 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' }).send(content)
}
