import { Injectable } from '@nestjs/common'
import { Clients } from './clients.repository'

/** The origins that browser clients live at: those of the redirect URIs of public clients. */
@Injectable()
export class BrowserOrigins {
  constructor(private readonly clients: Clients) {}

  /** @param origin as a browser sends it, e.g. https://app.example.com */
  async has(origin: string): Promise<boolean> {
    const clients = await this.clients.all()
    return clients.some((client) => client.isPublic && (client.metadata.redirect_uris ?? []).some((uri) => originOf(uri) === origin))
  }
}

const originOf = (uri: string): string | undefined => {
  const { origin, protocol } = new URL(uri)
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined
}
