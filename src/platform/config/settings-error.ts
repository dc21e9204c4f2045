import { StartRefused } from './start-refused'

/** A setting, and the rule that it breaks. */
export interface SettingFault {
  readonly setting: string
  readonly rule: string
}

/** Settings that stop the start: one line for each, which names the setting and the rule, and never the value. */
export class SettingsError extends StartRefused {
  readonly faults: readonly SettingFault[]

  constructor(...faults: readonly SettingFault[]) {
    super(faults.map(({ setting, rule }) => `${setting} ${rule}`).join('\n'))
    this.name = 'SettingsError'
    this.faults = faults
  }
}
