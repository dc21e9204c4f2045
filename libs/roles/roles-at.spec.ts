import { rolesAt } from './roles-at'

const [api, other] = ['https://api.example.com', 'https://other.example.com']

describe('the roles that count at an audience', () => {
  it('are those of its resources and those of all resources (RFC9068-2.2.3.1)', () => {
    const roles = [{ role: 'viewer' }, { resource: api, role: 'approver' }, { resource: other, role: 'auditor' }]
    expect(rolesAt([api], roles)).toEqual(['approver', 'viewer'])
    expect(rolesAt([], roles)).toEqual(['viewer'])
  })

  it('are named once, whatever the number of groups that bear them (RFC9068-2.2.3.1)', () => {
    expect(rolesAt([api], [{ role: 'viewer' }, { resource: api, role: 'viewer' }])).toEqual(['viewer'])
  })

  it('count at a resource with and without its trailing slash (RFC8707-2)', () => {
    expect(rolesAt([`${api}/`], [{ resource: api, role: 'approver' }])).toEqual(['approver'])
  })
})
