import { loadSettings } from '#platform/config/load-settings'
import type { Settings } from '#platform/config/settings'
import { toEnvironment } from '#platform/config/to-environment'

/**
 * The settings of this process, by its environment and its arguments.
 *
 * @throws SettingsError
 */
export function readSettings(args: readonly string[], environment?: NodeJS.ProcessEnv): Settings {
  return loadSettings(toEnvironment(args, environment))
}

/** Whether failures are told with their stack; asked when the settings themselves may be what is wrong. */
export function isVerbose(args: readonly string[], environment?: NodeJS.ProcessEnv): boolean {
  return ['debug', 'trace'].includes(toEnvironment(args, environment)['LOG_LEVEL'] ?? '')
}
