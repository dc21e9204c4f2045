import { FromEnvironment } from './from-environment'
import { parseChoice, parseWord } from './values/parse-choice'
import { parseHttpUrl } from './values/parse-http-url'
import { parseRatio } from './values/parse-ratio'

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const

export type TraceSampler = (typeof samplers)[number]

/**
 * Traces for OpenTelemetry, by its own variables; off unless an endpoint is named. OTEL_EXPORTER_OTLP_HEADERS, OTEL_RESOURCE_ATTRIBUTES and
 * the rest are read by OpenTelemetry itself.
 *
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export class TracingSettings {
  @FromEnvironment('OTEL_SDK_DISABLED', {
    description: 'true: no traces, whatever else is set.',
    default: 'false',
    parse: parseChoice(
      new Map([
        ['true', true],
        ['false', false],
      ]),
    ),
  })
  readonly disabled!: boolean

  @FromEnvironment('OTEL_TRACES_EXPORTER', {
    description: 'otlp, or none for no traces.',
    default: 'otlp',
    parse: parseWord('otlp', 'none'),
  })
  readonly exporter!: 'otlp' | 'none'

  @FromEnvironment('OTEL_EXPORTER_OTLP_ENDPOINT', {
    description: 'Where the OpenTelemetry collector is; spans go to /v1/traces below it. Without it there are no traces.',
    parse: parseHttpUrl,
  })
  readonly endpoint?: string

  @FromEnvironment('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', {
    description: 'The same for traces alone, taken as it stands.',
    parse: parseHttpUrl,
  })
  readonly tracesEndpoint?: string

  @FromEnvironment('OTEL_EXPORTER_OTLP_PROTOCOL', {
    description: 'http/protobuf or http/json.',
    default: 'http/protobuf',
    parse: parseWord('http/protobuf', 'http/json'),
  })
  readonly protocol!: 'http/protobuf' | 'http/json'

  @FromEnvironment('OTEL_SERVICE_NAME', { description: 'What the server is called in traces.', default: 'aldgate' })
  readonly serviceName!: string

  @FromEnvironment('OTEL_TRACES_SAMPLER', {
    description: `Which requests are traced: ${samplers.join(', ')}.`,
    default: 'parentbased_always_on',
    parse: parseWord(...samplers),
  })
  readonly sampler!: TraceSampler

  @FromEnvironment('OTEL_TRACES_SAMPLER_ARG', {
    description: 'The part of all traces, from 0 to 1, that a sampler by ratio takes.',
    default: '1',
    parse: parseRatio,
  })
  readonly ratio!: number

  /** Where spans go; undefined where there are none. */
  get url(): string | undefined {
    if (this.disabled || this.exporter === 'none') return undefined
    return this.tracesEndpoint ?? (this.endpoint && `${this.endpoint.replace(/\/$/, '')}/v1/traces`)
  }
}
