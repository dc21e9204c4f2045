import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { contributedMetrics } from '../support/contributed-metrics'
import { e2eSeed } from '../support/e2e-seed'
import { readMetrics } from '../support/metrics-text'
import { useServer } from '../support/use-server'

const deploy = (path: string) => readFileSync(join(__dirname, '..', '..', 'deploy', path), 'utf8')
interface Panel {
  readonly type: string
  readonly title: string
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[]
}
const dashboard = JSON.parse(deploy('grafana/aldgate.json')) as { readonly panels: readonly Panel[]; readonly uid: string }
const rules = parse(deploy('prometheus/aldgate.rules.yml')) as {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string; readonly annotations: { summary: string } }[]
  }[]
}
const alerts = rules.groups.flatMap((group) => group.rules)
const queries = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))

/** The names of metrics in a query: histograms by the name that they are declared under. */
const namesIn = (query: string) =>
  [...query.matchAll(/\b(?:aldgate|process|nodejs)_\w+/g)].map(([name]) => name.replace(/_(bucket|sum|count)$/, ''))
/** The labels that a query groups or filters by. */
const labelsIn = (query: string) => [
  ...[...query.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(',').map((label) => label.trim())),
  ...[...query.matchAll(/[{,]\s*(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label),
]
const balanced = (query: string) =>
  ['()', '{}', '[]'].every(([open = '', close = '']) => query.split(open).length === query.split(close).length)

describe('the dashboard and the alerts', () => {
  const server = useServer({ seed: e2eSeed, environment: { ALDGATE_METRICS_ALLOW: '127.0.0.1' } })
  let declared: ReadonlySet<string>
  let labels: ReadonlySet<string>
  beforeAll(async () => {
    const ours = contributedMetrics(server.app)
    declared = new Set([...ours, ...readMetrics(await (await fetch(`${server.issuer}/metrics`)).text())].map(({ name }) => name))
    labels = new Set(['le', 'instance', ...ours.flatMap((metric) => metric.labels)])
  })

  it.each([
    ['the dashboard', queries],
    ['the alerts', alerts.map(({ expr }) => expr)],
  ])('%s name only metrics that there are', (_, all) => {
    expect(all.length).toBeGreaterThan(8)
    for (const query of all) {
      expect(namesIn(query).length).toBeGreaterThan(0)
      expect(namesIn(query).filter((name) => !declared.has(name))).toEqual([])
      expect([query, balanced(query)]).toEqual([query, true])
    }
  })

  it('leave no metric of the server out', () => {
    const shown = new Set(queries.flatMap(namesIn))
    expect([...declared].filter((name) => name.startsWith('aldgate_') && !shown.has(name))).toEqual([])
  })

  it('group and filter by labels that the metrics have', () => {
    const used = [...queries, ...alerts.map(({ expr }) => expr)].flatMap(labelsIn)
    expect(used.length).toBeGreaterThan(20)
    expect(used.filter((label) => !labels.has(label))).toEqual([])
  })

  it('have titles and summaries, each its own', () => {
    const titles = dashboard.panels.map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
    for (const { annotations } of alerts) expect(annotations.summary).toMatch(/\.|list$/)
  })
})
