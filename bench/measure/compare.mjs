import { modes } from '../drive/modes.mjs'
import { makeKnown } from '../known.mjs'
import { withServers } from '../servers/with-servers.mjs'
import { measure, warm } from './measure.mjs'
import { percentile, rounded } from './statistics.mjs'

const warmFlows = 700

/** Of each round, what a login costs more with than without. Which of the two comes first changes from round to round. */
async function measureShares(servers, known, rounds) {
  const shares = []
  for (let round = 1; round <= rounds; round++) {
    const cost = {}
    for (const name of round % 2 === 0 ? ['with', 'without'] : ['without', 'with'])
      cost[name] = (await measure(servers.get(name), known, modes.flow, { operations: modes.flow.operations })).verifications
    shares.push(cost.with / cost.without - 1)
    process.stderr.write(`round ${round} of ${rounds}: ${rounded(cost.with)} with, ${rounded(cost.without)} without\n`)
  }
  return shares
}

/**
 * What something costs, as a share of a login's CPU time: whole logins on a server that has it and on one that does not, in turn.
 *
 * @param start what starts either: `with` and `without`
 */
export async function costOf(start, rounds) {
  const known = makeKnown()
  return withServers(start, { known }, async (servers) => {
    for (const server of servers.values()) await warm(server, known, modes.flow, warmFlows)
    return percentile(await measureShares(servers, known, rounds), 0.5)
  })
}
