import { groupPathFault, withGroupsAbove } from './group-path'

describe('a group’s path', () => {
  it.each(['staff', 'finance/approvers', 'Zürich/Büro 2/équipe', 'a/b/c/d/e/f/g/h/i/j'])('may be %s', (path) => {
    expect(groupPathFault(path)).toBeUndefined()
  })

  it.each([
    ['nothing', '', /1 to 255/],
    ['too long', 'a'.repeat(256), /1 to 255/],
    ['led by a slash', '/finance', /empty part/],
    ['ended by a slash', 'finance/', /empty part/],
    ['with an empty part', 'finance//approvers', /empty part/],
    ['too deep', 'a/b/c/d/e/f/g/h/i/j/k', /10 parts/],
    ['in itself', 'finance/approvers/finance', /not in itself/],
    ['with a control character', 'fin\u0000ance', /invisible/],
    ['with a zero-width space', 'fin\u200bance', /invisible/],
    ['with a space at an end', 'finance /approvers', /spaces/],
    ['not composed', 'Zu\u0308rich', /form C/],
  ])('is refused where it is %s', (_, path, message) => {
    expect(groupPathFault(path)).toMatch(message)
  })

  it('names the groups above it, of which its members are members too', () => {
    expect(withGroupsAbove(['finance/approvers/de', 'staff', 'finance'])).toEqual([
      'finance',
      'finance/approvers',
      'finance/approvers/de',
      'staff',
    ])
  })

  it('is not taken for a path that only begins alike', () => {
    expect(withGroupsAbove(['finance-external/x'])).toEqual(['finance-external', 'finance-external/x'])
  })
})
