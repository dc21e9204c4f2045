import type { NextFunction, Request, Response } from 'express'
import { Deadline } from '#platform/database/deadline'

/** Gives each request a deadline, until it has its answer. */
export function requestDeadline(_request: Request, response: Response, next: NextFunction): void {
  const deadline = new Deadline()
  response.once('close', () => deadline.end())
  deadline.run(next)
}
