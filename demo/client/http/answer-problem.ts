import type { ErrorRequestHandler } from 'express'
import { render } from '../pages/render'
import { Forbidden } from './guard'
import { NotFound } from './not-found'

const titles = {
  403: 'Not from here',
  404: 'Nothing here',
  500: 'The demo failed',
} as const

function statusOf(error: unknown): keyof typeof titles {
  if (error instanceof Forbidden) return 403
  return error instanceof NotFound ? 404 : 500
}

/** A page for whatever was thrown, with the way on. A fault of the demo's own is told on the terminal. */
export const answerProblem: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error)
  const status = statusOf(error)
  if (status === 500) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  const message = status === 500 ? 'The terminal tells why.' : (error as Error).message
  return render(response, 'problem', { title: titles[status], message }, status)
}
