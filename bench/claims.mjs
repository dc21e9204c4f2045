// What groups and mappings cost: whole logins of a person in 50 groups to clients with a mapping of five expressions, and of one in none to
// clients without, on two servers in turn. Fails where that takes more than its share of the CPU time.
import { parseArgs } from 'node:util'
import { toSeed } from './known.mjs'
import { costOf } from './measure/compare.mjs'
import { rounded } from './measure/statistics.mjs'
import { starters } from './servers/servers.mjs'

const largestShare = 0.05

const groups = Array.from({ length: 50 }, (_, index) => `department-${index}`)
const everywhere = ['id_token', 'userinfo']
const claims = [
  { claim: 'role', value: '"department-7" in user.groups ? "Editor" : "Viewer"', in: everywhere },
  { claim: 'groups', value: 'user.groups.filter(g, g.startsWith("department-1"))', in: everywhere },
  { claim: 'upn', value: 'user.username + "@example.com"', in: everywhere },
  { claim: 'dept', value: 'user.attributes.?department.orValue("none")', in: everywhere },
  { claim: 'context', value: '{"client": client.client_id, "acr": request.acr}', in: everywhere },
]

function richSeed(known) {
  const { clients, users } = toSeed(known)
  return {
    attributes: [{ attribute: 'department', type: 'string' }],
    groups: groups.map((group) => ({ group, roles: ['member'] })),
    clients: clients.map((client) => (client.redirect_uris.length > 0 ? { ...client, claims } : client)),
    users: users.map((user) => ({ ...user, groups, attributes: { department: 'Treasury' } })),
  }
}

const rich = (database) => (options) => starters[`aldgate-${database}`]({ ...options, seed: richSeed(options.known) })

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, databases: { type: 'string', default: 'sqlite,postgres' } },
})
for (const database of values.databases.split(',')) {
  const share = await costOf({ with: rich(database), without: starters[`aldgate-${database}`] }, Number(values.rounds))
  console.log(`50 groups and five expressions on ${database}: ${rounded(share * 100)} % of a login's CPU time`)
  if (share > largestShare) process.exitCode = 1
}
