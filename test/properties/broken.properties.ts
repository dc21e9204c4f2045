import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { forAll } from './for-all'
import type { InputProperty } from './for-all'

const forever = () => {
  for (;;);
}

/** Properties that do not hold, to see that this is found. */
export const properties: readonly InputProperty[] = [
  forAll('fails', fc.constant('a wrong input'), () => assert.fail('not so')),
  forAll('hangs', fc.constant('an endless input'), forever),
  forAll('holds', fc.constant('a good input'), () => undefined),
]
