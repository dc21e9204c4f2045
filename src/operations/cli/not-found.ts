import { VerbFailure } from './cli-verb'

/** What an argument names is not there. */
export class NotFound extends VerbFailure {
  constructor(kind: string, name: string) {
    super(`there is no ${kind} ${JSON.stringify(name)}`)
  }
}
