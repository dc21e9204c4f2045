import { Injectable } from '@nestjs/common'
import type { OnApplicationBootstrap } from '@nestjs/common'
import type { Settings } from '#platform/config/settings'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Events } from '#platform/events/events'
import { Secrets } from '#platform/secrets/secrets'
import { AuditCuts } from './audit-cuts.repository'
import { AuditLog } from './audit-log.repository'
import { compareSettings, describeSettings, textsOf } from './describe-settings'
import type { SettingTexts } from './describe-settings'
import { packageVersion } from '#operations/start/package-version'

/** The settings of this server, all of them. */
export class StartSettings {
  constructor(readonly settings: Settings) {}
}

/** Tells that the server has started, with which settings, and what in them differs from the last start of any node. */
@Injectable()
export class TellStart implements OnApplicationBootstrap {
  constructor(
    private readonly start: StartSettings,
    private readonly auditLog: AuditLog,
    private readonly cuts: AuditCuts,
    private readonly events: Events,
    private readonly unitOfWork: UnitOfWork,
    private readonly secrets: Secrets,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const settings = describeSettings(this.start.settings, this.secrets)
    const before = await this.#lastSettings()
    const difference = before && compareSettings(before, settings)
    await this.unitOfWork.run(async () => {
      await this.events.keep('server.started', { version: packageVersion(), settings: textsOf(settings) })
      if (difference) await this.events.keep('settings.changed', difference)
    })
  }

  async #lastSettings(): Promise<SettingTexts | undefined> {
    const details = (await this.auditLog.lastStart())?.details ?? (await this.cuts.find())?.lastStart
    const { settings } = JSON.parse(details ?? '{}') as { settings?: SettingTexts }
    return settings
  }
}
