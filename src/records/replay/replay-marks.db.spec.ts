import { parallel } from '../../../test/support/records'
import { startNodes } from '../../../test/support/test-context'
import type { TestNodes } from '../../../test/support/test-context'
import { clockToleranceSeconds } from '#platform/database/delete-expired'
import { ReplayMarks } from './replay-marks'
import type { SingleUse } from './replay-marks'
import { ReplayModule } from './replay.module'

describe('replay marks', () => {
  let nodes: TestNodes
  let marks: ReplayMarks
  let others: ReplayMarks
  beforeAll(async () => {
    nodes = await startNodes([ReplayModule])
    ;[marks, others] = [nodes.nodes[0].get(ReplayMarks), nodes.nodes[1].get(ReplayMarks)]
  })
  beforeEach(() => nodes.nodes[0].dataSource.query('DELETE FROM replay_marks'))
  afterAll(() => nodes.close())

  const use = (given: Partial<SingleUse> = {}): SingleUse => ({
    purpose: 'client-assertion',
    maker: 'a-client',
    id: 'a-jti',
    expiresAt: nodes.clock.now() + 60,
    ...given,
  })

  const spendBy = async (node: ReplayMarks, uses: readonly SingleUse[]) => {
    const { replayed, kept } = await node.spend(uses)
    await kept
    return replayed
  }
  const spend = (uses: readonly SingleUse[]) => spendBy(marks, uses)
  const spendElsewhere = (uses: readonly SingleUse[]) => spendBy(others, uses)

  it('let something be used once (SEC-101, SEC-140)', async () => {
    expect(await spend([use()])).toEqual([])
    expect(await spend([use()])).toEqual([use()])
  })

  it('are known to every node (SEC-140, SEC-430)', async () => {
    await spend([use()])
    expect(await spendElsewhere([use()])).toEqual([use()])
  })

  it('let one of 20 in that come at once, over two nodes (SEC-101, SEC-140)', async () => {
    const answers = await parallel((index) => (index % 2 ? spend : spendElsewhere)([use()]))
    expect(answers.filter((replayed) => replayed.length === 0)).toHaveLength(1)
  })

  it('are apart by purpose, by maker and by id (SEC-141)', async () => {
    await spend([use()])
    const apart = [use({ purpose: 'dpop-proof' }), use({ maker: 'another-client' }), use({ id: 'another-jti' })]
    expect(await spend(apart)).toEqual([])
  })

  it('never run together where maker and id meet (SEC-141)', async () => {
    await spend([use({ maker: 'a', id: 'bc' })])
    expect(await spend([use({ maker: 'ab', id: 'c' }), use({ maker: 'a","b', id: 'c' })])).toEqual([])
  })

  it('tell which of several was used before, and use up the rest (SEC-140)', async () => {
    const [assertion, proof] = [use(), use({ purpose: 'dpop-proof' })]
    await spend([assertion])
    expect(await spend([assertion, proof])).toEqual([assertion])
    expect(await spend([proof])).toEqual([proof])
  })

  it('cost nothing where there is nothing to use up', async () => {
    expect(await spend([])).toEqual([])
  })

  it('keep no identifier as it came (SEC-442)', async () => {
    await spend([use()])
    expect(JSON.stringify(await nodes.nodes[0].dataSource.query('SELECT * FROM replay_marks'))).not.toMatch(/a-jti|a-client/)
  })

  it('stay as long as what they mark would be accepted by every node’s clock (SEC-438, SEC-445)', async () => {
    await spend([use()])
    expect(await marks.sweepExpired(nodes.clock.now() + 60 + clockToleranceSeconds, 10)).toBe(0)
    expect(await spend([use()])).toHaveLength(1)
    expect(await marks.sweepExpired(nodes.clock.now() + 61 + clockToleranceSeconds, 10)).toBe(1)
  })
})
