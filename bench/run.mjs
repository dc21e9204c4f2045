// Our server and the peer, side by side: CPU time of each server's process for each operation, in units of one ES256 verification timed in
// the same run. `npm run bench -- --help` tells the options.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { modes } from './drive/modes.mjs'
import { memoryGoal, missedGoals } from './goals.mjs'
import { makeKnown } from './known.mjs'
import { measure, warm } from './measure/measure.mjs'
import { medians } from './measure/statistics.mjs'
import { readOptions } from './options.mjs'
import { report } from './report.mjs'
import { main } from './servers/aldgate.mjs'
import { starters } from './servers/servers.mjs'
import { withServers } from './servers/with-servers.mjs'

const warmFlows = 700
const quickShare = 0.25

async function measureRounds(servers, known, { modes: names, rounds, isQuick, profileFolder }) {
  const measured = new Map()
  for (let round = 1; round <= rounds; round++)
    for (const mode of names)
      for (const [server, running] of servers) {
        const operations = Math.ceil(modes[mode].operations * (isQuick ? quickShare : 1))
        const result = await measure(running, known, modes[mode], {
          operations,
          profileFile: profileFolder && join(profileFolder, `${server}-${mode}-${round}.cpuprofile`),
        })
        process.stderr.write(`round ${round} of ${rounds}: ${mode} on ${server} ${result.verifications.toFixed(1)}\n`)
        measured.set(`${mode} ${server}`, [...(measured.get(`${mode} ${server}`) ?? []), result])
      }
  return [...measured].map(([key, results]) => {
    const [mode, server] = key.split(' ')
    return { mode, server, rounds: results.length, ...medians(results) }
  })
}

async function measureMemory(servers, known) {
  const memory = []
  for (const [server, running] of servers) {
    await warm(running, known, modes.flow, memoryGoal.flows - warmFlows)
    memory.push({ server, flows: memoryGoal.flows, megabytes: (await running.usage()).residentBytes / 1024 ** 2 })
  }
  return memory
}

async function run(options) {
  const known = makeKnown()
  const wanted = Object.fromEntries(options.servers.map((name) => [name, starters[name]]))
  return withServers(wanted, { known, nodeFlags: options.nodeFlags }, async (servers) => {
    for (const running of servers.values()) await warm(running, known, modes.flow, options.isQuick ? warmFlows / 2 : warmFlows)
    const results = await measureRounds(servers, known, options)
    const memory = options.isQuick ? [] : await measureMemory(servers, known)
    return { results, memory, missed: missedGoals(results, memory) }
  })
}

const options = readOptions(Object.keys(modes), Object.keys(starters))
if (options) {
  if (!existsSync(main)) throw new Error('the server is not built: npm run build')
  if (options.profileFolder) mkdirSync(options.profileFolder, { recursive: true })
  const figures = await run(options)
  report(figures, options.jsonFile)
  if (options.checksGoals && figures.missed.length > 0) process.exitCode = 1
}
