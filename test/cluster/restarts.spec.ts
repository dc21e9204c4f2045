import { setTimeout as sleep } from 'node:timers/promises'
import { keys } from '../support/e2e-seed'
import { RelyingParty } from '../support/relying-party'
import { Cluster } from './support/cluster'

const restarts = 6
const callers = 4
/** The kernel resets a connection that is made in the very moment in which the listener closes; before idle connections were waited for, every other restart lost one. */
const mostUnlucky = 1

describe('nodes that are restarted in order, one after the other, at full load', () => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await Cluster.start({ nodes: 2, environment: { SHUTDOWN_DELAY: '1' } })
  })
  afterAll(() => cluster.stop())

  it(`lose no request that a node has accepted, in ${restarts} restarts (SEC-448)`, async () => {
    const machine = new RelyingParty(cluster, 'machine', keys.machine)
    const failures: string[] = []
    const load = { answered: 0, isOver: false }
    const call = async () => {
      while (!load.isOver) {
        const { status, text } = await machine.call('/token', { grant_type: 'client_credentials' })
        load.answered += 1
        if (status !== 200) failures.push(`${status} ${text}`)
      }
    }
    const calls = Promise.all(Array.from({ length: callers }, call))
    for (let turn = 0; turn < restarts; turn += 1) {
      const node = cluster.node(turn % 2)
      expect(await node.stop('SIGTERM')).toBe(0)
      await node.start()
      await sleep(200)
    }
    load.isOver = true
    await calls
    expect(failures.filter((failure) => !failure.startsWith('502'))).toEqual([])
    expect(failures.length).toBeLessThanOrEqual(mostUnlucky)
    expect(load.answered).toBeGreaterThan(restarts)
  }, 300_000)
})
