import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { Injectable } from '@nestjs/common'
import type { RequestHandler } from 'express'
import { PageSettings } from '#platform/config/page-settings'
import { ServerSettings } from '#platform/config/server-settings'
import { checkMethod } from '../check-method'
import { withoutPragma } from '../no-store'
import { brandStyle } from './brand-style'
import { viewsFolder } from './views-folder'

interface Asset {
  readonly content: Buffer
  readonly type: string
  readonly version: string
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD'])
const forever = 'public, max-age=31536000, immutable'
const anHour = 'public, max-age=3600'

const toPath = (name: string) => `/assets/${name}`

function toAsset(name: string, content: Buffer): Asset {
  const version = createHash('sha256').update(content).digest('base64url').slice(0, 12)
  return { content, type: types[extname(name)] ?? 'application/octet-stream', version }
}

/** What pages load, in memory: style with the operator's colour, pictures with the operator's logo, and the few lines of script. */
@Injectable()
export class Assets {
  readonly #byPath = new Map<string, Asset>()

  constructor(
    { color, logo }: PageSettings,
    private readonly server: ServerSettings,
  ) {
    const folder = join(viewsFolder(), 'assets')
    for (const name of readdirSync(folder)) this.#add(name, readFileSync(join(folder, name)))
    this.#add('app.css', Buffer.concat([readFileSync(join(folder, 'app.css')), Buffer.from(brandStyle(color))]))
    if (logo && 'svg' in logo) this.#add('logo.svg', Buffer.from(logo.svg))
  }

  #add(name: string, content: Buffer): void {
    this.#byPath.set(toPath(name), toAsset(name, content))
  }

  /** The URL of a file, which changes with its content. */
  urlOf(name: string): string {
    const path = toPath(name)
    return `${this.server.pathOf(path)}?v=${this.#byPath.get(path)?.version ?? ''}`
  }

  /** Serves the files. A file is cached permanently only under the URL of its own version, so that nodes of two releases can run side by side. */
  readonly serve: RequestHandler = (request, response, next) => {
    const asset = this.#byPath.get(request.path)
    if (!asset) return next()
    checkMethod(request.method, methods)
    const isCurrent = request.originalUrl.endsWith(`?v=${asset.version}`)
    response.setHeader('cache-control', isCurrent ? forever : anHour)
    response.setHeader('content-type', asset.type)
    response.setHeader('content-length', asset.content.length)
    return withoutPragma(response).end(request.method === 'HEAD' ? undefined : asset.content)
  }
}
