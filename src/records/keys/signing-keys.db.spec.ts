import { randomBytes } from 'node:crypto'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { startContext, startNodes } from '../../../test/support/test-context'
import type { TestContext, TestNodes } from '../../../test/support/test-context'
import { testDatabase } from '../../../test/support/test-database'
import type { TestDatabase } from '../../../test/support/test-database'
import { KeysModule } from './keys.module'
import { signingAlgorithms } from '#libs/jws/signing-algorithms'
import { KeysMetadata } from './keys.metadata'
import { RotateKeys } from './rotate-keys'
import { SigningKeys } from './signing-keys'
import { SigningKeysRepository } from './signing-keys.repository'

const newKey = () => randomBytes(32).toString('base64')
const byName = (one: string, another: string) => one.localeCompare(another)
const kidsOf = (context: TestContext) =>
  context
    .get(SigningKeys)
    .publicKeys.map(({ kid }) => String(kid))
    .toSorted(byName)

describe('the signing keys', () => {
  let nodes: TestNodes
  let keys: SigningKeys
  beforeAll(async () => {
    nodes = await startNodes([KeysModule])
    keys = nodes.nodes[0].get(SigningKeys)
  })
  afterAll(() => nodes.close())

  const keySet = () => createLocalJWKSet({ keys: [...keys.publicKeys] })

  it('are made once, though two nodes start at the same moment (SEC-433, SEC-441)', async () => {
    expect(kidsOf(nodes.nodes[0])).toHaveLength(signingAlgorithms.length)
    expect(kidsOf(nodes.nodes[1])).toEqual(kidsOf(nodes.nodes[0]))
  })

  it('show their public halves alone, each with a kid of its own (SEC-59, SEC-61)', () => {
    expect(new Set(kidsOf(nodes.nodes[0])).size).toBe(signingAlgorithms.length)
    for (const key of keys.publicKeys) {
      expect(Object.keys(key)).toEqual(expect.arrayContaining(['kty', 'kid', 'use', 'alg']))
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) expect(key).not.toHaveProperty(secret)
    }
  })

  it('are as long as FAPI wants them (FAPI2-SP-FINAL-5.4.1-2, FAPI2-SP-FINAL-5.4.1-3, SEC-56, SEC-57)', () => {
    for (const key of keys.publicKeys.filter(({ kty }) => kty === 'RSA')) expect(Buffer.from(key.n ?? '', 'base64url')).toHaveLength(256)
    expect(keys.publicKeys.find(({ alg }) => alg === 'ES256')?.crv).toBe('P-256')
    expect(keys.publicKeys.find(({ alg }) => alg === 'EdDSA')?.crv).toBe('Ed25519')
  })

  it.each([...signingAlgorithms])('sign what others can verify: %s (SEC-54, RFC7515-5.1)', async (algorithm) => {
    const jwt = await keys.sign(algorithm, 'at+jwt', { sub: 'alice', text: 'ä"\n' })
    const { payload, protectedHeader } = await jwtVerify(jwt, keySet(), { algorithms: [algorithm], typ: 'at+jwt' })
    expect(payload).toEqual({ sub: 'alice', text: 'ä"\n' })
    expect(protectedHeader).toEqual({ alg: algorithm, typ: 'at+jwt', kid: expect.any(String) as string })
  })

  it('of one node verify what another signed (SEC-429)', async () => {
    const jwt = await nodes.nodes[1].get(SigningKeys).sign('PS256', 'JWT', { sub: 'alice' })
    await expect(jwtVerify(jwt, keySet())).resolves.toBeDefined()
  })

  it('do not verify what was changed (SEC-50)', async () => {
    const [header, , signature] = (await keys.sign('ES256', 'JWT', { sub: 'alice' })).split('.')
    const payload = Buffer.from('{"sub":"bob"}').toString('base64url')
    await expect(jwtVerify([header, payload, signature].join('.'), keySet())).rejects.toThrow('signature verification failed')
  })

  it('are sealed in the database (SEC-440)', async () => {
    const rows: Record<string, string>[] = await nodes.nodes[0].dataSource.query('SELECT * FROM signing_keys')
    expect(rows).toHaveLength(signingAlgorithms.length)
    for (const row of rows) {
      expect(row['sealed_private_jwk']).toMatch(/^[\w-]{8}\.[\w-]+$/)
      expect(JSON.stringify(row)).not.toMatch(/"d\\?"/)
      expect(row['public_jwk']).not.toContain('"d"')
    }
  })

  it('have one that signs and one that is announced for each algorithm, by constraint (SEC-437)', async () => {
    const copy = (kid: string, state: string) =>
      nodes.nodes[0].dataSource.query(
        `INSERT INTO signing_keys SELECT '${kid}', algorithm, '${state}', public_jwk, sealed_private_jwk, created_at, signing_at, retired_at, rotate_at
         FROM signing_keys WHERE algorithm = 'ES256' AND state = 'signing'`,
      )
    await expect(copy('another', 'signing')).rejects.toThrow(/unique/i)
    await copy('next', 'announced')
    await expect(copy('third', 'announced')).rejects.toThrow(/unique/i)
    await nodes.nodes[0].dataSource.query("DELETE FROM signing_keys WHERE kid = 'next'")
  })

  it('are missed by name when an algorithm has none (SEC-449)', async () => {
    await expect(keys.sign('ES512' as 'ES256', 'JWT', {})).rejects.toThrow('there is no ES512 signing key')
  })
})

