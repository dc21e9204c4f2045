// How costs grow: with rows, processes and clients; and how many logins a second there are with the real password hash. Fails where a
// refresh among the most grants costs more than its share above one among the fewest.
import { parseArgs } from 'node:util'
import { byClients, byLogins, byRows, byWorkers } from './growth/parts.mjs'
import { rounded } from './measure/statistics.mjs'

const parts = { rows: byRows, workers: byWorkers, clients: byClients, logins: byLogins }
const largestShare = 0.15

const toLine = ({ of, verifications, cpuMilliseconds, perSecond, p50, p95, p99 }) => ({
  of,
  verifications: rounded(verifications),
  'CPU ms': rounded(cpuMilliseconds, 2),
  'per s': rounded(perSecond),
  'p50 ms': rounded(p50),
  'p95 ms': rounded(p95),
  'p99 ms': rounded(p99),
})

async function run(part, options) {
  const results = []
  for await (const result of parts[part](options)) results.push(result)
  console.table(results.map(toLine))
  return results
}

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: Object.keys(parts).join() },
    database: { type: 'string', default: 'sqlite' },
    counts: { type: 'string' },
  },
})
const counts = values.counts?.split(',').map(Number)
for (const part of values.parts.split(',')) {
  const results = await run(part, { database: values.database, ...(counts && { counts }) })
  const share = results.at(-1).verifications / results[0].verifications - 1
  if (part === 'rows') console.log(`a refresh among ${results.at(-1).of} costs ${rounded(share * 100)} % more than among ${results[0].of}`)
  if (part === 'rows' && share > largestShare) process.exitCode = 1
}
