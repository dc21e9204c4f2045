import { commandLineOf } from '../../../../../test/support/command-line'
import { useServer } from '../../../../../test/support/use-server'

const seed = {
  resources: [{ resource: 'https://api.example.com', scopes: [] }],
  groups: [{ group: 'finance/approvers', roles: [{ resource: 'https://api.example.com', role: 'approver' }] }],
  attributes: [{ attribute: 'department', type: 'string' }],
  users: [
    { username: 'alice', sub: 's-1', password: 'x', groups: ['finance/approvers'], attributes: { department: 'Treasury' } },
    { username: 'bob', sub: 's-2', password: 'x', attributes: { department: 'Sales' }, claims: { email: 'bob@example.com' } },
  ],
}

describe('people at the command line', () => {
  const server = useServer({ seed })
  const names = async (...options: string[]) => {
    const { users } = await commandLineOf(server).ask<{ users: { username: string }[] }>('users', 'list', ...options)
    return users.map(({ username }) => username)
  }

  it('are found by the value of an attribute or claim, in any case, and by group (contract: People)', async () => {
    expect(await names('--where', 'department=TREASURY')).toEqual(['alice'])
    expect(await names('--where', 'email=Bob@Example.com')).toEqual(['bob'])
    expect(await names('--where', 'department=x=y')).toEqual([])
    expect(await names('--group', 'finance/approvers')).toEqual(['alice'])
    expect(await names('--group', 'finance/approvers', '--after', 's-1')).toEqual([])
  })

  it('are shown with attributes, groups and roles (contract: People)', async () => {
    expect(await commandLineOf(server).ask('users', 'show', 'alice')).toMatchObject({
      attributes: { department: 'Treasury' },
      groups: ['finance', 'finance/approvers'],
      roles: [{ resource: 'https://api.example.com', role: 'approver' }],
    })
  })

  it.each([
    [['--where', 'department'], '--where is ATTRIBUTE=VALUE'],
    [['--where', '=x'], '--where is ATTRIBUTE=VALUE'],
    [['--where', 'a=b', '--group', 'c'], 'one of --where, --group and --email'],
  ])('are asked for in one way: %j (contract: People)', async (options, message) => {
    expect(await commandLineOf(server).run('users', 'list', ...options)).toMatchObject({
      exitCode: 2,
      output: expect.stringContaining(message) as string,
    })
  })
})
