import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readText, readYaml, root } from './support/files'
import { compose } from './support/workloads'

interface Prometheus {
  readonly rule_files: readonly string[]
  readonly scrape_configs: readonly {
    readonly authorization: { readonly credentials_file: string }
    readonly static_configs: readonly { readonly targets: readonly string[] }[]
  }[]
}

const { services, configs, secrets } = compose
const given = (service: string) => (services[service]?.configs ?? []).map(({ target }) => target)
const [prometheus] = readYaml('deploy/prometheus/prometheus.yml') as [Prometheus]
/** What whoever installs it writes; both stay out of the repository. */
const own = new Set(['./seed.yaml'])

describe('docker-compose.yml', () => {
  it('names files that there are, but for the operator’s own', () => {
    const files = Object.values(configs).map(({ file }) => file)
    expect(files.filter((file) => !own.has(file) && !existsSync(join(root, file)))).toEqual([])
  })

  it('tells at its head how to make every secret that it names', () => {
    const [head = ''] = readText('docker-compose.yml').split('x-aldgate:')
    expect(Object.values(secrets).filter(({ file }) => !head.includes(file.slice(2)))).toEqual([])
    expect(readText('.gitignore').split('\n')).toEqual(expect.arrayContaining(['/secrets/', '/seed.yaml', '/seed.env']))
  })

  it('gives the seed job the variables of the sample seed, as its head and its comment tell', () => {
    const text = readText('docker-compose.yml')
    const [head = ''] = text.split('x-aldgate:')
    expect(services['seed']).toMatchObject({ env_file: ['./seed.env'] })
    for (const told of ['seeds/production.yaml', 'seed.env']) expect(head).toContain(told)
    const named = [...readText('seeds/production.yaml').matchAll(/^ +\w+: \$\{(\w+)\}/gm)].map(([, name = '']) => name)
    expect(named).toHaveLength(2)
    expect(named.filter((name) => !text.includes(`${name}=`))).toEqual([])
  })

  it.each(Object.entries(services))('%s uses only what is declared, and all that is given to it is there', (_name, service) => {
    const networks = Array.isArray(service.networks) ? (service.networks as string[]) : Object.keys(service.networks ?? {})
    expect(networks.filter((name) => !(name in compose.networks))).toEqual([])
    expect((service.secrets ?? []).filter((name) => !(name in secrets))).toEqual([])
    expect((service.configs ?? []).filter(({ source }) => !(source in configs))).toEqual([])
    const files = Object.entries(service.environment ?? {}).filter(([name]) => name.endsWith('_FILE'))
    const places = new Set((service.secrets ?? []).map((name) => `/run/secrets/${name}`))
    expect(files.map(([, file]) => file).filter((file) => !places.has(String(file)))).toEqual([])
  })
})

describe('Prometheus', () => {
  it('scrapes every node by itself, with the token that the nodes ask for', () => {
    const nodes = Object.keys(services).filter((name) => name.startsWith('aldgate-'))
    const [scrape] = prometheus.scrape_configs
    expect(scrape?.static_configs.flatMap(({ targets }) => targets)).toEqual(nodes.map((name) => `${name}:3000`))
    const token = scrape?.authorization.credentials_file
    for (const name of nodes) expect(services[name]?.environment?.['ALDGATE_METRICS_TOKEN_FILE']).toBe(token)
  })

  it('finds its configuration and its rules where the compose file puts them', () => {
    expect(given('prometheus')).toEqual(['/etc/prometheus/prometheus.yml', ...prometheus.rule_files])
  })
})

describe('Grafana', () => {
  it('finds the dashboard where its provider looks, and a data source that Prometheus serves', () => {
    const [provider] = readYaml('deploy/grafana/provisioning/dashboards/aldgate.yml') as [{ providers: { options: { path: string } }[] }]
    expect(given('grafana').filter((target) => target.startsWith(provider.providers[0]?.options.path ?? '-'))).toHaveLength(1)
    const [source] = readYaml('deploy/grafana/provisioning/datasources/prometheus.yml') as [
      { datasources: { url: string; type: string }[] },
    ]
    expect(source.datasources).toMatchObject([{ type: 'prometheus', url: 'http://prometheus:9090' }])
    expect(services).toHaveProperty('prometheus')
  })
})
