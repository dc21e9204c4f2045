import * as fc from 'fast-check'

/** What holds for every input; check() says what it does not hold for, or '' when nothing was found. */
export interface InputProperty {
  readonly title: string
  readonly check: (seed: number, announce: (input: string) => void) => Promise<string>
}

const runs = 600

/**
 * A property that throws where it does not hold.
 *
 * @param title the rule, with its requirements
 */
export const forAll = <Input>(title: string, inputs: fc.Arbitrary<Input>, holds: (input: Input) => unknown): InputProperty => ({
  title,
  async check(seed, announce) {
    const property = fc.asyncProperty(inputs, async (input) => {
      announce(fc.stringify(input))
      await holds(input)
    })
    const details = await fc.check(property, { seed, numRuns: runs })
    return details.failed ? `${fc.defaultReportMessage(details)}\n${String(details.errorInstance)}` : ''
  },
})
