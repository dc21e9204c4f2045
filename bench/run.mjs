// Our server and the peer, side by side: CPU time of each server's process for each operation, in units of one ES256 verification timed in
// the same run. `npm run bench -- --help` tells the options.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
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

const warmFlows = 700
const quickShare = 0.25

/** Starts the servers one after the other; whatever fails, those that run are stopped. */
async function withServers(names, options, work) {
  const running = new Map()
  try {
    for (const name of names) running.set(name, await starters[name](options))
    return await work(new Map([...running].map(([name, { server }]) => [name, server])))
  } finally {
    for (const { stop } of running.values()) await stop()
  }
}

async function measureRounds(servers, known, { modes: names, rounds, isQuick }) {
  const measured = new Map()
  for (let round = 1; round <= rounds; round++)
    for (const mode of names)
      for (const [server, running] of servers) {
        const operations = Math.ceil(modes[mode].operations * (isQuick ? quickShare : 1))
        const result = await measure(running, known, modes[mode], operations)
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

async function run(options, folder) {
  const known = makeKnown()
  const nodeFlags = options.profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profileFolder}`]
  return withServers(options.servers, { known, folder, nodeFlags }, async (servers) => {
    for (const running of servers.values()) await warm(running, known, modes.flow, options.isQuick ? warmFlows / 2 : warmFlows)
    const results = await measureRounds(servers, known, options)
    const memory = options.isQuick ? [] : await measureMemory(servers, known)
    return { results, memory, missed: missedGoals(results, memory) }
  })
}

const options = readOptions(Object.keys(modes), Object.keys(starters))
if (options) {
  if (!existsSync(main)) throw new Error('the server is not built: npm run build')
  const folder = mkdtempSync(join(tmpdir(), 'aldgate-bench-'))
  try {
    const figures = await run(options, folder)
    report(figures, options.jsonFile)
    if (options.checksGoals && figures.missed.length > 0) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
