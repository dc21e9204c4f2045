import { Reflector } from '@nestjs/core'

/**
 * Who a route is for: anybody (`public`), a client that authenticates or presents a token (`client`), a person in the browser that
 * holds the session or the page's handle (`session`), a person who is signed in, everybody else being asked to (`person`), an administrator
 * (`admin`).
 */
export type AccessClass = 'public' | 'client' | 'session' | 'person' | 'admin'

/** Says of a controller, or of each of its handlers, whom it is for. The guards and checks see to it; this makes it known. */
export const Access = Reflector.createDecorator<AccessClass>()
