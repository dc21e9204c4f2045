import { readFileSync } from 'node:fs'
import type { Cluster } from '../cluster/support/cluster'

/** Replay marks, pushed requests and sessions pass within minutes, as the soak sets them; the others stay for a day, or longer. */
const tables = ['replay_marks', 'pushed_requests', 'attempts', 'sessions', 'grants', 'refresh_tokens', 'flow_events', 'audit_log'] as const

export interface Sample {
  readonly second: number
  readonly megabytes: number
  readonly connections: number
  /** Records of flows that the node has in memory still. */
  readonly unwritten: number
  readonly rows: Readonly<Record<string, number>>
}

/** What a process has in memory, as Linux counts it; elsewhere nothing is known. */
function residentMegabytes(pid: number | undefined): number {
  try {
    const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Math.round(Number(kilobytes) / 1024)
  } catch {
    return 0
  }
}

async function unwrittenRecords(origin: string): Promise<number> {
  const metrics = await (await fetch(`${origin}/metrics`)).text()
  return Number(/^aldgate_flow_records_waiting (\S+)$/m.exec(metrics)?.[1])
}

export async function takeSample(cluster: Cluster, second: number): Promise<Sample> {
  const rows: Record<string, number> = {}
  for (const table of tables) rows[table] = await cluster.count(table)
  const connections = await cluster.count('pg_stat_activity', "application_name = 'aldgate'")
  const unwritten = await unwrittenRecords(cluster.node(0).origin)
  return { second, megabytes: residentMegabytes(cluster.node(0).pid), connections, unwritten, rows }
}

/** One line to a sample. */
export function tellSamples(samples: readonly Sample[]): readonly string[] {
  const head = ['second', 'node 0, MB', 'connections', 'unwritten', ...tables]
  const lines = samples.map(({ second, megabytes, connections, unwritten, rows }) => [
    second,
    megabytes,
    connections,
    unwritten,
    ...tables.map((table) => rows[table]),
  ])
  return [head, ...lines].map((cells) => cells.map((cell, index) => String(cell).padStart(head[index]?.length ?? 0)).join('  '))
}
