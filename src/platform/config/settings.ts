import { AuditSettings } from './audit-settings'
import { DatabaseSettings } from './database-settings'
import { DpopSettings } from './dpop-settings'
import { FlowSettings } from './flow-settings'
import { declarationsOf } from './from-environment'
import type { SettingDeclaration } from './from-environment'
import { KeySettings } from './key-settings'
import { LifetimeSettings } from './lifetime-settings'
import { LimitSettings } from './limit-settings'
import { MetricsSettings } from './metrics-settings'
import { OutboundSettings } from './outbound-settings'
import { PageSettings } from './page-settings'
import { PasswordSettings } from './password-settings'
import { SecretSettings } from './secret-settings'
import { SeedSettings } from './seed-settings'
import { TracingSettings } from './tracing-settings'
import { ServerSettings } from './server-settings'

/** Every slice of the settings: a module injects the one that it needs. */
export const slices = {
  server: ServerSettings,
  database: DatabaseSettings,
  secrets: SecretSettings,
  seed: SeedSettings,
  passwords: PasswordSettings,
  limits: LimitSettings,
  dpop: DpopSettings,
  lifetimes: LifetimeSettings,
  keys: KeySettings,
  outbound: OutboundSettings,
  flows: FlowSettings,
  audit: AuditSettings,
  metrics: MetricsSettings,
  pages: PageSettings,
  tracing: TracingSettings,
} as const

/** All settings of a server: read once, validated, frozen. */
export type Settings = { readonly [Name in keyof typeof slices]: InstanceType<(typeof slices)[Name]> }

/** Every setting there is. */
export const allDeclarations: readonly SettingDeclaration[] = Object.values(slices).flatMap((slice) => declarationsOf(slice))
