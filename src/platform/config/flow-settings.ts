import { hostname } from 'node:os'
import { FromEnvironment } from './from-environment'
import { parseChoice } from './values/parse-choice'
import { parseList } from './values/parse-list'
import { parseNodeName } from './values/parse-node-name'
import { WholeNumber } from './whole-number'

/** What is remembered of flows, and who may read it. */
export class FlowSettings {
  @FromEnvironment('ALDGATE_FLOW_EVENTS', {
    description: 'on: every step of a flow is remembered and can be asked for; off: only the log tells of refusals.',
    default: 'on',
    parse: parseChoice(
      new Map([
        ['on', true],
        ['off', false],
      ]),
    ),
  })
  readonly enabled!: boolean

  @WholeNumber('ALDGATE_FLOW_RETENTION', { description: 'Days for which the steps of flows are kept.', default: 7, min: 1, max: 400 })
  readonly retentionDays!: number

  @WholeNumber('ALDGATE_FLOW_BUFFER', {
    description: 'Requests whose steps wait in memory to be written; beyond that the oldest are dropped, and counted.',
    default: 5000,
    min: 100,
    max: 1_000_000,
  })
  readonly bufferSize!: number

  @WholeNumber('ALDGATE_FLOW_STRANGERS', {
    description: 'Requests of one address in 15 minutes that nobody has proven to be theirs and whose steps are kept; the rest is counted.',
    default: 2000,
    min: 10,
    max: 1_000_000,
  })
  readonly strangersBudget!: number

  @WholeNumber('ALDGATE_FLOW_ROWS', {
    description: 'Requests whose steps are kept at most, about 1 kB each; beyond that the oldest go before their time.',
    default: 10_000_000,
    min: 1000,
    max: 2_000_000_000,
  })
  readonly mostRows!: number

  @FromEnvironment('ALDGATE_NODE_NAME', {
    description: "What this node is called in flows and in the audit log; the host's name unless set.",
    parse: parseNodeName,
  })
  readonly nodeName: string = hostname().slice(0, 64)

  @FromEnvironment('ALDGATE_ADMINISTRATORS', {
    description: 'User names, separated by commas, of the people who may read explanations of refusals in production.',
    parse: parseList((name: string) => name),
  })
  readonly administrators: readonly string[] = []
}
