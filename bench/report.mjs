import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { goals } from './goals.mjs'
import { rounded } from './measure/statistics.mjs'

const ratioTo = (peer, { mode, verifications }, results) => {
  const other = results.find((one) => one.mode === mode && one.server === peer)
  return other ? rounded(verifications / other.verifications, 2) : undefined
}

const toLine = (result, results) => ({
  mode: result.mode,
  server: result.server,
  verifications: rounded(result.verifications),
  goal: goals[result.mode][result.server],
  'of peer, memory': ratioTo('peer-memory', result, results),
  'of peer, SQLite': ratioTo('peer-sqlite', result, results),
  'CPU ms': rounded(result.cpuMilliseconds, 2),
  'p50 ms': rounded(result.p50),
  'p95 ms': rounded(result.p95),
  'p99 ms': rounded(result.p99),
  'per s': rounded(result.perSecond),
})

/** Prints the medians, and writes them with the machine they come from where a file is named. */
export function report({ results, memory, missed }, jsonFile) {
  console.table(results.map((result) => toLine(result, results)))
  if (memory.length > 0)
    console.table(memory.map(({ server, flows, megabytes }) => ({ server, flows, 'resident MB': rounded(megabytes, 0) })))
  for (const miss of missed) console.log(`missed: ${miss}`)
  const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model }
  if (jsonFile) writeFileSync(jsonFile, `${JSON.stringify({ at: new Date().toISOString(), machine, results, memory, missed }, null, 2)}\n`)
}
