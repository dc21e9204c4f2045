import { Expressions, prepareFacts } from './expressions'

const facts = prepareFacts({
  user: { sub: 's-1', groups: ['finance/approvers', 'staff'], attributes: { department: 'Treasury', level: 3, share: 0.5 } },
  request: { acr: 'two' },
})

describe('expressions', () => {
  let expressions: Expressions
  beforeAll(async () => {
    expressions = await Expressions.over({
      user: { sub: 'string', groups: 'list<string>', attributes: 'map<string, dyn>' },
      request: { acr: 'string' },
    })
  })

  it.each([
    ['"finance/approvers" in user.groups ? "Editor" : "Viewer"', 'Editor'],
    ['user.attributes.department', 'Treasury'],
    ['user.attributes.?missing.orValue("none")', 'none'],
    ['user.attributes.level + 1', 4],
    ['user.attributes.share', 0.5],
    ['user.groups.filter(g, g.startsWith("fin")).map(g, g.split("/")[1])', ['approvers']],
    ['user.groups.map(g, {"name": g, "of": user.sub})[1]', { name: 'staff', of: 's-1' }],
    ['user.groups.filter(r, !r.contains("/")).map(r, "/" + r).join(", ")', '/staff'],
    ['cel.bind(g, user.groups, g.size() > 1 ? g[0] : "")', 'finance/approvers'],
    ['{"a": [1, 2], "b": {"c": null}}', { a: [1, 2], b: { c: null } }],
    ['has(user.attributes.missing)', false],
  ])('evaluate %s', (source, result) => {
    expect(expressions.value(source).evaluate(facts)).toEqual(result)
  })

  it('answer yes or no where a condition is asked for (JRN-4)', () => {
    expect(expressions.condition('"staff" in user.groups').evaluate(facts)).toBe(true)
    expect(() => expressions.condition('user.sub')).toThrow(/must be true or false, and is string/)
  })

  it.each([
    ['that do not parse', '1 +', /Unexpected/],
    ['that name an unknown fact', 'people.sub', /Unknown variable/],
    ['that name an unknown member', 'user.password', /No such key/],
    ['with types that do not fit', 'user.sub + 1', /'\+'|no such overload/],
    ['with a regular expression', 'user.sub.matches("^(a+)+$")', /matches\(\) is not available/],
    ['with a regular expression in a macro', 'user.groups.exists(g, g.matches("a"))', /matches\(\)/],
    ['with a macro within a macro', 'user.groups.map(a, user.groups.map(b, a + b))', /within another macro/],
    ['with a macro within cel.bind', 'cel.bind(x, user.groups, x.map(a, a))', /within another macro/],
    ['of too many nodes', Array.from({ length: 150 }, () => 'true').join(' && '), /nodes|depth/i],
    ['of too many elements', `[${Array.from({ length: 51 }, () => '1').join(',')}]`, /list/i],
    ['that are too deep', `${'('.repeat(60)}1${')'.repeat(60)}${'[0]'.repeat(40)}`, /depth|nodes|overload|index/i],
    ['that multiply a text', `"${'a'.repeat(50)}"${`.split("").join("${'a'.repeat(50)}")`.repeat(6)}`, /too large/],
    ['that multiply a list', `[[1]]${'.map(x, [x, x, x, x, x])'.repeat(15)}`, /too large/],
    ['that double a list', `[[1]]${'.map(x, x + x)'.repeat(18)}.size() == 1`, /too large|depth/],
    ['that multiply what people are', 'user.sub.split("").join(user.sub).split("").join(user.sub)', /too large/],
    ['that multiply in conditions', `user.groups.filter(g, user.sub.split("").join(user.sub) == g)`, /too large/],
    ['that multiply what is bound', `cel.bind(a, user.sub.split("").join(user.sub), a.split("").join(a))`, /too large/],
    ['that are too long', `"${'a'.repeat(2_001)}"`, /2000 characters/],
  ])('%s are refused when they are loaded (JRN-60)', (_, source, message) => {
    expect(() => expressions.value(source)).toThrow(message)
  })

  it.each([
    ['a member that is not there', 'user.attributes.missing'],
    ['a prototype', 'user.attributes.constructor'],
    ['a timestamp', 'timestamp("2024-01-01T00:00:00Z")'],
    ['bytes', 'b"abc"'],
    ['a whole number that JSON would round', '9007199254740993'],
    ['a number that is not finite', '1.0 / 0.0'],
    ['a type', 'type(1)'],
  ])('fail, and answer nothing, for %s', (_, source) => {
    const expression = expressions.value(source)
    expect(() => expression.evaluate(facts)).toThrow(/./)
  })

  it('fail where a condition comes to something else than yes or no', () => {
    expect(() => expressions.condition('user.attributes.department').evaluate(facts)).toThrow(/true or false/)
  })

  it('see numbers as CEL has them: whole ones as int (JRN-61)', () => {
    expect(expressions.condition('user.attributes.level == 3').evaluate(facts)).toBe(true)
  })

  it.each([
    ['user.attributes.?level.orValue(1) > 2 && request.acr == "two"', ['request.acr', 'user.attributes']],
    ['user["groups"]', ['user.attributes', 'user.groups', 'user.sub']],
    ['user.groups.filter(g, g == "x")', ['user.groups']],
    ['1 + 1', []],
  ])('tell which facts they name: %s (JRN-61)', (source, names) => {
    expect([...expressions.value(source).names].toSorted()).toEqual(names)
  })
})
