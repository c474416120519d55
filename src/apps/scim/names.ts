export const coreSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
/** Work relations, rights and what registering somebody needs; see docs/machines.md. */
export const extensionSchema = 'urn:schoolpoort:scim:schemas:extension:1.0:User';
export const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const searchSchema = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
export const heldSchema = 'urn:schoolpoort:scim:schemas:extension:1.0:Held';

export const scimBase = '/api/scim/v2';

/** Names of attributes are compared without regard to capitals (RFC 7643 §2.1). */
const attributes = [
  'schemas',
  'id',
  'externalId',
  'userName',
  'name',
  'formatted',
  'givenName',
  'familyName',
  'displayName',
  'active',
  'emails',
  'value',
  'type',
  'primary',
  'display',
  'entitlements',
  'roles',
  'meta',
  'workRelations',
  'organisation',
  'category',
  'begin',
  'end',
  'rights',
  'right',
  'contexts',
  'cause',
  'nationalNumber',
  'gender',
  'birthDate',
  'Operations',
  'op',
  'path',
  'filter',
  'startIndex',
  'count',
  'sortBy',
  'sortOrder',
  'attributes',
  'excludedAttributes',
  extensionSchema,
];
const byLower = new Map(attributes.map((name) => [name.toLowerCase(), name]));

/** The name as it is written here, whatever its capitals; a name that is not known stays as it is. */
export const properName = (name: string): string => byLower.get(name.toLowerCase()) ?? name;

/** The same value with every name written as here. */
export function withProperNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withProperNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [properName(name), withProperNames(part)]));
}
