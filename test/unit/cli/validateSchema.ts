/**
 * Judges a value by the keywords of JSON Schema 2020-12 that our schema uses. A keyword that is not known here throws,
 * and so does a value's property that the schema does not describe: both sides must be complete.
 */
export type Schema = Readonly<Record<string, unknown>>;

const known = [
  'type',
  'required',
  'properties',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'anyOf',
  'pattern',
  'minimum',
  'maximum',
  '$ref',
  'description',
  '$schema',
  '$id',
  'title',
  '$defs',
];

/** What is wrong, each with its place; empty where the value is valid. */
export function validateSchema(root: Schema, value: unknown): string[] {
  return check(root, root, value, '');
}

function check(root: Schema, schema: Schema, value: unknown, at: string): string[] {
  const strange = Object.keys(schema).filter((key) => !known.includes(key));
  if (strange.length > 0) throw new Error(`keyword not known: ${strange.join(', ')}`);
  if (typeof schema['$ref'] === 'string') return check(root, resolve(root, schema['$ref']), value, at);
  const problems = simple(schema, value).map((problem) => `${at}: ${problem}`);
  if (Array.isArray(schema['anyOf'])) {
    const attempts = schema['anyOf'].map((one) => check(root, one, value, at));
    if (attempts.every((found) => found.length > 0))
      problems.push(...(attempts.sort((a, b) => a.length - b.length)[0] ?? []));
  }
  if (Array.isArray(value) && isSchema(schema['items'])) {
    const { items } = schema;
    problems.push(...value.flatMap((one, index) => check(root, items, one, `${at}/${index}`)));
  }
  if (isSchema(value) && !Array.isArray(value)) problems.push(...checkObject(root, schema, value, at));
  return problems;
}

function resolve(root: Schema, reference: string): Schema {
  const name = reference.replace('#/$defs/', '');
  const defs = root['$defs'];
  const found = isSchema(defs) ? defs[name] : undefined;
  if (!isSchema(found)) throw new Error(`no such definition: ${reference}`);
  return found;
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

function simple(schema: Schema, value: unknown): string[] {
  const problems: string[] = [];
  const types = [schema['type'] ?? []].flat();
  if (types.length > 0 && !types.some((type) => hasType(value, type)))
    problems.push(`is ${typeof value}, not ${types.join(' or ')}`);
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value))
    problems.push(`${String(value)} is not in the list`);
  if ('const' in schema && schema['const'] !== value) problems.push(`is not ${String(schema['const'])}`);
  if (
    typeof schema['pattern'] === 'string' &&
    typeof value === 'string' &&
    !new RegExp(schema['pattern'], 'u').test(value)
  )
    problems.push(`"${value}" does not match`);
  if (typeof value === 'number' && value < Number(schema['minimum'] ?? value)) problems.push(`${value} is too small`);
  if (typeof value === 'number' && value > Number(schema['maximum'] ?? value)) problems.push(`${value} is too large`);
  return problems;
}

function hasType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isSchema(value) && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function checkObject(root: Schema, schema: Schema, value: Schema, at: string): string[] {
  const properties = isSchema(schema['properties']) ? schema['properties'] : null;
  const rest = schema['additionalProperties'];
  const required: unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const problems = required
    .filter((name) => !(String(name) in value))
    .map((name) => `${at}: ${String(name)} is missing`);
  if (properties === null && rest === undefined) return problems;
  for (const [name, one] of Object.entries(value)) {
    const own = properties?.[name];
    if (isSchema(own)) problems.push(...check(root, own, one, `${at}/${name}`));
    else if (isSchema(rest)) problems.push(...check(root, rest, one, `${at}/${name}`));
    else problems.push(`${at}/${name}: is not described`);
  }
  return problems;
}
