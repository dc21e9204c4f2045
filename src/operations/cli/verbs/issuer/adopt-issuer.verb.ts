import { ServerSettings } from '#platform/config/server-settings'
import { DatabaseModule } from '#platform/database/database.module'
import { DeploymentModule } from '#platform/deployment/deployment.module'
import { RecordedIssuer } from '#platform/deployment/recorded-issuer'
import { CliVerb } from '../../cli-verb'
import type { Verb, VerbOutput } from '../../cli-verb'

/** Gives a database to another issuer. */
@CliVerb({
  name: 'issuer adopt',
  usage: 'issuer adopt',
  description: 'Makes ISSUER the issuer that the database belongs to. What was issued under the old one is void; stop the servers first.',
  changes: true,
  modules: [DatabaseModule, DeploymentModule],
})
export class AdoptIssuerVerb implements Verb {
  constructor(
    private readonly recordedIssuer: RecordedIssuer,
    private readonly server: ServerSettings,
  ) {}

  async run(): Promise<VerbOutput> {
    const [before, { issuer }] = [await this.recordedIssuer.find(), this.server]
    await this.recordedIssuer.adopt()
    const was = before === undefined || before === issuer ? '' : `; before, it belonged to ${before}`
    return { lines: [`The database belongs to ${issuer}${was}.`], data: { issuer, before: before ?? null } }
  }
}
