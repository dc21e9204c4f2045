import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { Clock } from '#platform/clock/clock'
import { commandLine } from '../../support/command-line'
import type { CommandLine } from '../../support/command-line'
import { e2eSeed } from '../../support/e2e-seed'
import type { ServedAt } from '../../support/served-at'
import { emptyDatabase } from '../../support/test-database'
import type { TestDatabase } from '../../support/test-database'
import { RoundRobin } from './round-robin'
import { ServerNode } from './server-node'
import type { Environment } from './server-node'

export interface ClusterOptions {
  readonly nodes?: number
  readonly seed?: object
  readonly environment?: Environment
  /** What one node has of its own, by its number. */
  readonly environmentOf?: (index: number) => Environment
  readonly database?: TestDatabase
  /** The folder of another compiled server that a node runs, by its number. */
  readonly buildOf?: (index: number) => string | undefined
}

/** Nodes of one server in processes of their own, on one PostgreSQL, behind a balancer that sends each request to the next. */
export class Cluster implements ServedAt {
  readonly clock = new Clock()
  #sql: Promise<Client> | undefined

  private constructor(
    readonly nodes: readonly ServerNode[],
    readonly balancer: RoundRobin,
    private readonly database: TestDatabase,
    private readonly environment: Environment,
  ) {}

  /** Nodes that have not been started yet. */
  static async prepare(options: ClusterOptions = {}): Promise<Cluster> {
    const { nodes: count = 3, seed = e2eSeed, environment = {}, environmentOf = () => ({}), buildOf = () => undefined } = options
    const [database, balancer] = await Promise.all([options.database ?? emptyDatabase(), new RoundRobin().start()])
    const settings = {
      NODE_ENV: 'test',
      ISSUER: balancer.origin,
      DATABASE_URL: database.url,
      KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      PASSWORD_HASH: 'argon2id,m=1024,t=1,p=1',
      TRUST_PROXY: '127.0.0.1',
      LOG_LEVEL: 'warn',
      SEED: JSON.stringify(seed),
    }
    const numbers = Array.from({ length: count }, (_, index) => index)
    const nodes = await Promise.all(
      numbers.map((index) => ServerNode.prepare({ ...settings, ...environment, ...environmentOf(index) }, buildOf(index))),
    )
    balancer.targets = nodes.map(({ port }) => port)
    return new Cluster(nodes, balancer, database, settings)
  }

  /** Nodes that have all been started at the same moment, and are ready. */
  static async start(options: ClusterOptions = {}): Promise<Cluster> {
    const cluster = await Cluster.prepare(options)
    const started = await Promise.allSettled(cluster.nodes.map((node) => node.start()))
    const failed = started.find(({ status }) => status === 'rejected')
    if (failed?.status !== 'rejected') return cluster
    await cluster.stop()
    throw failed.reason
  }

  get issuer(): string {
    return this.balancer.origin
  }

  /** One node by itself, past the balancer. */
  node(index: number): ServerNode {
    const node = this.nodes[index]
    if (!node) throw new Error(`there is no node ${index}`)
    return node
  }

  /** An administrator's terminal beside the nodes. */
  get administrator(): CommandLine {
    return commandLine(this.database, { KEY_ENCRYPTION_KEY: this.environment['KEY_ENCRYPTION_KEY'] ?? '' })
  }

  /** What the database says, asked past all nodes. */
  async rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    const client = await (this.#sql ??= this.#connect())
    return (await client.query<Row>(sql, [...values])).rows
  }

  /** For a spec that has its database halted: the next question goes over a new connection. */
  async reconnect(): Promise<void> {
    const client = await this.#sql
    this.#sql = undefined
    await client?.end()
  }

  async count(table: string, condition = 'true', values: readonly unknown[] = []): Promise<number> {
    const [row] = await this.rows<{ count: string }>(`SELECT count(*) FROM ${table} WHERE ${condition}`, values)
    return Number(row?.count)
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop('SIGKILL')))
    await this.balancer.stop()
    await this.reconnect()
    await this.database.drop()
  }

  async #connect(): Promise<Client> {
    const client = new Client({ connectionString: this.database.url })
    // What a spec does to its database must not end the spec.
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
}
