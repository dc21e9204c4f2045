import { userInfo } from 'node:os'
import { toKeptText } from './to-details'
import { operator, server } from './parties'

/** Which process records come from, and who acts in it where no request does. */
export class AuditProcess {
  private constructor(
    readonly node: string,
    readonly actor: string,
  ) {}

  /** A server: what it does of itself, it does. */
  static server(node: string): AuditProcess {
    return new AuditProcess(node, server(node))
  }

  /** The command line: an operator does what it does. */
  static commandLine(node: string): AuditProcess {
    return new AuditProcess(node, operator(`command line (${osUser()})`))
  }
}

/** Who runs this process; where the system has no name for it, as in many containers, its number. */
function osUser(): string {
  try {
    return toKeptText(userInfo().username)
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}
