import { Injectable } from '@nestjs/common'
import { parseSince } from '#libs/time/parse-since'
import type { AuditFilter } from '#operations/audit/audit-log.repository'
import { keptNames } from '#operations/audit/parties'
import { Clock } from '#platform/clock/clock'
import { Users } from '#records/users/users.repository'
import { UsageError } from '../cli-verb'
import type { VerbOption, VerbOptions } from '../cli-verb'

/** The options by which records of the audit log are chosen. */
export const auditFilterOptions: Readonly<Record<string, VerbOption>> = {
  since: { type: 'string', description: 'Records since then: 15m, 2h, 7d, or a date or time such as 2026-01-31 or 2026-01-31T12:00Z.' },
  until: { type: 'string', description: 'Records before then, written likewise.' },
  type: { type: 'string', description: 'Records of this type: login.failed, tokens.issued, …' },
  client: { type: 'string', description: 'Records about this client_id.' },
  user: { type: 'string', description: 'Records about this user name, or sub.' },
}

/** Reads which records are wanted. */
@Injectable()
export class AuditFilters {
  constructor(
    private readonly users: Users,
    private readonly clock: Clock,
  ) {}

  /** @throws UsageError */
  async read({ since, until, type, client, user }: VerbOptions): Promise<AuditFilter> {
    return {
      since: this.#toTime('since', since),
      until: this.#toTime('until', until),
      type: toType(type),
      clientId: toText(client),
      sub: typeof user === 'string' ? await this.#toSub(user) : undefined,
    }
  }

  #toTime(name: string, text: string | boolean | undefined): number | undefined {
    if (text === undefined) return undefined
    const time = parseSince(String(text), this.clock.milliseconds())
    if (time === undefined) throw new UsageError(`--${name} is a span such as 15m, 2h or 7d, or a date such as 2026-01-31`)
    return time
  }

  /** Records outlive accounts: who has none is found by sub. */
  async #toSub(user: string): Promise<string> {
    return (await this.users.findByUsername(user))?.sub ?? user
  }
}

const toText = (text: string | boolean | undefined) => (typeof text === 'string' ? text : undefined)

function toType(text: string | boolean | undefined): string | undefined {
  if (text !== undefined && !keptNames.some((name) => name === text)) throw new UsageError(`--type is one of ${keptNames.join(', ')}`)
  return toText(text)
}
