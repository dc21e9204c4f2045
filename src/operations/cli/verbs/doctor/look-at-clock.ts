import type { DataSource } from 'typeorm'
import { broken, fine } from './finding'
import type { Finding } from './finding'

/** Two nodes that are each so many milliseconds off the database's clock are not further apart than tokens and proofs allow for. */
const mostApart = 5_000

/** Compares this machine's clock with the database's, halfway between question and answer. */
export async function lookAtClock(dataSource: DataSource): Promise<Finding> {
  if (dataSource.options.type !== 'postgres') return fine('clock', 'the database has this machine’s clock')
  const asked = Date.now()
  const [row] = await dataSource.query<{ at: string }[]>('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS at')
  const answered = Date.now()
  return judgeClock((asked + answered) / 2 - Number(row?.at), (answered - asked) / 2)
}

/**
 * @param ahead milliseconds by which this machine is ahead of the database
 * @param doubt milliseconds by which that may be wrong
 */
export function judgeClock(ahead: number, doubt: number): Finding {
  const found = `${(Math.abs(ahead) / 1000).toFixed(1)} s ${ahead < 0 ? 'behind' : 'ahead of'} the database’s clock`
  if (Math.abs(ahead) - doubt <= mostApart) return fine('clock', found)
  return broken('clock', found, 'have NTP set the clocks of this machine and of the database’s')
}
