import { issuerPathOf } from '#libs/issuer/issuer-path'
import { FromEnvironment } from './from-environment'
import { parseWord } from './values/parse-choice'
import { parseIssuer } from './values/parse-issuer'
import { parseListeningAddress } from './values/parse-listening-address'
import { parseList } from './values/parse-list'
import { parseCertificate, parsePrivateKey } from './values/parse-pem'
import { parseProxy } from './values/parse-proxy'
import { WholeNumber } from './whole-number'

/** In test the server is as strict as in production, but for http issuers, cheap password hashes and rate limits that are off. */
export type Environment = 'production' | 'development' | 'test'

/** Where the server listens, what it calls itself, and whom it believes. */
export class ServerSettings {
  @FromEnvironment('NODE_ENV', {
    description: 'production, development or test: production turns every unsafe default into a refusal to start.',
    default: 'production',
    parse: parseWord<Environment>('production', 'development', 'test'),
  })
  readonly environment!: Environment

  @WholeNumber('PORT', { description: 'The port to listen on; 0 takes any free one.', default: 3000, min: 0, max: 65535 })
  readonly port!: number

  @FromEnvironment('HOST', {
    description: 'The IP address to listen on; all interfaces where none is set, outside development.',
    developmentDefault: '127.0.0.1',
    parse: parseListeningAddress,
  })
  readonly host?: string

  @FromEnvironment('ISSUER', {
    description: 'The issuer identifier, from which every URL is made: an origin, or an origin and a path; https in production.',
    default: 'http://localhost:$PORT',
    parse: parseIssuer,
  })
  readonly issuer!: string

  @FromEnvironment('TRUST_PROXY', {
    description: 'Addresses or CIDRs, separated by commas, whose X-Forwarded-For or Forwarded says where a request came from.',
    parse: parseList(parseProxy),
  })
  readonly trustProxy: readonly string[] = []

  @WholeNumber('ALDGATE_CONNECTIONS_PER_ADDRESS', {
    description:
      'Connections that one address (IPv6: one /64) may have to this node at the same time; those of TRUST_PROXY are not counted.',
    default: 1000,
    min: 10,
    max: 4000,
  })
  readonly connectionsPerAddress!: number

  @FromEnvironment('ALDGATE_HSTS', {
    description:
      'For which hosts an https issuer sends Strict-Transport-Security: subdomains (its host and every subdomain of it), host, or off where a proxy sends the header.',
    default: 'subdomains',
    parse: parseWord<'subdomains' | 'host' | 'off'>('subdomains', 'host', 'off'),
  })
  readonly hsts!: 'subdomains' | 'host' | 'off'

  @FromEnvironment('LOG_LEVEL', {
    description: 'fatal, error, warn, info, debug, trace or silent.',
    default: 'info',
    parse: parseWord('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  })
  readonly logLevel!: string

  @WholeNumber('SHUTDOWN_DELAY', { description: 'Seconds to answer "not ready" before closing.', default: 0, min: 0, max: 600 })
  readonly shutdownDelaySeconds!: number

  @FromEnvironment('TLS_CERT', { description: 'Certificate chain as PEM text, to serve HTTPS directly.', parse: parseCertificate })
  readonly tlsCert?: string

  @FromEnvironment('TLS_KEY', { description: 'The private key of TLS_CERT as PEM text.', secret: true, parse: parsePrivateKey })
  readonly tlsKey?: string

  /** The URL of one of this server's endpoints or pages, named as its controller declares it. */
  urlOf(path: string): string {
    return this.issuer + path
  }

  /** The same without the origin, for redirects, links and forms. */
  pathOf(path: string): string {
    return issuerPathOf(this.issuer) + path
  }
}
