import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { DataSource } from 'typeorm'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Memberships } from '#records/people/memberships'
import { Sessions } from '#records/sessions/sessions.repository'
import { commandLineOf } from '../support/command-line'
import { e2eSeed, keys } from '../support/e2e-seed'
import { foreignHashes, staple } from '../support/foreign-hashes'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import { useServer } from '../support/use-server'

type Entry = Readonly<Record<string, unknown>>
type Counts = Readonly<Record<'created' | 'updated' | 'unchanged' | 'refused', number>>
interface Refused {
  readonly line: number
  readonly username?: string
  readonly rule: string
}

const bcrypt = foreignHashes.find(([name]) => name === 'bcrypt, as Auth0 exports it')?.[2] ?? ''
const api = { resource: 'https://api.example.com', scopes: ['read'] }
const seed = {
  ...e2eSeed,
  resources: [...e2eSeed.resources, api],
  groups: [{ group: 'finance/approvers' }],
  attributes: [
    { attribute: 'department', type: 'string', label: 'Department' },
    { attribute: 'employee_number', type: 'number', label: 'Number' },
    { attribute: 'languages', type: 'string_list', label: 'Languages' },
  ],
}
const dora = {
  username: 'Dora',
  sub: 'sub-of-dora',
  password_hash: bcrypt,
  claims: { name: 'Dora "the" Explorer', email: 'dora@example.com', email_verified: true, address: { locality: 'Zürich' } },
  attributes: { department: 'Treasury', employee_number: 7, languages: ['de', 'en'] },
  groups: ['finance/approvers'],
  roles: [{ role: 'viewer' }, { resource: api.resource, role: 'approver' }],
  email_login: true,
}
const erik = { username: 'erik', sub: 'sub-of-erik' }

