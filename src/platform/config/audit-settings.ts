import { FromEnvironment } from './from-environment'
import { parseAbsolutePath } from './values/parse-absolute-path'
import { WholeNumber } from './whole-number'

/** How long the audit log is kept in the database, and where it goes then. */
export class AuditSettings {
  @WholeNumber('ALDGATE_AUDIT_RETENTION', {
    description: 'Days after which sealed records of the audit log are dropped from the database; without it they are kept for good.',
    min: 1,
    max: 36_500,
  })
  readonly retentionDays?: number

  @FromEnvironment('ALDGATE_AUDIT_ARCHIVE', {
    description:
      'Absolute path of an existing folder to which records are exported before they are dropped: a durable volume that all nodes share.',
    parse: parseAbsolutePath,
  })
  readonly archive?: string
}
