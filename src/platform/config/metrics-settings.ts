import { FromEnvironment } from './from-environment'
import { parseBearerToken } from './values/parse-bearer-token'
import { parseList } from './values/parse-list'
import { parseProxy } from './values/parse-proxy'

/** Who may read /metrics: nobody, unless one of these says so. To everybody else it is not there. */
export class MetricsSettings {
  @FromEnvironment('ALDGATE_METRICS_TOKEN', {
    description: 'Whoever shows it as a bearer token may read /metrics; 32 characters or more.',
    secret: true,
    parse: parseBearerToken,
  })
  readonly token?: string

  @FromEnvironment('ALDGATE_METRICS_ALLOW', {
    description: 'Addresses or CIDRs, separated by commas, that may read /metrics without a token.',
    developmentDefault: '127.0.0.0/8,::1',
    parse: parseList(parseProxy),
  })
  readonly allow: readonly string[] = []
}
