import type { Part } from './part.ts';

/** Four contacts for every institution; and every linked application has an address. */
export const contacts: Part = {
  name: 'contacts and links',
  isFilled: 'exists (select from contacts)',
  tables: ['contacts', 'institution_contacts'],
  async fill(client) {
    await client.query(
      `insert into contacts (kind, name, phone, email)
       select kind, 'Team ' || kind || ' ' || n, '02 555 ' || to_char(n, 'FM0000'), 'team' || n || '@' || kind || '.example'
       from unnest(array['school-management-team', 'workstation', 'verifier', 'institution-management-team']) as kind, generate_series(1, 60) as n`,
    );
    await client.query(
      `insert into institution_contacts (institution_id, kind, contact_id)
       select o.id, c.kind, c.id from organisations o
       join (select id, kind, row_number() over (partition by kind order by id) as n from contacts) c on c.n = 1 + o.id % 60
       where o.kind = 'institution'`,
    );
    await client.query(`update linked_applications set url = 'https://' || id || '.example/' where url is null`);
  },
};
