import { DemoError } from './demo-error'

/** Who wants a port, and the setting that gives another. */
export interface PortUse {
  readonly port: number
  readonly user: string
  readonly setting: string
  readonly advice?: string
}

type SystemError = NodeJS.ErrnoException

/** What a failure to listen means, and what to do; other errors stay as they are. */
export function explainPort(error: unknown, { port, user, setting, advice = 'End what listens there' }: PortUse): unknown {
  const { code } = error as SystemError
  if (code === 'EADDRINUSE')
    return new DemoError(
      `Port ${port} is taken, and ${user} needs it. ${advice}, or choose another port: ${setting}=${port + 100} npm run demo`,
    )
  if (code === 'EACCES') return new DemoError(`Port ${port} needs more rights. Choose one above 1023: ${setting}=4100 npm run demo`)
  return error
}
