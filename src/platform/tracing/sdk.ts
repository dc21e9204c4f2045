import { context, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Sampler } from '@opentelemetry/sdk-trace'
import type { TraceSampler } from '#platform/config/tracing-settings'

/** What the SDK has to be told. */
export interface SdkOptions {
  readonly url: string
  readonly protocol: 'http/protobuf' | 'http/json'
  readonly serviceName: string
  readonly nodeName: string
  readonly sampler: TraceSampler
  readonly ratio: number
}

function samplerOf({ sampler, ratio }: SdkOptions): Sampler {
  const name = sampler.replace('parentbased_', '')
  const root =
    name === 'traceidratio' ? new TraceIdRatioBasedSampler(ratio) : name === 'always_on' ? new AlwaysOnSampler() : new AlwaysOffSampler()
  return sampler.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root
}

/** Sets OpenTelemetry up: W3C trace context in and out, spans in batches to the collector. @returns how to end it */
export function startSdk(options: SdkOptions): () => Promise<void> {
  const { url, protocol, serviceName, nodeName } = options
  const exporter = protocol === 'http/json' ? new JsonExporter({ url }) : new ProtobufExporter({ url })
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': serviceName, 'service.instance.id': nodeName })),
    sampler: samplerOf(options),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  trace.setGlobalTracerProvider(provider)
  return () => provider.shutdown()
}
