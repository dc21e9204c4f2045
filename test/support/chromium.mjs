// Prints where a Chromium is, and which folder of libraries it needs, as JSON: the one that CHROMIUM_PATH names, else the one that
// travels in @sparticuz/chromium, unpacked once for all runs. Works as root on a machine that has nothing but npm.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readFileSync } from 'node:fs'

const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))

/** Unpacks beside the final place and moves there in one step: two runs at once do each other no harm. */
async function unpack(folder) {
  const place = mkdtempSync(`${folder}-`)
  // The package unpacks into the folder of temporary files, and its libraries only where it believes to be on Amazon's runtime.
  Object.assign(process.env, { TMPDIR: place, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' })
  const { default: chromium } = await import('@sparticuz/chromium')
  chromium.setGraphicsMode = false
  await chromium.executablePath()
  try {
    renameSync(place, folder)
  } catch (error) {
    rmSync(place, { recursive: true, force: true })
    if (!existsSync(join(folder, 'chromium'))) throw error
  }
}

const runs = (path, environment) => spawnSync(path, ['--version'], { env: { ...process.env, ...environment } }).status === 0

async function find() {
  if (process.env.CHROMIUM_PATH) return { path: process.env.CHROMIUM_PATH }
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  const folder = join(tmpdir(), `aldgate-chromium-${version}`)
  if (!existsSync(join(folder, 'chromium'))) await unpack(folder)
  const path = join(folder, 'chromium')
  return runs(path, {}) ? { path } : { path, libraries: join(folder, 'al2023', 'lib') }
}

console.log(JSON.stringify(await find()))
