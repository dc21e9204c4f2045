import { writeSync } from 'node:fs'
import type { InputProperty } from './for-all'
import { PropertyRunner } from './property-runner'
import { propertySeed } from './property-seed'

const stderr = 2

/** Makes a test of each property of a file. The seed is printed, so that a failure can be repeated with PROPERTY_SEED. */
export function describeProperties(subject: string, file: string, properties: readonly InputProperty[]): void {
  describe(subject, () => {
    const runner = new PropertyRunner(file)
    beforeAll(() => void writeSync(stderr, `${subject}: PROPERTY_SEED=${propertySeed}\n`))
    afterAll(() => runner.close())

    it.each(properties.map(({ title }) => title))('%s', async (title) => {
      expect(await runner.check(title)).toBe('')
    })
  })
}
