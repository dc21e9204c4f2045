import { Eta } from 'eta'
import type { Response } from 'express'
import { demoFolder } from './demo-files'
import { stylesheetUrl } from './stylesheet'

const eta = new Eta({ views: demoFolder('views'), cache: true, autoEscape: true })

/** Makes a page of a template in demo/client/views, which escapes whatever it is given. */
export function render(response: Response, view: string, data: object, status = 200): void {
  response
    .status(status)
    .type('html')
    .send(eta.render(view, { ...data, stylesheetUrl }))
}