describe('a file of people', () => {
  const server = useServer({ seed })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)
  const folder = mkdtempSync(join(tmpdir(), 'people-'))
  let files = 0
  const newPath = (ending = 'jsonl') => join(folder, `${(files += 1)}.${ending}`)
  const fileOf = (content: string | Buffer, ending?: string) => {
    const path = newPath(ending)
    writeFileSync(path, content)
    return path
  }
  const jsonLines = (entries: readonly unknown[]) => fileOf(entries.map((entry) => JSON.stringify(entry)).join('\n'))
  const linesIn = <Line>(path: string) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line)
  const run = (...words: string[]) => commandLineOf(server).run(...words)
  const importFile = (path: string, ...options: string[]) => commandLineOf(server).ask<Counts>('users', 'import', path, ...options)
  /** Imports a file of which lines are refused; says which. */
  const refusalsOf = async (path: string) => {
    const report = newPath()
    const { exitCode } = await run('users', 'import', path, '--report', report)
    expect(exitCode).toBe(3)
    return linesIn<Refused>(report)
  }
  const exported = async (...options: string[]) => {
    const path = newPath()
    expect((await run('users', 'export', path, ...options)).exitCode).toBe(0)
    return linesIn<Entry>(path)
  }
  const entryOf = async (username: string, ...options: string[]) =>
    (await exported(...options)).find((entry) => entry['username'] === username)
  const logIn = async (username: string, password: string) =>
    (await rp.redeem(await new Person(server, username, password).getCode(await rp.pushedUrl()))).status

  it('becomes accounts with their groups, roles, attributes and old passwords while the server runs', async () => {
    const path = jsonLines([dora, erik])
    expect(await importFile(path)).toEqual({ created: 2, updated: 0, unchanged: 0, refused: 0, dry_run: false })
    const memberships = server.app.get(Memberships, { strict: false })
    expect(await memberships.groupsOf('sub-of-dora')).toEqual(['finance', 'finance/approvers'])
    expect([await logIn('dora', staple), await logIn('DORA@example.com', staple)]).toEqual([200, 200])
  })

  it('changes nothing when it comes again, also after logins have replaced hashes, and says so', async () => {
    const path = jsonLines([dora, erik])
    const before = await exported('--with-password-hashes')
    expect(await importFile(path)).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: 0 })
    expect(await exported('--with-password-hashes')).toEqual(before)
    expect(before.find(({ username }) => username === 'Dora')?.['password_hash']).toMatch(/^\$argon2id\$/)
  })

  it('changes one account where one entry has changed; a password that it does not name stays, and nobody is logged out', async () => {
    const { password_hash: _, ...rest } = dora
    const changed = { ...rest, groups: [], attributes: { department: 'Sales' } }
    expect(await importFile(jsonLines([changed, erik]))).toMatchObject({ updated: 1, unchanged: 1 })
    const { groups: _groups, roles, ...others } = changed
    expect(await entryOf('Dora')).toEqual({ ...others, roles: roles })
    expect(await server.app.get(Sessions, { strict: false }).ofUser('sub-of-dora', 10)).not.toEqual([])
    expect(await logIn('dora', staple)).toBe(200)
  })

  it('ends what people have open whose password it changes, or whom it disables', async () => {
    const entry = { ...dora, password_hash: foreignHashes.find(([name]) => name === 'bcrypt of Spring')?.[2] }
    expect(await importFile(jsonLines([entry]))).toMatchObject({ updated: 1 })
    expect(await server.app.get(Sessions, { strict: false }).ofUser('sub-of-dora', 10)).toEqual([])
    expect(await logIn('dora', 'password')).toBe(200)
    expect(await importFile(jsonLines([{ ...entry, disabled: true }]))).toMatchObject({ updated: 1 })
    expect(await server.app.get(Sessions, { strict: false }).ofUser('sub-of-dora', 10)).toEqual([])
    await expect(logIn('dora', 'password')).rejects.toThrow(/^no way on from a page/)
  })

  it('renames an account that it names by its sub, and only to a name that is free', async () => {
    expect(await importFile(jsonLines([{ ...erik, username: 'Erika' }]))).toMatchObject({ updated: 1 })
    expect(await entryOf('Erika')).toEqual({ ...erik, username: 'Erika' })
    expect(await refusalsOf(jsonLines([{ ...erik, username: 'dora' }]))).toEqual([
      { line: 1, username: 'dora', rule: 'username: another account has it' },
    ])
  })

  it('is tried without changing anything', async () => {
    const before = await exported('--with-password-hashes')
    const path = jsonLines([{ username: 'nobody yet' }, dora])
    expect(await importFile(path, '--dry-run')).toEqual({ created: 1, updated: 1, unchanged: 0, refused: 0, dry_run: true })
    expect(await exported('--with-password-hashes')).toEqual(before)
  })

  it('may give passwords, which are hashed here', async () => {
    expect(await importFile(jsonLines([{ username: 'fred', password: staple }]))).toMatchObject({ created: 1 })
    expect(await logIn('fred', staple)).toBe(200)
    expect((await entryOf('fred', '--with-password-hashes'))?.['password_hash']).toMatch(/^\$argon2id\$/)
  })

  it('is refused line by line, each with its number, its person and the rule; the others are taken', async () => {
    const lines: readonly (readonly [line: string | Buffer, rule: string])[] = [
      ['{"username":"a","password":"secret of a" oops}', 'the line is not JSON from character 42 on'],
      [Buffer.from([0x7b, 0xff, 0x7d]), 'the line is not UTF-8; save it as UTF-8'],
      [`"${'x'.repeat(262_144)}"`, 'the line must have at most 262144 bytes'],
      ['[1]', 'must be a mapping'],
      ['{"username":"b","pasword":"x"}', 'pasword: is not a known name; did you mean password?'],
      ['{"username":"b","disabled":"yes"}', 'disabled: must be true or false'],
      ['{"username":"b","claims":{"email":"nobody"}}', 'claims.email: must be one e-mail address'],
      ['{"username":"b","__proto__":{}}', '__proto__: is not a known name'],
      [`{"username":"b","attributes":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 'is nested too deeply'],
      ['{"username":"b","groups":["finance/aprovers"]}', 'groups: there is no group "finance/aprovers"; did you mean finance/approvers?'],
      ['{"username":"b","attributes":{"departement":"x"}}', 'attributes: "departement" is not declared; did you mean department?'],
      ['{"username":"b","attributes":{"employee_number":"7"}}', 'attributes.employee_number: must be a number'],
      ['{"username":"b","roles":[{"resource":"https://elsewhere","role":"x"}]}', 'roles: there is no resource "https://elsewhere"'],
      ['{"username":"b","password":"p","password_hash":"x"}', 'password: exactly one of password and password_hash is needed'],
      ['{"username":"b","password_hash":"5f4dcc3b"}', 'password_hash: must be an argon2, bcrypt, scrypt or PBKDF2 hash in a known form'],
      ['{"username":"alice","claims":{}}', 'username: the account comes from a seed, which is where it is changed'],
      ['{"username":"b","sub":"fapi"}', 'sub: it is the client_id of a client (FAPI2-SP-FINAL-6.7)'],
      ['{"username":"Erika","sub":"another"}', 'sub: the account of this name has another, and keeps it'],
      ['{"username":"dora@example.com"}', 'username: it is the e-mail address that another account logs in by'],
    ]
    const fine = JSON.stringify({ username: 'gus', sub: 'sub-of-gus' })
    const repeats = [
      ['{"username":"GUS"}', 'username: an earlier line has it, or logs in by it as an e-mail address'],
      ['{"username":"c","sub":"sub-of-gus"}', 'sub: an earlier line has it'],
    ] as const
    await importFile(jsonLines([dora]))
    const all = [[fine, ''], ...lines, ...repeats] as const
    const content = Buffer.concat(all.flatMap(([line]) => [Buffer.from(line), Buffer.from('\n')]))
    const refused = await refusalsOf(fileOf(content))
    expect(refused.map(({ line, rule }) => [line, rule])).toEqual(
      all.flatMap(([, rule], index) => (rule === '' ? [] : [[index + 1, rule]])),
    )
    expect(JSON.stringify(refused)).not.toContain('secret')
    expect(await entryOf('gus')).toEqual({ username: 'gus', sub: 'sub-of-gus' })
    expect(await entryOf('b')).toBeUndefined()
  })

  it('tells what it refuses on standard error where no report is asked for, without effect on a terminal', async () => {
    const told: unknown[] = []
    const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(text) > 0)
    const path = fileOf('{"username":"mallory\\u001b[2J"}\n'.repeat(102))
    const { output, exitCode } = await run('users', 'import', path)
    spy.mockRestore()
    expect([output, exitCode]).toEqual(['users: 0 created, 0 updated, 0 unchanged, 102 refused', 3])
    expect(told[0]).toBe(`${path}:1 "mallory\\u001b[2J": username: must not hold control characters\n`)
    expect([told.length, told.at(-1)]).toEqual([101, 'and 2 lines more; --report writes all of them\n'])
  })

  it('may be CSV: what is written is read again as the same', async () => {
    await importFile(jsonLines([dora, erik]))
    const [before, path] = [await exported('--with-password-hashes'), newPath('csv')]
    expect((await run('users', 'export', path, '--with-password-hashes')).exitCode).toBe(0)
    const [header = ''] = readFileSync(path, 'utf8').split('\n')
    expect(header).toContain('claims.address.locality')
    expect(await importFile(path, '--dry-run')).toMatchObject({ created: 0 })
    await server.app.get(DataSource).query('DELETE FROM users WHERE seed_digest IS NULL')
    const { created, refused } = await importFile(path, '--report', newPath())
    expect([created > 3, refused]).toEqual([true, e2eSeed.users.length])
    expect(await exported('--with-password-hashes')).toEqual(before)
  })

  it('of CSV takes cells by the type of their column, and refuses those that do not fit', async () => {
    const columns = 'username,disabled,claims.email,claims.email_verified,attributes.employee_number,attributes.languages,groups,roles'
    const rows = [
      `hans,false,"hans@example.com",TRUE,-7.5,"de; en",finance/approvers,"viewer;${api.resource}#approver"`,
      'ida,,,,,,,',
      'jan,perhaps,,,,,,',
      'kim,,,,seven,,,',
      'lea',
      '"mia',
    ]
    const refused = await refusalsOf(fileOf([columns, ...rows].join('\r\n'), 'csv'))
    expect(refused.map(({ line, rule }) => [line, rule])).toEqual([
      [4, 'disabled: must be true or false'],
      [5, 'attributes.employee_number: must be a number'],
      [6, 'the line has 1 cells, and the first has 8 columns'],
      [7, 'a quoted cell that begins here does not end by line 7; none of these lines was read'],
    ])
    expect(await entryOf('hans')).toMatchObject({
      claims: { email: 'hans@example.com', email_verified: true },
      attributes: { employee_number: -7.5, languages: ['de', 'en'] },
      groups: ['finance/approvers'],
      roles: [{ role: 'viewer' }, { resource: api.resource, role: 'approver' }],
    })
    expect(await entryOf('ida')).toMatchObject({ username: 'ida' })
  })

  it.each([
    ['a column that is not known', 'username,claims.emial', '"claims.emial" is no known column; did you mean claims.email?'],
    ['no column username', 'sub', 'there is no column username'],
    ['a column twice', 'username,sub,sub', '"sub" stands twice'],
    ['columns separated by semicolons', 'username;sub', 'columns must be separated by commas'],
  ])('of CSV with %s is refused whole', async (_, header, rule) => {
    const { output, exitCode } = await run('users', 'import', fileOf(`${header}\nx,y\n`, 'csv'))
    expect([output, exitCode]).toEqual([`line 1, which names the columns: ${rule}`, 1])
  })

  it('that is not there, or a format that is not known, is told in one line', async () => {
    expect(await run('users', 'import', '/nowhere.jsonl')).toEqual({ output: '/nowhere.jsonl cannot be read (ENOENT)', exitCode: 1 })
    expect(await run('users', 'import', 'x', '--format', 'xml')).toEqual({ output: '--format is jsonl or csv', exitCode: 2 })
  })

  it('is written for its owner alone, never over another file, and without passwords unless they are asked for', async () => {
    const path = newPath()
    const { output } = await run('users', 'export', path)
    expect(output).toMatch(/^\d+ accounts were written to /)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8')).not.toMatch(/argon2|\$2b/)
    expect(await run('users', 'export', path)).toEqual({ output: `${path} exists already`, exitCode: 1 })
  })

  it('that was read or written is in the audit log: who, what, how many', async () => {
    await importFile(jsonLines([{ username: 'nina' }]))
    await exported('--with-password-hashes')
    const { output } = await run('audit', 'export')
    const records = output.split('\n').map((line) => JSON.parse(line) as { type: string; details: Entry })
    const batch = records.findLast(({ type }) => type === 'users.imported')
    expect(batch?.details).toMatchObject({ count: 1, why: 'created by an import' })
    const commands = records.filter(({ type }) => type === 'command.run').map(({ details }) => details)
    expect(commands.at(-1)).toMatchObject({ verb: 'users export', args: [expect.any(String), '--with-password-hashes'] })
    expect(commands.at(-2)).toMatchObject({ verb: 'users import' })
  })
})
