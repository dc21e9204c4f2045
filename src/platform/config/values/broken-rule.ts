/** What a value's parser throws: the rule alone, as it reads after the setting's name. Never the value: it may be a secret. */
export class BrokenRule extends Error {}
