import type { Response } from 'express'
import { seeOther } from './see-other'

/**
 * Sends the browser on to another page of this server.
 *
 * @param path as the page's controller declares it; the issuer's path is put in front
 */
export const leadTo = (response: Response, path: string): void => seeOther(response, response.req.baseUrl + path)
