import { Injectable } from '@nestjs/common'
import { markRecord } from '#libs/audit-chain/audit-record'
import type { AuditRecord } from '#libs/audit-chain/audit-record'
import { RecordIds } from '#libs/record-ids/record-ids'
import { KeepsEvents } from '#platform/events/event-listeners'
import type { EventKeeper } from '#platform/events/event-listeners'
import type { Flow } from '#platform/events/flow'
import type { KeptName, ServerEvent } from '#platform/events/server-event'
import { Secrets } from '#platform/secrets/secrets'
import { AuditLog } from './audit-log.repository'
import { AuditProcess } from './audit-process'
import { partiesOf } from './parties'
import { toDetails, toKeptText } from './to-details'
import { whoActs } from './who-acts'

/** Keeps security-relevant events: one record for each event, in the unit of work that the event is a part of. */
@Injectable()
@KeepsEvents()
export class AuditKeeper implements EventKeeper {
  readonly #ids = new RecordIds()

  constructor(
    private readonly auditLog: AuditLog,
    private readonly secrets: Secrets,
    private readonly process: AuditProcess,
  ) {}

  async keep(events: readonly ServerEvent<KeptName>[], flow: Flow | undefined): Promise<void> {
    const key = this.secrets.keyFor('audit')
    await this.auditLog.add(events.map((event) => markRecord(this.#toRecord(event, flow), key)))
  }

  #toRecord(event: ServerEvent<KeptName>, flow: Flow | undefined): AuditRecord {
    const { clientId, sub, ...details } = event.fields as Readonly<Record<string, unknown>>
    const { actor, target } = partiesOf(event, whoActs(flow, this.process.actor))
    return {
      id: this.#ids.next(event.at),
      at: event.at,
      type: event.name,
      actor: toKeptText(actor),
      target: toColumn(target),
      clientId: toColumn(clientId),
      // A client that speaks for itself is no user.
      sub: toColumn(sub === clientId ? undefined : sub),
      flowId: toColumn(flow?.id),
      address: toColumn(flow?.address),
      node: this.process.node,
      details: toDetails(details),
    }
  }
}

const toColumn = (value: unknown): string | null => (typeof value === 'string' ? toKeptText(value) : null)
