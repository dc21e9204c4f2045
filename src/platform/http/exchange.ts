import type { Request, Response } from 'express'

/** A request and its answer. */
export interface Exchange {
  readonly request: Request
  readonly response: Response
}
