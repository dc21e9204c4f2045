import { applyDecorators } from '@nestjs/common'
import { Max, Min } from 'class-validator'
import { FromEnvironment } from './from-environment'
import { parseWholeNumber } from './values/parse-whole-number'

interface WholeNumberOptions {
  readonly description: string
  /** Without one the field may be left out. */
  readonly default?: number
  readonly min: number
  readonly max: number
}

/** A field that is a whole number within bounds. */
export const WholeNumber = (name: string, { description, default: usual, min, max }: WholeNumberOptions): PropertyDecorator => {
  const message = `must be from ${min} to ${max}`
  return applyDecorators(
    FromEnvironment(name, {
      description: `${description} (${min} to ${max})`,
      ...(usual === undefined ? {} : { default: String(usual) }),
      parse: parseWholeNumber,
    }),
    Min(min, { message }),
    Max(max, { message }),
  )
}
