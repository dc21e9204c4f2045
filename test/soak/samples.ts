import { readFileSync } from 'node:fs'
import type { Cluster } from '../cluster/support/cluster'

/** Replay marks pass within minutes, pushed requests within the hour; the others stay for as long as what they stand for. */
const tables = ['replay_marks', 'pushed_requests', 'attempts', 'sessions', 'grants', 'refresh_tokens', 'flow_events', 'audit_log'] as const

export interface Sample {
  readonly second: number
  readonly megabytes: number
  readonly connections: number
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

export async function takeSample(cluster: Cluster, second: number): Promise<Sample> {
  const rows: Record<string, number> = {}
  for (const table of tables) rows[table] = await cluster.count(table)
  const connections = await cluster.count('pg_stat_activity', "application_name = 'aldgate'")
  return { second, megabytes: residentMegabytes(cluster.node(0).pid), connections, rows }
}

/** One line to a sample. */
export function tellSamples(samples: readonly Sample[]): readonly string[] {
  const head = ['second', 'node 0, MB', 'connections', ...tables]
  const lines = samples.map(({ second, megabytes, connections, rows }) => [
    second,
    megabytes,
    connections,
    ...tables.map((table) => rows[table]),
  ])
  return [head, ...lines].map((cells) => cells.map((cell, index) => String(cell).padStart(head[index]?.length ?? 0)).join('  '))
}
