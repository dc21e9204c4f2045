import { PropertyRunner } from './property-runner'

describe('a property', () => {
  const runner = new PropertyRunner(require.resolve('./broken.properties'), 4_000)
  afterAll(() => runner.close())

  it.each([
    ['fails', /Counterexample: \["a wrong input"\][^]*not so/],
    ['hangs', /^no answer within 4000 ms to "an endless input"/],
  ])('that %s is found, and the next one is still asked (SEC-449)', async (title, report) => {
    expect(await runner.check(title)).toMatch(report)
    expect(await runner.check('holds')).toBe('')
  })
})
