import { setTimeout as sleep } from 'node:timers/promises'
import { keys } from '../support/e2e-seed'
import { RelyingParty } from '../support/relying-party'
import { Cluster } from './support/cluster'

const restarts = 6
const callers = 4

describe('nodes that are restarted in order, one after the other, at full load', () => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await Cluster.start({ nodes: 2, environment: { SHUTDOWN_DELAY: '1' } })
  })
  afterAll(() => cluster.stop())

  it(`lose no request in ${restarts} restarts (SEC-448)`, async () => {
    const machine = new RelyingParty(cluster, 'machine', keys.machine)
    const failures: string[] = []
    let [answered, isOver] = [0, false]
    const call = async () => {
      while (!isOver) {
        const { status, text } = await machine.call('/token', { grant_type: 'client_credentials' })
        answered += 1
        if (status !== 200) failures.push(`${status} ${text}`)
      }
    }
    const load = Promise.all(Array.from({ length: callers }, call))
    for (let turn = 0; turn < restarts; turn += 1) {
      const node = cluster.node(turn % 2)
      expect(await node.stop('SIGTERM')).toBe(0)
      await node.start()
      await sleep(200)
    }
    isOver = true
    await load
    expect(failures).toEqual([])
    expect(answered).toBeGreaterThan(restarts)
  }, 300_000)
})
