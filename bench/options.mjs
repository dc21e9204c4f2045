import { parseArgs } from 'node:util'

const help = `npm run bench -- [options]
  --quick            one round of few operations, without the memory figures
  --rounds N         how often every mode is run on every server (7)
  --modes A,B        some modes only
  --servers A,B      some servers only
  --json FILE        where the figures go as JSON
  --profile FOLDER   writes a CPU profile of every mode on every server there, for any flame graph viewer
  --flags="-A -B"    flags for Node.js in place of those that our server is run with in production
  --no-goals         never fails for a missed goal`

const known = {
  quick: { type: 'boolean', default: false },
  rounds: { type: 'string' },
  modes: { type: 'string' },
  servers: { type: 'string' },
  json: { type: 'string' },
  profile: { type: 'string' },
  flags: { type: 'string' },
  'no-goals': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
}

function pick(all, wanted) {
  const names = wanted?.split(',') ?? all
  const unknown = names.find((name) => !all.includes(name))
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${all.join(', ')}`)
  return all.filter((name) => names.includes(name))
}

/** What to measure, from the command line; undefined where only help was asked for. */
export function readOptions(allModes, allServers) {
  const { values } = parseArgs({ options: known })
  if (values.help) {
    console.log(help)
    return undefined
  }
  return {
    modes: pick(allModes, values.modes),
    servers: pick(allServers, values.servers),
    rounds: Number(values.rounds ?? (values.quick ? 1 : 7)),
    isQuick: values.quick,
    jsonFile: values.json,
    profileFolder: values.profile,
    nodeFlags: values.flags?.split(' '),
    checksGoals: !values['no-goals'],
  }
}
