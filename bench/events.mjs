// What it costs to remember flows: the same server twice, with ALDGATE_FLOW_EVENTS on and off, whole logins on each in turn. Fails where
// remembering takes more than its share of the CPU time.
import { parseArgs } from 'node:util'
import { modes } from './drive/modes.mjs'
import { makeKnown } from './known.mjs'
import { measure, warm } from './measure/measure.mjs'
import { percentile, rounded } from './measure/statistics.mjs'
import { starters } from './servers/servers.mjs'
import { withServers } from './servers/with-servers.mjs'

const warmFlows = 700
const largestShare = 0.05

const switched = (database) => (state) => (options) =>
  starters[`aldgate-${database}`]({ ...options, settings: { ALDGATE_FLOW_EVENTS: state } })

/** Of each round, what a login costs more with events than without. Which of the two comes first changes from round to round. */
async function measureShares(servers, known, rounds) {
  const shares = []
  for (let round = 1; round <= rounds; round++) {
    const cost = {}
    for (const name of round % 2 === 0 ? ['on', 'off'] : ['off', 'on'])
      cost[name] = (await measure(servers.get(name), known, modes.flow, { operations: modes.flow.operations })).verifications
    shares.push(cost.on / cost.off - 1)
    process.stderr.write(`round ${round} of ${rounds}: ${rounded(cost.on)} with, ${rounded(cost.off)} without\n`)
  }
  return shares
}

async function run(database, rounds) {
  const known = makeKnown()
  const start = switched(database)
  return withServers({ on: start('on'), off: start('off') }, { known }, async (servers) => {
    for (const server of servers.values()) await warm(server, known, modes.flow, warmFlows)
    return percentile(await measureShares(servers, known, rounds), 0.5)
  })
}

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, databases: { type: 'string', default: 'sqlite,postgres' } },
})
for (const database of values.databases.split(',')) {
  const share = await run(database, Number(values.rounds))
  console.log(`flow events on ${database}: ${rounded(share * 100)} % of a login's CPU time`)
  if (share > largestShare) process.exitCode = 1
}
