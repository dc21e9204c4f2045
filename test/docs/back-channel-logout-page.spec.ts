import { LogoutReceiver } from '../support/logout-receiver'
import type { ReceivedLogout } from '../support/logout-receiver'
import { Person } from '../support/person'
import { useServer } from '../support/use-server'
import { describePage } from './support/doc-page'
import { query, Shop } from './support/docs-client'
import { docsSeed } from './support/docs-seed'
import { showJwt, showRequest } from './support/show-exchange'

const told = ({ path, headers, form }: ReceivedLogout) => ({
  method: 'POST',
  url: `https://shop.example.com${path}`,
  headers: new Headers({ 'content-type': headers['content-type'] ?? '', accept: headers.accept ?? '' }),
  body: form.toString(),
  response: { status: 200, headers: new Headers(), text: '' },
})

describePage('protocol/back-channel-logout.md', (page) => {
  const receiver = new LogoutReceiver()
  beforeAll(() => receiver.start())
  afterAll(() => receiver.stop())
  const server = useServer(() => {
    const hears = { backchannel_logout_uri: receiver.url('/backchannel-logout') }
    const clients = docsSeed.clients.map((entry) => (entry.client_id === 'shop' ? { ...entry, ...hears } : entry))
    return { seed: { ...docsSeed, clients }, environment: { ALDGATE_OUTBOUND_ALLOW: '127.0.0.1' } }
  })

  it('shows what a client is told when a session ends', async () => {
    const [shop, person] = [new Shop(server), new Person(server)]
    const { json } = await shop.redeem(await person.getCode(shop.plainUrl()))
    const leave = query({ id_token_hint: String(json['id_token']), post_logout_redirect_uri: 'https://shop.example.com/' })
    await person.submit(await person.page(`/logout?${leave}`), { decision: 'logout' })
    const [first] = await receiver.at('/backchannel-logout')
    if (first === undefined) throw new Error('nothing came')
    page.shows('told.request', showRequest(told(first), server.issuer))
    page.shows('logout-token', showJwt(first.token, server.issuer))
  })
})
