import { allDeclarations } from '#platform/config/settings'
import { checkCall, findVerb } from '#operations/cli/find-verb'
import { verbs } from '#operations/cli/verbs'
import { listOf, readStages, restOf } from './support/dockerfile'
import { readUnit } from './support/unit-file'
import { compose, containersOf, kubernetesSettings, ownServices, workloads } from './support/workloads'

const known = new Set(allDeclarations.flatMap(({ name }) => [name, `${name}_FILE`]))
const unit = readUnit('deploy/aldgate.service')
const image = readStages('Dockerfile').at(-1) ?? []
const nameOf = (assignment: string) => assignment.split('=')[0] ?? ''

const environments: readonly { where: string; names: readonly string[] }[] = [
  { where: 'the image', names: restOf(image, 'ENV').map(nameOf) },
  { where: 'the unit', names: unit.filter(({ name }) => name === 'Environment').map(({ value }) => nameOf(value)) },
  { where: 'the manifests', names: [...kubernetesSettings.keys()] },
  ...workloads.flatMap(containersOf).map(({ name, env = [] }) => ({ where: `container ${name}`, names: env.map((one) => one.name) })),
  ...ownServices.map(([name, { environment = {} }]) => ({ where: `service ${name}`, names: Object.keys(environment) })),
]

/** Everything that is run of this server, as words after its place. */
const commands: readonly (readonly string[])[] = [
  listOf(image, 'CMD'),
  ...ownServices.flatMap(([, { command }]) => (command ? [command] : [])),
  ...workloads.flatMap(containersOf).flatMap(({ command }) => (command ? [command] : [])),
  ...unit.filter(({ name }) => name === 'ExecStart').map(({ value }) => value.replace('/usr/bin/', '').split(' ')),
]
const verbCalls = commands.filter((command) => command.includes('dist/src/operations/cli/main.js')).map((command) => command.slice(2))

describe('what is deployed', () => {
  it.each(environments)('sets only what is a setting: $where', ({ names }) => {
    expect(names.filter((name) => !known.has(name))).toEqual([])
  })

  it('has no secret in its files: what is one comes from a file of its own', () => {
    const secrets = new Set(['KEY_ENCRYPTION_KEY', 'DATABASE_URL', 'ALDGATE_METRICS_TOKEN', 'TLS_KEY'])
    const named = environments.filter(({ where }) => where !== 'the unit').flatMap(({ names }) => names.filter((name) => secrets.has(name)))
    expect(named).toEqual([])
  })

  it('runs the server or its command line, and nothing else', () => {
    const programs = commands.map((command) => command.find((word) => word.endsWith('.js')))
    expect(new Set(programs)).toEqual(new Set(['dist/src/main.js', 'dist/src/operations/cli/main.js']))
    expect(verbCalls).toHaveLength(4)
  })

  it.each(verbCalls.map((words) => ({ call: words.join(' '), words })))('calls a verb as it is written: $call', ({ words }) => {
    const found = findVerb(words)
    expect(verbs).toContain(found?.verb)
    if (found) expect(() => checkCall(found.verb, found.args, {})).not.toThrow()
  })

  it('starts the server with the same flags everywhere: those of npm run start:prod', () => {
    const { scripts } = jest.requireActual<{ scripts: Record<string, string> }>('../../package.json')
    const starts = commands.filter((command) => command.includes('dist/src/main.js')).map((command) => command.join(' '))
    expect(new Set(starts)).toEqual(new Set([scripts['start:prod']]))
  })

  it('migrates before a node starts, and not at its start', () => {
    const nodes = ownServices.filter(([name]) => name.startsWith('aldgate'))
    expect(nodes.map(([, { environment }]) => environment?.['MIGRATE'])).toEqual(['off', 'off'])
    expect(nodes.map(([, { depends_on: before }]) => Object.keys(before ?? {}))).toEqual([['seed'], ['seed']])
    expect(Object.keys(compose.services['seed']?.depends_on ?? {})).toEqual(['migrate'])
    expect(kubernetesSettings.get('MIGRATE')).toBe('off')
  })

  it('gives a node longer to end than it needs: the delay, and 25 seconds for what is under way', () => {
    const delay = Number(kubernetesSettings.get('SHUTDOWN_DELAY'))
    expect(workloads[0]?.spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(delay + 25)
    for (const [, { environment, stop_grace_period: grace }] of ownServices.filter(([name]) => name.startsWith('aldgate')))
      expect(Number.parseInt(grace ?? '', 10)).toBeGreaterThan(Number(environment?.['SHUTDOWN_DELAY']) + 25)
  })
})
