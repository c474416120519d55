import { coreSchema, extensionSchema } from '#apps/scim/names.ts';

interface Attribute {
  name: string;
  type: 'string' | 'boolean' | 'dateTime' | 'complex';
  multiValued: boolean;
  description: string;
  required: boolean;
  caseExact: boolean;
  mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  returned: 'default' | 'never';
  uniqueness: 'none' | 'server';
  subAttributes?: readonly Attribute[];
  canonicalValues?: readonly string[];
}

type Traits = Partial<Omit<Attribute, 'name' | 'description'>>;

/** An attribute with the characteristics that RFC 7643 §2.2 takes for granted. */
function attribute(name: string, description: string, traits: Traits = {}): Attribute {
  return {
    name,
    description,
    type: traits.subAttributes ? 'complex' : 'string',
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...traits,
  };
}

const fixed = (parts: readonly Attribute[]): Attribute[] => parts.map((part) => ({ ...part, mutability: 'readOnly' }));

const user = [
  attribute('userName', 'What the client calls the person; once per client', { required: true, uniqueness: 'server' }),
  attribute('name', 'As the person is registered; it follows the sign-in', {
    mutability: 'immutable',
    subAttributes: [
      attribute('formatted', 'Given name and family name', { mutability: 'readOnly' }),
      attribute('givenName', 'Given name', { mutability: 'immutable' }),
      attribute('familyName', 'Family name', { mutability: 'immutable' }),
    ],
  }),
  attribute('displayName', 'Given name and family name', { mutability: 'readOnly' }),
  attribute('active', 'Whether any right counts today; false ends the relations of whoever is active', {
    type: 'boolean',
  }),
  attribute(
    'emails',
    'One per organisation. Taken over when somebody is registered; afterwards it is the person’s own',
    {
      multiValued: true,
      mutability: 'immutable',
      subAttributes: [
        attribute('value', 'Address', { mutability: 'immutable' }),
        attribute('type', 'Code of the organisation', { mutability: 'readOnly' }),
        attribute('primary', 'The first', { type: 'boolean', mutability: 'readOnly' }),
      ],
    },
  ),
  attribute('entitlements', 'Rights in the simple form', {
    multiValued: true,
    mutability: 'readOnly',
    subAttributes: fixed([
      attribute('value', 'The right'),
      attribute('display', 'Its name'),
      attribute('type', 'Code of the organisation'),
    ]),
  }),
  attribute('roles', 'Contexts of rights in the simple form', {
    multiValued: true,
    mutability: 'readOnly',
    subAttributes: fixed([
      attribute('value', 'The context'),
      attribute('display', 'Name of the right'),
      attribute('type', 'Code of the organisation'),
    ]),
  }),
];

const extension = [
  attribute('workRelations', 'Relations with the organisations of the client', {
    multiValued: true,
    required: true,
    subAttributes: [
      attribute('value', 'Id of the relation', { mutability: 'readOnly', caseExact: true }),
      attribute('organisation', 'Institution number or OVO code', { required: true, mutability: 'immutable' }),
      attribute('category', 'Kind of relation', {
        mutability: 'immutable',
        canonicalValues: ['Medewerker', 'Ondersteuner', 'Extern', 'Occasioneel'],
      }),
      attribute('begin', 'First day; today when left out', { mutability: 'immutable' }),
      attribute('end', 'Last day; left out while it is open'),
    ],
  }),
  attribute('rights', 'Rights with period and contexts; only a client that may give rights changes them', {
    multiValued: true,
    subAttributes: [
      attribute('value', 'The fully qualified form', { mutability: 'readOnly' }),
      attribute('right', 'The right', { required: true, mutability: 'immutable' }),
      attribute('organisation', 'Institution number or OVO code', { required: true, mutability: 'immutable' }),
      attribute('contexts', 'Contexts', { multiValued: true, mutability: 'immutable' }),
      attribute('begin', 'First day', { mutability: 'immutable' }),
      attribute('end', 'Last day', { required: true }),
      attribute('cause', 'automatic, manual or imported', { mutability: 'readOnly' }),
    ],
  }),
  attribute('nationalNumber', 'Number of the national register, to register somebody', {
    mutability: 'writeOnly',
    returned: 'never',
  }),
  attribute('gender', 'female, male or unknown, to register somebody', { mutability: 'writeOnly', returned: 'never' }),
  attribute('birthDate', 'Day of birth, to register somebody', { mutability: 'writeOnly', returned: 'never' }),
];

const schema = (id: string, name: string, description: string, attributes: readonly Attribute[]) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
  id,
  name,
  description,
  attributes,
});

/** What a user has, for programs that read it (RFC 7643 §7). */
export const schemas = [
  schema(coreSchema, 'User', 'A person', user),
  schema(extensionSchema, 'Relations and rights', 'Work relations, rights, and what registering needs', extension),
];
