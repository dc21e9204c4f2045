// What it costs to remember flows: the same server twice, with ALDGATE_FLOW_EVENTS on and off, whole logins on each in turn. Fails where
// remembering takes more than its share of the CPU time.
import { parseArgs } from 'node:util'
import { costOf } from './measure/compare.mjs'
import { rounded } from './measure/statistics.mjs'
import { starters } from './servers/servers.mjs'

const largestShare = 0.05

const switched = (database, state) => (options) => starters[`aldgate-${database}`]({ ...options, settings: { ALDGATE_FLOW_EVENTS: state } })

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, databases: { type: 'string', default: 'sqlite,postgres' } },
})
for (const database of values.databases.split(',')) {
  const share = await costOf({ with: switched(database, 'on'), without: switched(database, 'off') }, Number(values.rounds))
  console.log(`flow events on ${database}: ${rounded(share * 100)} % of a login's CPU time`)
  if (share > largestShare) process.exitCode = 1
}
