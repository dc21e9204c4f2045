import { fromFirebase } from '#libs/password-hash/formats/firebase'

export const staple = 'correct horse battery staple'

type ForeignHash = readonly [name: string, password: string, text: string]

/** Of the formats' own documentation and reference implementations. */
export const derivedHashes: readonly ForeignHash[] = [
  [
    'Firebase, the example of its scrypt tool',
    'user1password',
    fromFirebase({
      memCost: 14,
      rounds: 8,
      salt: '42xEC+ixf3L2lw==',
      saltSeparator: 'Bw==',
      signerKey: 'jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==',
      passwordHash: 'lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==',
    }),
  ],
  [
    'Spring, the scrypt example of its reference',
    'password',
    '{scrypt}$e0801$8bWJaSu2IKSn9Z9kM+TPXfOc/9bdYSrN1oD9qfVThWEwdRTnO7re7Ei+fUZRJ68k9lTyuTeUp4of4g24hHnazw==$OAOec05+bXxvuu/1qZ6NUR+xQYvYv7BeL1QxwRpY5Pc=',
  ],
  [
    'Spring, the PBKDF2 example of its reference',
    'password',
    '{pbkdf2}5d923b44a6d129f3ddf3e3c8d29412723dcbde72445e8ef6bf3b508fbf17fa4ed4d6b99ca763d8dc',
  ],
  ['Django PBKDF2 SHA-256', staple, 'pbkdf2_sha256$1000000$EdVhAhstjNbcb0Rt34tKfI$dGACxdaLuaafk/mfFP7SoBYwqAYJTpxm4CK9jpmTOjY='],
  ['Django PBKDF2 SHA-1', staple, 'pbkdf2_sha1$1000000$fLTGJhD7h1wtuzah47hC3v$LUdlUJLk6SseGqW/+JauY+fDJ6o='],
  [
    'Django scrypt',
    staple,
    'scrypt$16384$3mBOgYPjWJj8b4uVxSn1Gg$8$5$PJ0NG138e2X9qkndTcnW3JHQEhksPpjeoEbKy7qNlEvTSKmIlxsrQUTLX4tgie5IO8XIsOm0xhLeezCatHoGrA==',
  ],
  ['Passlib PBKDF2 SHA-1', staple, '$pbkdf2$1000$ImQspbSWsnautRYCYOxdCw$nYGGSbhO4bZMK4h1mERU3hX0Z6g'],
  ['Passlib PBKDF2 SHA-256', staple, '$pbkdf2-sha256$1000$kZLSWmvtXas1Zmwt5ZxzTg$cZIBbJh72bkYN4oVni4MEeTdMP3Wy5zxPfquvW9QOr0'],
  [
    'Passlib PBKDF2 SHA-512',
    staple,
    '$pbkdf2-sha512$1000$k9Laey.FECJE6J2T0nqPMQ$3S6P/oq72C6L7/fl7Qgdc7VnziwTznF4l3t2Q6vrZzDAk8qlbjsT4PQtBoGYsJ5rofETTbpRjlVnUIuJhfRLdQ',
  ],
  ['Passlib scrypt', staple, '$scrypt$ln=10,r=8,p=1$1HrvfY8RgnCuVcpZ631vrQ$EYQcOiK+UcL/Jc9NAVPxgtdYZUNwe8spCBkZFO7+udE'],
  // RFC 7914 section 11 and section 12.
  [
    'scrypt of RFC 7914',
    'pleaseletmein',
    `$scrypt$ln=14,r=8,p=1$${Buffer.from('SodiumChloride').toString('base64')}$${Buffer.from('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887', 'hex').toString('base64')}`,
  ],
  [
    'PBKDF2 of RFC 7914',
    'Password',
    `$pbkdf2-sha256$i=80000$${Buffer.from('NaCl').toString('base64')}$${Buffer.from('4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d', 'hex').toString('base64')}`,
  ],
]

/** Hashes of other servers in every form that is known: what wrote it, the password, the text. */
export const foreignHashes: readonly ForeignHash[] = [
  ...derivedHashes,
  [
    'argon2id, as its reference library orders the parameters',
    staple,
    '$argon2id$v=19$m=8192,t=2,p=1$Bhi7TGLdPc/KesC8gV7Geg$gaSHWWWchsPM9JVMPqMkPldPg/xX4iIOuTwuZ8Dut6M',
  ],
  ['argon2i', staple, '$argon2i$v=19$m=8192,t=2,p=1$MlM8wM8PxmEWsboSqOM9RQ$Ltkes8R9YHk8JrPqVQ8buL3s5pbvY3sEtl+b0mt2/1g'],
  [
    'Django argon2',
    staple,
    'argon2$argon2id$v=19$m=102400,t=2,p=8$YkJxSldQUm9QQ21ucHFkdDFqeWh4MA$kqRDXLZBrRNvr7lCR6TWOqm2MXO8n+shc9PEMgCGPyQ',
  ],
  ['bcrypt, as Auth0 exports it', staple, '$2b$06$MltAlcOykSIY.YPotTsJ1Oi61gziudY86oPf2RwXPwGo/5zk58HpO'],
  ['bcrypt of PHP', staple, '$2y$06$MltAlcOykSIY.YPotTsJ1Oi61gziudY86oPf2RwXPwGo/5zk58HpO'],
  ['bcrypt of Spring', 'password', '{bcrypt}$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG'],
  ['bcrypt of a digest, of Django', staple, 'bcrypt_sha256$$2b$12$aZDxMtvEJRLZurEPQIXIXel0dX9FRkgvLZHiP/LYSMsYvjktDm.AS'],
  ['bcrypt of a long password', `${'0123456789'.repeat(7)}ab`, '$2b$06$PWOGho/ngjywDIfRsWkvd.yVq9ZLhp3AzlX1wjxDQf8L4fXmKS/Hm'],
]
