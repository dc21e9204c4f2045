import { writeSync } from 'node:fs'
import * as fc from 'fast-check'
import { e2eSeed, keys } from '../support/e2e-seed'
import { RelyingParty } from '../support/relying-party'
import { sha256 } from '../support/test-keys'
import { startServer } from '../support/test-server'
import type { TestServer } from '../support/test-server'
import { arrive, fresh, ingredientsOf, recipesOf } from './good-requests'
import { anyRequest, mapValues, nearlyGood } from './http-requests'
import type { RawRequest } from './http-requests'
import { propertySeed } from './property-seed'
import { closeConnections, sendRaw } from './send-raw'

const requests = 2_000
const atOnce = 8
const stderr = 2
const limitMs = 240_000

const batchesOf = <Item>(items: readonly Item[]): (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / atOnce) }, (_, index) => items.slice(index * atOnce, (index + 1) * atOnce))

describe('whatever is sent', () => {
  let server: TestServer
  let rp: RelyingParty
  beforeAll(async () => {
    writeSync(stderr, `Requests: PROPERTY_SEED=${propertySeed}\n`)
    server = await startServer({ seed: e2eSeed })
    rp = new RelyingParty(server, 'fapi', keys.fapi)
  })
  afterAll(async () => {
    closeConnections()
    await server.close()
  })

  /** The request with an assertion and a proof that were not used before, and that fit it. */
  function refreshed({ path, headers, body, method }: RawRequest): RawRequest {
    const url = rp.url(path.split('?')[0] ?? '')
    const [, token] = headers['authorization']?.split(' ') ?? []
    const ath = token === undefined ? {} : { ath: sha256(token) }
    const fill = (text: string) =>
      text.replace(fresh.assertion, () => rp.assertion()).replace(fresh.proof, () => rp.proof(method, url, ath))
    return {
      method,
      path: fill(path),
      body: fill(body),
      headers: mapValues(headers, fill),
    }
  }

  /** Says what is wrong with the answer, if anything is. */
  async function faultOf(request: RawRequest, statuses: Set<number>): Promise<readonly unknown[]> {
    try {
      const { status, flowId } = await sendRaw(server.issuer, refreshed(request))
      statuses.add(status)
      return status < 500 && /^[\w-]{22}$/.test(String(flowId)) ? [] : [{ status, flowId, request }]
    } catch (error) {
      return [{ error: String(error), request }]
    }
  }

  it(
    'is answered without a server error and by the name of its flow, and the server goes on (SEC-359, SEC-371, SEC-449)',
    async () => {
      const doorstep = await arrive(rp)
      const inputs = fc.oneof(anyRequest(await ingredientsOf(rp, doorstep)), nearlyGood(await recipesOf(rp, doorstep)))
      const sample = fc.sample(inputs, { numRuns: requests, seed: propertySeed })
      const statuses = new Set<number>()
      const faults: unknown[] = []
      for (const batch of batchesOf(sample)) faults.push(...(await Promise.all(batch.map((one) => faultOf(one, statuses)))).flat())
      expect(faults).toEqual([])
      // The requests came further than the first check.
      expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 401, 404, 405, 415]))
      expect((await new RelyingParty(server, 'machine', keys.machine).call('/token', { grant_type: 'client_credentials' })).status).toBe(
        200,
      )
    },
    limitMs,
  )
})
