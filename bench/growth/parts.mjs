import { makeKey } from '../drive/keys.mjs'
import { modes } from '../drive/modes.mjs'
import { makeKnown } from '../known.mjs'
import { measure, warm } from '../measure/measure.mjs'
import { medians } from '../measure/statistics.mjs'
import { starters } from '../servers/servers.mjs'
import { withServers } from '../servers/with-servers.mjs'
import { fill } from './fill.mjs'

const warmFlows = 300
const rounds = 3
const roundsOfRows = 7

/** One server for as long as the work takes, warm. */
const onServer = (name, options, work) =>
  withServers({ [name]: starters[name] }, options, async (servers) => {
    const server = servers.get(name)
    await warm(server, options.known, modes.flow, warmFlows)
    return work(server)
  })

async function measureRounds(server, known, mode, operations) {
  await warm(server, known, mode, operations)
  const results = []
  for (let round = 0; round < rounds; round++) results.push(await measure(server, known, mode, { operations }))
  return medians(results)
}

/** What a refresh costs among so many grants: a server for each number, measured in turn, so that what else the machine does hits all alike. */
export async function* byRows({ database, counts = [1_000, 100_000, 1_000_000] }) {
  const known = makeKnown()
  const wanted = Object.fromEntries(counts.map((count) => [count, starters[`aldgate-${database}`]]))
  yield* await withServers(wanted, { known }, async (servers) => {
    for (const [count, server] of servers) await prepareRows(server, known, Number(count))
    const results = new Map(counts.map((count) => [String(count), []]))
    for (let round = 0; round < roundsOfRows; round++)
      for (const [count, server] of servers) results.get(count).push(await measure(server, known, modes.refresh, { operations: 600 }))
    return [...results].map(([count, measured]) => ({ of: `${count} grants`, ...medians(measured) }))
  })
}

async function prepareRows(server, known, count) {
  await warm(server, known, modes.flow, warmFlows)
  await fill(server.databaseUrl, count)
  await warm(server, known, modes.refresh, 600)
}

/** What logins cost in one process and in several at one address. */
export async function* byWorkers({ counts = [1, 2, 4] }) {
  for (const workers of counts) {
    const known = makeKnown()
    const options = { known, workers }
    yield {
      of: `${workers} processes`,
      ...(await onServer('aldgate-postgres', options, (server) => measureRounds(server, known, modes.flow, 300))),
    }
  }
}

/** What client credentials cost where so many clients take turns. */
export async function* byClients({ database, counts = [10, 1_000, 10_000] }) {
  for (const count of counts) {
    const furtherClients = Array.from({ length: count - 1 }, (_, index) => ({ clientId: `bench-${index}`, key: makeKey(`k${index}`) }))
    const known = { ...makeKnown(), furtherClients }
    const all = [known.client, ...furtherClients]
    let turn = 0
    const mode = { prepare: async (party) => () => party.clientCredentials(all[turn++ % all.length]) }
    const operations = Math.max(1_500, count)
    const measured = await onServer(`aldgate-${database}`, { known }, (server) => measureRounds(server, known, mode, operations))
    yield { of: `${count} clients`, ...measured }
  }
}

/** Logins with the password hash of production. */
export async function* byLogins({ database }) {
  const known = makeKnown()
  const options = { known, settings: { PASSWORD_HASH: 'argon2id,m=19456,t=2,p=1' } }
  yield {
    of: 'logins with the real hash',
    ...(await onServer(`aldgate-${database}`, options, (server) => measureRounds(server, known, modes.flow, 200))),
  }
}
