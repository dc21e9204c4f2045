import { parallel } from '../../../test/support/records'
import { startContext } from '../../../test/support/test-context'
import type { TestContext } from '../../../test/support/test-context'
import type { SingleUse } from '#records/replay/replay-marks'
import { BackchannelModule } from './backchannel.module'
import { SpendSingleUses } from './spend-single-uses'

describe('using up assertions and proofs', () => {
  let context: TestContext
  let spend: SpendSingleUses
  beforeAll(async () => {
    context = await startContext([BackchannelModule])
    spend = context.get(SpendSingleUses)
  })
  beforeEach(() => context.dataSource.query('DELETE FROM replay_marks'))
  afterAll(() => context.close())

  const use = (purpose: SingleUse['purpose'], id: string): SingleUse => ({
    purpose,
    maker: 'a-client',
    id,
    expiresAt: context.clock.now() + 60,
  })
  const [assertion, proof] = [(id = 'a') => use('client-assertion', id), (id = 'p') => use('dpop-proof', id)]

  it('lets each in once (SEC-101, SEC-140)', async () => {
    await expect(spend.execute([assertion(), proof()])).resolves.toHaveProperty('kept')
    await expect(spend.execute([])).resolves.toHaveProperty('kept')
  })

  it('refuses an assertion that was used before as a failed authentication, and counts it (RFC7523-3-7, SEC-140, SEC-151)', async () => {
    const count = jest.fn(async () => undefined)
    await spend.execute([assertion()], count)
    await expect(spend.execute([assertion(), proof()], count)).rejects.toMatchObject({
      code: 'invalid_client',
      status: 401,
      description: 'client authentication failed',
      refusal: { check: 'assertion-replay' },
    })
    expect(count).toHaveBeenCalledTimes(1)
  })

  it('refuses a proof that was used before, and counts no failed authentication (RFC9449-11.1, SEC-101)', async () => {
    const count = jest.fn(async () => undefined)
    await spend.execute([proof()])
    await expect(spend.execute([assertion(), proof()], count)).rejects.toMatchObject({
      code: 'invalid_dpop_proof',
      status: 400,
      refusal: { check: 'proof-replay' },
    })
    expect(count).not.toHaveBeenCalled()
  })

  it('names the assertion where both were used before (SEC-140)', async () => {
    await spend.execute([assertion(), proof()])
    await expect(spend.execute([assertion(), proof()])).rejects.toMatchObject({ code: 'invalid_client' })
  })

  it('lets one of 20 in that come at once (SEC-101, SEC-140)', async () => {
    const answers = await parallel(() => spend.execute([assertion(), proof()]).catch(() => 'refused'))
    expect(answers.filter((answer) => answer !== 'refused')).toHaveLength(1)
  })
})
