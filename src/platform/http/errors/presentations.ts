import { Injectable } from '@nestjs/common'

/**
 * How refusals are shown: as JSON, as a page, as a protected resource does (JSON and WWW-Authenticate),
 * or, for health, as the body that the check made.
 */
export type Presentation = 'json' | 'page' | 'resource' | 'health'

/** Which addresses show refusals how. Features say so when they start; a 415 or a 404 never reaches their handlers. */
@Injectable()
export class Presentations {
  readonly #byPrefix = new Map<string, Presentation>()

  /** For the path itself and everything below it. */
  register(pathPrefix: string, presentation: Presentation): void {
    this.#byPrefix.set(pathPrefix, presentation)
  }

  /** The presentation of the longest registered prefix. */
  of(path: string): Presentation | undefined {
    for (let prefix = path; prefix !== ''; prefix = prefix.slice(0, prefix.lastIndexOf('/'))) {
      const presentation = this.#byPrefix.get(prefix)
      if (presentation) return presentation
    }
    return undefined
  }
}
