import { applyDecorators } from '@nestjs/common'
import { IsString, Length, Matches, ValidateIf } from 'class-validator'

/** A field that may be absent; null is not absence. */
export const Optional = () => ValidateIf((_, value) => value !== undefined)

const oneLine = /^[^\p{Cc}\p{Cs}]*$/u
const lines = /^(?:[^\p{Cc}\p{Cs}]|\r?\n)*$/u

/** A field of text: well formed, not empty, within a length. */
export const Text = (max: number, { multiline = false, each = false }: { multiline?: boolean; each?: boolean } = {}) =>
  applyDecorators(
    IsString({ each, message: 'must be text (numbers, true, false and null need quotes)' }),
    Length(1, max, { each, message: `must have from 1 to ${max} characters` }),
    Matches(multiline ? lines : oneLine, { each, message: 'must not hold control characters' }),
  )
