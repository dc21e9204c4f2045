import { derivedHashes, staple } from '../../test/support/foreign-hashes'
import { fromKeycloak } from './from-keycloak'
import { parsePasswordHash } from './parse-password-hash'
import { verifyDerivedKey } from './verify-derived-key'

const key64 = Buffer.alloc(64, 7).toString('base64')

describe('the hash of a password', () => {
  it.each(derivedHashes)('of %s is verified, and no other password passes', async (_, password, text) => {
    const hash = parsePasswordHash(text)
    if (!('key' in hash)) throw new Error('a derived key was expected')
    await expect(verifyDerivedKey(password, hash)).resolves.toBe(true)
    await expect(verifyDerivedKey(`${password} `, hash)).resolves.toBe(false)
  })

  it.each([
    [
      'argon2id, parameters as the reference library orders them',
      '$argon2id$v=19$m=8192,t=2,p=1$Bhi7TGLdPc/KesC8gV7Geg$gaSHWWWchsPM9JVMPqMkPldPg/xX4iIOuTwuZ8Dut6M',
    ],
    ['argon2id, in another order', '$argon2id$v=19$m=8192,p=1,t=2$Bhi7TGLdPc/KesC8gV7Geg$gaSHWWWchsPM9JVMPqMkPldPg/xX4iIOuTwuZ8Dut6M'],
    ['argon2i', '$argon2i$v=19$m=8192,t=2,p=1$MlM8wM8PxmEWsboSqOM9RQ$Ltkes8R9YHk8JrPqVQ8buL3s5pbvY3sEtl+b0mt2/1g'],
    ['bcrypt', '$2b$06$MltAlcOykSIY.YPotTsJ1Oi61gziudY86oPf2RwXPwGo/5zk58HpO'],
  ])('of %s is kept as it is', (_, text) => {
    expect(parsePasswordHash(text)).toMatchObject({ text })
  })

  it.each([
    [
      'Spring',
      '{bcrypt}$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG',
      { algorithm: 'bcrypt', text: '$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG' },
    ],
    [
      'PHP',
      '$2y$06$MltAlcOykSIY.YPotTsJ1Oi61gziudY86oPf2RwXPwGo/5zk58HpO',
      { algorithm: 'bcrypt', text: '$2b$06$MltAlcOykSIY.YPotTsJ1Oi61gziudY86oPf2RwXPwGo/5zk58HpO' },
    ],
    [
      'Django',
      'bcrypt_sha256$$2b$12$aZDxMtvEJRLZurEPQIXIXel0dX9FRkgvLZHiP/LYSMsYvjktDm.AS',
      { isOfDigest: true, text: '$2b$12$aZDxMtvEJRLZurEPQIXIXel0dX9FRkgvLZHiP/LYSMsYvjktDm.AS' },
    ],
    [
      'Django argon2',
      'argon2$argon2id$v=19$m=102400,t=2,p=8$YkJxSldQUm9QQ21ucHFkdDFqeWh4MA$kqRDXLZBrRNvr7lCR6TWOqm2MXO8n+shc9PEMgCGPyQ',
      {
        algorithm: 'argon2',
        text: '$argon2id$v=19$m=102400,t=2,p=8$YkJxSldQUm9QQ21ucHFkdDFqeWh4MA$kqRDXLZBrRNvr7lCR6TWOqm2MXO8n+shc9PEMgCGPyQ',
      },
    ],
    [
      'Spring argon2',
      '{argon2@SpringSecurity_v5_8}$argon2id$v=19$m=8192,t=2,p=1$Bhi7TGLdPc/KesC8gV7Geg$gaSHWWWchsPM9JVMPqMkPldPg/xX4iIOuTwuZ8Dut6M',
      { algorithm: 'argon2' },
    ],
  ])('that %s wrote loses what its library does not know', (_, text, hash) => {
    expect(parsePasswordHash(text)).toMatchObject(hash)
  })

  it.each([
    ['pbkdf2-sha512', {}, `$pbkdf2-sha512$i=5$c2FsdHNhbHQ=$${key64}`],
    [
      'argon2',
      { memory: ['7168'], type: ['id'], version: ['1.3'], parallelism: ['1'], hashLength: ['32'] },
      `$argon2id$v=19$m=7168,t=5,p=1$c2FsdHNhbHQ$${key64.replace(/=+$/, '')}`,
    ],
  ])('of Keycloak, %s, becomes one text that can be read', (algorithm, additionalParameters, text) => {
    const hash = fromKeycloak({
      secret: { value: key64, salt: 'c2FsdHNhbHQ=' },
      credential: { algorithm, hashIterations: 5, additionalParameters },
    })
    expect(hash).toBe(text)
    expect(() => parsePasswordHash(hash)).not.toThrow()
  })

  it.each([
    ['nothing', '', /known form/],
    ['a password', staple, /known form/],
    ['an MD5', '5f4dcc3b5aa765d61d8327deb882cf99', /known form/],
    ['an unsalted SHA-1 of LDAP', '{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=', /known form/],
    ['bcrypt of the faulty kind', '$2x$06$MltAlcOykSIY.YPotTsJ1Oi61gziudY86oPf2RwXPwGo/5zk58HpO', /53 characters/],
    ['bcrypt that takes minutes', '$2b$20$MltAlcOykSIY.YPotTsJ1Oi61gziudY86oPf2RwXPwGo/5zk58HpO', /cost must be 1 to 14/],
    ['bcrypt that was cut', '$2b$06$MltAlcOykSIY.YPotTsJ1Oi61gziudY86oPf2RwXPwGo', /53 characters/],
    [
      'argon2 of a gigabyte',
      '$argon2id$v=19$m=1048576,t=2,p=1$Bhi7TGLdPc/KesC8gV7Geg$gaSHWWWchsPM9JVMPqMkPldPg/xX4iIOuTwuZ8Dut6M',
      /memory/,
    ],
    [
      'argon2 with a key of its own',
      '$argon2id$v=19$m=8192,t=2,p=1,keyid=AA$Bhi7TGLdPc/KesC8gV7Geg$gaSHWWWchsPM9JVMPqMkPldPg/xX4iIOuTwuZ8Dut6M',
      /must be/,
    ],
    [
      'argon2 whose memory is passed over too often',
      '$argon2id$v=19$m=262144,t=20,p=1$Bhi7TGLdPc/KesC8gV7Geg$gaSHWWWchsPM9JVMPqMkPldPg/xX4iIOuTwuZ8Dut6M',
      /memory times its passes/,
    ],
    [
      'argon2 with less memory than its lanes take',
      '$argon2id$v=19$m=8,t=2,p=2$Bhi7TGLdPc/KesC8gV7Geg$gaSHWWWchsPM9JVMPqMkPldPg/xX4iIOuTwuZ8Dut6M',
      /for each lane/,
    ],
    [
      'argon2 with a short salt',
      '$argon2id$v=19$m=8192,t=2,p=1$c2FsdHk$gaSHWWWchsPM9JVMPqMkPldPg/xX4iIOuTwuZ8Dut6M',
      /salt must have 8 bytes/,
    ],
    ['argon2 without a pass', '$argon2id$v=19$m=8192,t=0,p=1$Bhi7TGLdPc/KesC8gV7Geg$gaSHWWWchsPM9JVMPqMkPldPg/xX4iIOuTwuZ8Dut6M', /passes/],
    ['scrypt of four gigabytes', `$scrypt$ln=22,r=8,p=1$c2FsdHNhbHQ$${key64}`, /memory/],
    ['scrypt of many lanes', `$scrypt$ln=10,r=8,p=900$c2FsdHNhbHQ$${key64}`, /lanes/],
    ['scrypt of a large memory, many times', `$scrypt$ln=18,r=8,p=8$c2FsdHNhbHQ$${key64}`, /memory times its lanes/],
    ['scrypt whose N is no power of two', `scrypt$1000$salt$8$1$${key64}`, /power of two/],
    ['PBKDF2 of a billion iterations', `$pbkdf2-sha256$i=1000000000$c2FsdHNhbHQ$${key64}`, /iterations/],
    [
      'PBKDF2 with a hash so long that its iterations run many times',
      `$pbkdf2$2000000$c2FsdHNhbHQ$${Buffer.alloc(60, 7).toString('base64')}`,
      /iterations, times the digests/,
    ],
    ['PBKDF2 of no iteration', `$pbkdf2-sha256$i=0$c2FsdHNhbHQ$${key64}`, /iterations/],
    ['PBKDF2 of MD5', `$pbkdf2-md5$i=10$c2FsdHNhbHQ$${key64}`, /must be/],
    ['PBKDF2 with a short key', '$pbkdf2-sha256$i=1000$c2FsdHNhbHQ$AAAA', /hash must have 16 bytes/],
    ['PBKDF2 with a short salt', `$pbkdf2-sha256$i=1000$AAA$${key64}`, /salt must have 4 bytes/],
    ['PBKDF2 that is no base64', `$pbkdf2-sha256$i=1000$c2Fsd*HNhbHQ$${key64}`, /base64/],
    ['Spring PBKDF2 that is no hexadecimal', '{pbkdf2}zz', /hexadecimal/],
    ['an endless text', `$pbkdf2-sha256$i=1000$${'A'.repeat(600)}$${key64}`, /255 characters/],
  ])('is refused where it is %s, and the text is not repeated', (_, text, message) => {
    expect(() => parsePasswordHash(text)).toThrow(message)
  })

  it('that no login could verify is refused, so that none of what is kept makes logins fail', async () => {
    const [salt, key] = ['c2FsdHNhbHRzYWx0c2FsdA', key64.slice(0, 43)]
    const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
    const scrypts = [1, 8].flatMap((r) => range(0, 18).map((ln) => `$scrypt$ln=${ln},r=${r},p=1$${salt}$${key}`))
    const springs = ['{scrypt}$00801', '{scrypt}$100101', '{scrypt}$0f0101'].map((beginning) => `${beginning}$${salt}$${key}`)
    const read = (text: string) => {
      try {
        return parsePasswordHash(text)
      } catch {
        return undefined
      }
    }
    const kept = [...scrypts, ...springs].map(read).filter((hash) => hash !== undefined && 'key' in hash)
    for (const hash of kept) await expect(verifyDerivedKey('a password', hash)).resolves.toBe(false)
    expect(kept).toHaveLength(13 + 18 + 1)
    expect(read(`$2b$03$${'.'.repeat(53)}`)).toBeUndefined()
    expect(read(`$2b$04$${'.'.repeat(53)}`)).toBeDefined()
  })

  it('of a provider that Keycloak does not ship is refused', () => {
    const credential = { algorithm: 'bcrypt', hashIterations: 10 }
    expect(() => fromKeycloak({ secret: { value: key64, salt: 'c2FsdA==' }, credential })).toThrow(/only argon2 and PBKDF2/)
  })
})
