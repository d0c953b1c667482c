/*
 * How a title becomes words: lower case, without accents, one entry a word, `,` between the parts of a title.
 *
 * ADD A SPELLING: one line `short: 'full words'` in SPELLINGS, written as it looks after that (no capitals, no accents, no
 * dots: "V.P." arrives as "vp"), and one line in tests/domain/committee/classify-title.test.ts.
 */

/** Words replaced before the tables are asked. The replacement may be several words. */
export const SPELLINGS: Readonly<Record<string, string>> = {
  mgr: 'manager',
  mngr: 'manager',
  mgmt: 'management',
  dir: 'director',
  gral: 'general',
  sr: 'senior',
  jr: 'junior',
  exec: 'executive',
  asst: 'assistant',
  assoc: 'associate',
  admin: 'administrator',
  eng: 'engineering',
  engr: 'engineer',
  mktg: 'marketing',
  mkt: 'marketing',
  ops: 'operations',
  dev: 'development',
  fin: 'finance',
  acct: 'account',
  intl: 'international',
  biz: 'business',
  tech: 'technology',
  techn: 'technology',
  sw: 'software',
  comms: 'communications',
  pres: 'president',
  // Common slips of the pen
  manger: 'manager',
  maneger: 'manager',
  mananger: 'manager',
  directer: 'director',
  directo: 'director',
  dirctor: 'director',
  presidant: 'president',
  boad: 'board',
  enginer: 'engineer',
  sofware: 'software',
  marketting: 'marketing',
  vicepresident: 'vice president',
  vicepresidente: 'vice president',
  cofounder: 'co founder',
  cofondateur: 'co founder',
  cofondatrice: 'co founder',
  chairperson: 'chairman',
  chairwoman: 'chairman',
  stv: 'deputy',
  stellv: 'deputy',
  stellvertretender: 'deputy',
  stellvertretende: 'deputy',
  und: 'and',
  et: 'and',
  y: 'and',
  e: 'and',
};

/** Parts of a title that are cut before reading: gender marks of German, French and Spanish ("Leiter/in", "m/w/d"). */
export const GENDER_MARKS: readonly RegExp[] = [
  /\(?(?<![&\w])[mwfdhx]\s?[/|]\s?[mwfdhx](?:\s?[/|]\s?[mwfdhx])?(?![&\w])\)?/g,
  /(?<=[a-z])[*:_/](?:in|innen)(?![a-z-])/g,
  /\(in\)|\([ae]\)/g,
];
