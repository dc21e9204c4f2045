import type { TracingSettings } from '#platform/config/tracing-settings'

let isStarted = false

/** Whether there are traces. */
export const isTracing = (): boolean => isStarted

/**
 * Starts to send traces, where the settings say so; elsewhere nothing of OpenTelemetry but its interface is even loaded. To be called before
 * the application is made.
 *
 * @returns sends what is left, and ends it
 */
export function startTracing(settings: TracingSettings, nodeName: string): () => Promise<void> {
  const { url } = settings
  if (url === undefined || isStarted) return async () => undefined
  isStarted = true
  // oxlint-disable-next-line typescript/no-require-imports -- loaded only where it is wanted
  const { startSdk } = require('./sdk') as typeof import('./sdk')
  const { protocol, serviceName, sampler, ratio } = settings
  return startSdk({ url, protocol, serviceName, sampler, ratio, nodeName })
}
