import { mkdtempSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { startAldgate } from './aldgate.mjs'
import { startPeer } from './peer.mjs'

const { startPostgres } = createRequire(import.meta.url)('../../test/support/embedded-postgres.cjs')

/** A folder of its own for each server. */
const ownFolder = (folder) => mkdtempSync(join(folder, 'server-'))

async function onSqlite({ folder: parent, ...options }) {
  const folder = ownFolder(parent)
  const server = await startAldgate({ folder, databaseUrl: `sqlite://${join(folder, 'aldgate.sqlite')}`, ...options })
  return { server, stop: () => server.stop() }
}

async function onPostgres({ folder: parent, ...options }) {
  const postgres = await startPostgres([])
  const server = await startAldgate({ folder: ownFolder(parent), databaseUrl: postgres.url, ...options })
  const stop = async () => {
    await server.stop()
    await postgres.stop()
  }
  return { server, stop }
}

async function peer(options) {
  const server = await startPeer(options)
  return { server, stop: () => server.stop() }
}

/** How each measured server is started. */
export const starters = {
  'aldgate-sqlite': onSqlite,
  'aldgate-postgres': onPostgres,
  'peer-memory': ({ known }) => peer({ known }),
  'peer-sqlite': ({ known, folder }) => peer({ known, databaseFile: join(folder, 'peer.sqlite') }),
}
