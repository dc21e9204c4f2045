// Loads a seed as `npm run seed` does, in a process of its own, and prints how long that took beside what starts and ends the process.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
/** A part of the server as it is built. */
const built = (path) => require(new URL(`../../dist/src/operations/${path}.js`, import.meta.url).pathname)

require('reflect-metadata')
const { CliModule, inContext } = built('cli/cli.module')
const { SeedVerb } = built('cli/verbs/seed.verb')
const { declarationOf } = built('cli/cli-verb')
const { readSettings } = built('start/read-settings')
const { LoadSeed } = built('seeds/load-seed')

const [path] = process.argv.slice(2)
const module = CliModule.of(readSettings([], process.env), declarationOf(SeedVerb).modules)
const result = await inContext(module, async (context) => {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const { report } = await context.get(LoadSeed).execute({ kind: 'file', path })
  const { user, system } = process.cpuUsage(cpu)
  return { milliseconds: performance.now() - began, cpuMilliseconds: (user + system) / 1_000, lines: report.toLines() }
})
console.log(JSON.stringify(result))
