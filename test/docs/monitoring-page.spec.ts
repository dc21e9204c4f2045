import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { contributedMetrics } from '../support/contributed-metrics'
import { e2eSeed } from '../support/e2e-seed'
import { useServer } from '../support/use-server'

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'monitoring.md'), 'utf8')

describe('docs/monitoring.md', () => {
  const server = useServer({ seed: e2eSeed })

  it('lists every metric of the server with its type, its labels and its meaning, and no other', () => {
    const rows = [...page.matchAll(/^\| `(aldgate_\w+)` *\| (\w+) *\| (.*?) *\| (.*?) *\|$/gm)].map(([, ...cells]) => cells.join(' | '))
    const metrics = contributedMetrics(server.app).map(({ name, type, labels, help }) =>
      [name, type, labels.map((label) => `\`${label}\``).join(', '), help].join(' | '),
    )
    expect(rows.toSorted()).toEqual(metrics.toSorted())
  })
})
