/** An expression that is refused when it is loaded: the message says where and why. */
export class ExpressionError extends Error {
  constructor(source: string, reason: string, cause?: unknown) {
    super(`${JSON.stringify(excerptOf(source))}: ${reason}`, { cause })
  }
}

const longestShown = 80

const excerptOf = (source: string) => (source.length > longestShown ? `${source.slice(0, longestShown)}…` : source)
