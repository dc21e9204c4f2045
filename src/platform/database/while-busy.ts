import { setTimeout as sleep } from 'node:timers/promises'

/** For so many milliseconds SQLite waits by itself, and nothing else runs meanwhile. */
export const busyTimeout = 20
/** How long, in milliseconds, another process may keep SQLite to itself before its writer gives up. */
const patience = 4_000
const pause = 20

const isBusy = (error: unknown): boolean => {
  const { code, driverError } = error as { readonly code?: unknown; readonly driverError?: { readonly code?: unknown } }
  return String(driverError?.code ?? code).startsWith('SQLITE_BUSY')
}

/**
 * Tries again for as long as another process keeps SQLite to itself, while everything else goes on.
 *
 * @throws what the last try threw
 */
export async function whileBusy<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    return tryAgain(work, error)
  }
}

async function tryAgain<Result>(work: () => Promise<Result>, first: unknown): Promise<Result> {
  let failure = first
  for (const until = performance.now() + patience; isBusy(failure) && performance.now() < until;) {
    await sleep(pause)
    try {
      return await work()
    } catch (error) {
      failure = error
    }
  }
  throw failure
}
