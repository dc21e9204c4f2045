import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Starts servers one after the other, in a folder that is gone afterwards; whatever fails, those that run are stopped. */
export async function withServers(starters, options, work) {
  const folder = mkdtempSync(join(tmpdir(), 'aldgate-bench-'))
  const running = new Map()
  try {
    for (const [name, start] of Object.entries(starters)) running.set(name, await start({ ...options, folder }))
    return await work(new Map([...running].map(([name, { server }]) => [name, server])))
  } finally {
    for (const { stop } of running.values()) await stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
