import { halfHash } from './half-hash'

describe('the hash of a token in an ID token', () => {
  it("is the specification's own example (OIDCC-3.1.3.6)", () => {
    expect(halfHash('RS256', 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y')).toBe('77QmUPtjPfzWtF2AnpK9RQ')
    expect(halfHash('RS256', 'Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk')).toBe('LDktKdoQak3Pk0cnXxCltA')
  })

  it('is half of SHA-512 for Ed25519 (OIDCC-3.1.3.6)', () => {
    expect(halfHash('EdDSA', 'token')).toHaveLength(43)
  })
})