describe('ALDGATE_SIGNING_ALGORITHMS', () => {
  const KEY_ENCRYPTION_KEY = newKey()
  let database: TestDatabase
  beforeEach(async () => {
    database = await testDatabase()
  })
  afterEach(() => database.drop())
  const start = (algorithms?: string) =>
    startContext([KeysModule], {
      database,
      environment: { KEY_ENCRYPTION_KEY, ...(algorithms !== undefined && { ALDGATE_SIGNING_ALGORITHMS: algorithms }) },
    })
  const told = (context: TestContext) => {
    const { publicKeys, publicSet, canSign } = context.get(SigningKeys)
    const { keys } = JSON.parse(publicSet) as { keys: unknown }
    expect(keys).toEqual(publicKeys)
    const { id_token_signing_alg_values_supported: announced } = context.get(KeysMetadata).metadata()
    return { algorithms: publicKeys.map(({ alg }) => alg), announced, canSign }
  }
  const few = { algorithms: ['ES256', 'EdDSA'], announced: ['ES256', 'EdDSA'], canSign: true }

  it('makes and announces no key of the others (SEC-54, OIDCD-3)', async () => {
    const context = await start('EdDSA, ES256')
    expect(told(context)).toEqual(few)
    expect(await context.dataSource.query('SELECT algorithm FROM signing_keys')).toHaveLength(2)
    await context.close()
  })

  it('takes keys from jwks_uri whose tokens go on verifying here, and gives them back (SEC-54, OIDCC-10.1.1)', async () => {
    const before = await start()
    const token = await before.get(SigningKeys).sign('PS256', 'JWT', { sub: 'alice' })
    const kids = kidsOf(before)
    await before.close()
    const without = await start('ES256,EdDSA')
    expect(told(without)).toEqual(few)
    const keys = without.get(SigningKeys)
    await expect(keys.verify(token, ['PS256'])).resolves.toMatchObject({ payload: { sub: 'alice' } })
    await expect(keys.sign('PS256', 'JWT', {})).rejects.toThrow('ALDGATE_SIGNING_ALGORITHMS is ES256,EdDSA')
    await without.close()
    const again = await start()
    expect(kidsOf(again)).toEqual(kids)
    await again.close()
  })

  it('makes a new key where the one of the algorithm was retired meanwhile (SEC-441)', async () => {
    await (await start()).close()
    const without = await start('ES256')
    const old = (await without.get(SigningKeysRepository).schedule()).filter(({ algorithm }) => algorithm !== 'ES256')
    for (const { kid } of old) await without.get(RotateKeys).retire(kid)
    expect((await without.get(SigningKeysRepository).schedule()).map(({ state }) => state).toSorted(byName)).toEqual([
      'retired',
      'retired',
      'retired',
      'signing',
    ])
    await without.close()
    const again = await start()
    expect(told(again).canSign).toBe(true)
    await again.close()
  })

  it('leaves nothing of the others after all keys were replaced in an emergency (SEC-441)', async () => {
    await (await start()).close()
    const without = await start('ES256')
    await without.get(RotateKeys).replace(['ES256'])
    expect(await without.get(SigningKeysRepository).schedule()).toMatchObject([{ algorithm: 'ES256', state: 'signing' }])
    await without.close()
  })
})

describe('KEY_ENCRYPTION_KEY', () => {
  let database: TestDatabase
  const [first, second] = [newKey(), newKey()]
  const start = (...keyEncryptionKeys: readonly string[]) =>
    startContext([KeysModule], { database, environment: { KEY_ENCRYPTION_KEY: keyEncryptionKeys.join(',') } })
  const kidsUnder = async (...keyEncryptionKeys: readonly string[]) => {
    const context = await start(...keyEncryptionKeys)
    const kids = kidsOf(context)
    await context.close()
    return kids
  }

  let kids: readonly unknown[]
  beforeAll(async () => {
    database = await testDatabase()
    kids = await kidsUnder(first)
  })
  afterAll(() => database.drop())

  it('opens the keys at every start (SEC-440)', async () => {
    expect(await kidsUnder(first)).toEqual(kids)
  })

  it('opens them from the second place of the list too (SEC-440, SEC-457)', async () => {
    expect(await kidsUnder(second, first)).toEqual(kids)
  })

  it('seals them anew under its first key at the start, so that the old one can go (SEC-440, SEC-457)', async () => {
    expect(await kidsUnder(second)).toEqual(kids)
    await expect(start(first)).rejects.toThrow(/^KEY_ENCRYPTION_KEY lacks the key [\w-]{8}, which this database is sealed under: /)
  })

  it('that is wrong stops the start with one clear line (SEC-440)', async () => {
    await expect(start(newKey())).rejects.toThrow(/^KEY_ENCRYPTION_KEY lacks the key [\w-]{8}, which this database is sealed under: .*$/)
  })

  it('that is wrong stops the start of a database that has not learnt its keys’ names yet, too (SEC-440)', async () => {
    const context = await start(second)
    await context.dataSource.query('DELETE FROM encryption_keys')
    await context.close()
    const wrong = start(first)
    await expect(wrong).rejects.toThrow(/^KEY_ENCRYPTION_KEY does not open the signing key [\w-]+; add the key it was sealed under/)
    expect(await kidsUnder(second)).toEqual(kids)
  })
})
