import { HttpClient } from '../drive/http-client.mjs'
import { RelyingParty } from '../drive/relying-party.mjs'
import { percentile } from './statistics.mjs'
import { verificationMicroseconds } from './verification.mjs'

const connections = 8
/** So much of a measurement is done before it begins. */
const warmShare = 0.2

async function runAll(works, operations, onDone = () => {}) {
  let left = operations
  const worker = async (work) => {
    while (left-- > 0) {
      const since = performance.now()
      await work()
      onDone(performance.now() - since)
    }
  }
  await Promise.all(works.map(worker))
}

async function makeWorkers(http, server, known, { prepare }) {
  return Promise.all(
    Array.from({ length: connections }, async () => {
      const party = new RelyingParty(http, server.base, known)
      await party.discover()
      return prepare(party)
    }),
  )
}

/** Runs operations of one mode, unmeasured. */
export async function warm(server, known, mode, operations) {
  const http = new HttpClient(connections)
  await runAll(await makeWorkers(http, server, known, mode), operations)
  http.close()
}

/**
 * Measures one mode on one server: CPU time of the server's process for each operation, and how long the operations took.
 *
 * @param profileFile where a profile of the server goes; making it costs time, so that the figures are too high then
 */
export async function measure(server, known, mode, { operations, profileFile }) {
  const http = new HttpClient(connections)
  const works = await makeWorkers(http, server, known, mode)
  await runAll(works, Math.ceil(operations * warmShare))
  const took = []
  const unitBefore = verificationMicroseconds()
  const [before, since] = [await server.usage({ startsProfile: profileFile !== undefined }), performance.now()]
  await runAll(works, operations, (milliseconds) => took.push(milliseconds))
  const [elapsed, after] = [performance.now() - since, await server.usage({ profileFile })]
  const unit = (unitBefore + verificationMicroseconds()) / 2
  http.close()
  const cpu = (after.cpuMicroseconds - before.cpuMicroseconds) / operations
  return {
    verifications: cpu / unit,
    cpuMilliseconds: cpu / 1000,
    unitMicroseconds: unit,
    perSecond: (operations / elapsed) * 1000,
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    p99: percentile(took, 0.99),
  }
}
