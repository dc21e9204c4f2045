import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { verify } from 'argon2'
import { eventually } from '../cluster/support/eventually'
import { freePort } from '../support/free-port'
import { buildImage, isInContext } from './support/build-image'
import { copiesOf, listOf, readStages, restOf } from './support/dockerfile'
import { root } from './support/files'
import { containersOf, workloads } from './support/workloads'

// Processes start here: on a busy machine that takes its time.
jest.setTimeout(120_000)

const [build = [], image = []] = readStages('Dockerfile')
const probes = workloads
  .flatMap(containersOf)
  .flatMap((one) => [one.startupProbe, one.livenessProbe, one.readinessProbe].filter((probe) => probe !== undefined))

const seed = { users: [{ username: 'alice', password: 'correct horse battery staple' }] }
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('node_modules'))

describe('the Dockerfile', () => {
  it('copies what there is, and what the build context has', () => {
    const sources = [...copiesOf(build), ...copiesOf(image)].filter(({ from }) => from === undefined).flatMap((copy) => copy.sources)
    expect(sources.filter((source) => !existsSync(join(root, source)) || !isInContext(source))).toEqual([])
  })

  it('takes from the build what is made there', () => {
    const names = ['node_modules', 'dist', ...copiesOf(build).flatMap(({ sources }) => sources)]
    const made = new Set(names.map((name) => `/build/${name}`))
    const taken = copiesOf(image).filter(({ from }) => from === 'build')
    expect(taken.flatMap(({ sources }) => sources).filter((source) => !made.has(source))).toEqual([])
  })

  it('runs scripts that there are, and lets no package run one', () => {
    const { scripts } = jest.requireActual<{ scripts: Record<string, string> }>('../../package.json')
    const commands = restOf(build, 'RUN').flatMap((run) => run.split(' && '))
    const run = commands.flatMap((command) => /^npm run (\S+)/.exec(command)?.[1] ?? [])
    expect(run.filter((name) => !(name in scripts))).toEqual([])
    expect(commands.filter((command) => /^npm (ci|prune)/.test(command) && !command.includes('--ignore-scripts'))).toEqual([])
    expect(commands.some((command) => command.startsWith('npm prune --omit=dev'))).toBe(true)
  })
})

// The image's files, laid out as the Dockerfile lays them out: what is missing there is missing here.
describe('the files of the image', () => {
  let folder: string
  let port: number
  let node: ChildProcess
  let before: readonly string[]
  const said: string[] = []

  const [program = '', ...flags] = listOf(image, 'CMD')
  const alone = ['--preserve-symlinks', '--preserve-symlinks-main']
  const environment = () => ({
    ...Object.fromEntries(restOf(image, 'ENV').map((line) => line.split('='))),
    PORT: String(port),
    ISSUER: 'https://login.example.com',
    KEY_ENCRYPTION_KEY_FILE: join(folder, '..', 'key'),
  })
  const run = (args: readonly string[], more: object = {}, input = '') =>
    spawnSync(process.execPath, [...alone, ...args], { cwd: folder, env: { ...environment(), ...more }, encoding: 'utf8', input })
  const statusOf = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status

  beforeAll(async () => {
    folder = buildImage()
    port = await freePort()
    before = filesOf(folder)
    writeFileSync(join(folder, '..', 'key'), randomBytes(32).toString('base64'))
    writeFileSync(join(folder, '..', 'seed.json'), JSON.stringify(seed))
  })
  afterAll(() => rmSync(join(folder, '..'), { recursive: true }))

  it('are enough for the jobs: migrate and seed', () => {
    expect(run(['dist/src/operations/cli/main.js', 'migrate'])).toMatchObject({ status: 0, stderr: '' })
    expect(run(['dist/src/operations/cli/main.js', 'seed', '../seed.json'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('users: 1 created'),
    })
  })

  it.each([[['users', 'hash-password']], [['hash-password', '--json']]])(
    'are enough to hash a password, without a setting: %j',
    async (words) => {
      const nothing = { KEY_ENCRYPTION_KEY_FILE: '', ISSUER: '' }
      const { status, stdout } = run(['dist/src/operations/cli/main.js', ...words], nothing, 'several words without sense\n')
      const hash = words.includes('--json') ? (JSON.parse(stdout) as { password_hash: string }).password_hash : stdout.trim()
      expect(status).toBe(0)
      expect(await verify(hash, 'several words without sense')).toBe(true)
      expect(run(['dist/src/operations/cli/main.js', ...words], nothing, 'password123\n')).toMatchObject({ status: 1, stdout: '' })
    },
  )

  it('are enough for the server: it starts, and is ready', async () => {
    expect(program).toBe('node')
    node = spawn(process.execPath, [...alone, ...flags], { cwd: folder, env: environment() })
    for (const stream of [node.stdout, node.stderr]) stream?.on('data', (data: Buffer) => said.push(data.toString()))
    const isReady = () =>
      statusOf('/health/ready').then(
        (status) => status === 200,
        () => node.exitCode !== null,
      )
    await eventually(isReady, () => said.join(''))
    expect(node.exitCode).toBeNull()
  })

  it('answer at every path that a probe asks, and show pages', async () => {
    expect(probes).not.toHaveLength(0)
    for (const { httpGet } of probes) expect([httpGet.path, await statusOf(httpGet.path)]).toEqual([httpGet.path, 200])
    const page = await fetch(`http://127.0.0.1:${port}/authorize?client_id=nobody`)
    expect(await page.text()).toContain('error-page')
  })

  it('tell a health check whether the server is well', async () => {
    const [, ...check] = listOf(image, 'HEALTHCHECK')
    const isWell = (more = {}) => run(check, more).status
    expect(isWell()).toBe(0)
    writeFileSync(join(folder, '..', 'port'), String(port))
    expect(isWell({ PORT: '', PORT_FILE: join(folder, '..', 'port') })).toBe(0)
    node.kill('SIGTERM')
    await once(node, 'exit')
    expect(node.exitCode).toBe(0)
    expect(isWell()).toBe(1)
  })

  it('stay as they are: only data/ is written to', () => {
    expect(filesOf(folder).filter((name) => !before.includes(name) && !name.startsWith('data/'))).toEqual([])
  })

  it('hold no test, and no package that only development needs', () => {
    expect(filesOf(folder).filter((name) => /\.spec\.|\.fixtures?\./.test(name))).toEqual([])
    for (const name of ['typescript', 'jest', 'prettier']) expect(existsSync(join(folder, 'node_modules', name))).toBe(false)
  })
})
