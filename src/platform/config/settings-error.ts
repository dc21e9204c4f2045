import { StartRefused } from './start-refused'

/** A setting that stops the start: one line that names the setting and the rule, and never the value. */
export class SettingsError extends StartRefused {
  constructor(
    readonly setting: string,
    rule: string,
  ) {
    super(`${setting} ${rule}`)
    this.name = 'SettingsError'
  }
}
