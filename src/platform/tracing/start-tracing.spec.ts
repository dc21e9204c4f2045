import { testSettings } from '../../../test/support/test-settings'
import { isTracing, startTracing } from './start-tracing'

const urlOf = (environment: Readonly<Record<string, string>>) => testSettings(environment).tracing.url
const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' }

describe('traces', () => {
  it('go below the endpoint that OpenTelemetry’s own variables name', () => {
    expect(urlOf(collector)).toBe('http://collector:4318/v1/traces')
    expect(urlOf({ ...collector, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://other/t' })).toBe('https://other/t')
  })

  it.each([{}, { ...collector, OTEL_SDK_DISABLED: 'true' }, { ...collector, OTEL_TRACES_EXPORTER: 'none' }])(
    'are off, and nothing is loaded for them, with %j',
    async (environment) => {
      expect(urlOf(environment)).toBeUndefined()
      await startTracing(testSettings(environment).tracing, 'a-node')()
      expect(isTracing()).toBe(false)
      expect(Object.keys(require.cache).filter((file) => file.includes('@opentelemetry/sdk-trace'))).toEqual([])
    },
  )

  it.each([{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }, { OTEL_TRACES_SAMPLER_ARG: '2' }, { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }])(
    'refuse %j in one line',
    (environment) => {
      expect(() => testSettings(environment as Readonly<Record<string, string>>)).toThrow(/^OTEL_\w+ .*$/)
    },
  )
})
