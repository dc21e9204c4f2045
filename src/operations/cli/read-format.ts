import type { PeopleFormat } from '#operations/people/people-files'
import { UsageError } from './cli-verb'
import type { VerbOption, VerbOptions } from './cli-verb'

export const formatOption: VerbOption = {
  type: 'string',
  description: 'jsonl (a JSON object on each line) or csv; without it csv where the name ends in .csv.',
}

/** @throws UsageError */
export function readFormat(format: VerbOptions[string]): PeopleFormat | undefined {
  if (format === undefined || format === 'jsonl' || format === 'csv') return format
  throw new UsageError('--format is jsonl or csv')
}
