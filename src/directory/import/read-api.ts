import { setTimeout as sleep } from 'node:timers/promises';
import { addApiRecord } from '#directory/import/api-records.ts';
import { Delivery } from '#directory/import/delivery.ts';
import { readEnvelope, recordKey, type Envelope } from '#directory/import/envelope.ts';
import { ImportRefused } from '#directory/import/report.ts';

export interface RegisterApi {
  /** `https://onderwijs.api.vlaanderen.be/instellingsgegevens` */
  baseUrl: string;
  key: string;
  pageSize?: number;
  /** `filter_instelling_niveau` → `SO`; the prefix decides which of the two lists it limits. */
  filters?: Readonly<Record<string, string>>;
  /** Waits before the tries after the first, when the register is busy or out of order. */
  retryAfterMs?: readonly number[];
  onPage?: (progress: { list: string; page: number; rows: number; total: number }) => void;
}

export const registerBaseUrl = 'https://onderwijs.api.vlaanderen.be/instellingsgegevens';

const lists = [
  { name: 'instelling', path: '/instelling/v2/instelling' },
  { name: 'instellingslocatie', path: '/instellingslocatie/v1/instellingslocatie' },
] as const;

/** Fetches institutions (boards are institutions too) and locations from the official register. */
export async function readRegisterApi(api: RegisterApi): Promise<Delivery> {
  const filters = Object.entries(api.filters ?? {});
  const unknown = filters.find(([name]) => !lists.some((list) => name.startsWith(`filter_${list.name}_`)));
  if (unknown)
    throw new ImportRefused(
      `${unknown[0]} is no filter: it must begin with filter_instelling_ or filter_instellingslocatie_`,
    );
  const delivery = new Delivery('register');
  for (const list of lists) {
    const own = filters.filter(([name]) => name.startsWith(`filter_${list.name}_`));
    await readList(api, list, own, delivery);
  }
  return delivery;
}

async function readList(
  api: RegisterApi,
  list: (typeof lists)[number],
  filters: readonly (readonly [string, string])[],
  delivery: Delivery,
): Promise<void> {
  const seen = new Set<string>();
  for (let page = 1; ; page += 1) {
    const { meta, content } = await fetchPage(api, list.path, [...filters, ['page', String(page)]]);
    content.forEach((record, index) => {
      seen.add(recordKey(record));
      addApiRecord(delivery, record, { file: `${list.name} page ${page}`, at: `record ${index + 1}` });
    });
    api.onPage?.({ list: list.name, page, rows: seen.size, total: meta.total_elements });
    if (isLast(meta, page, content.length)) return refuseIncomplete(list.name, seen.size, meta.total_elements);
    refuseLoop(list.name, seen.size, (page - 1) * (api.pageSize ?? 5000));
  }
}

function isLast(meta: Envelope['meta'], page: number, rows: number): boolean {
  return rows === 0 || meta.last === true || (meta.total_pages !== undefined && page >= meta.total_pages);
}

// The register once gave page 1 for ever; the new rows of this page must be more than those of all earlier pages.
function refuseLoop(list: string, different: number, earlier: number): void {
  if (different > earlier) return;
  throw new ImportRefused(
    `The register repeats a page of ${list}: nothing was written. Try again, or import the pages as files`,
  );
}

function refuseIncomplete(list: string, different: number, total: number): void {
  if (different >= total) return;
  throw new ImportRefused(
    `The register announced ${total} rows of ${list} and gave ${different} different ones: nothing was written. Try again`,
  );
}

const defaultWaits = [1_000, 5_000, 20_000];

async function fetchPage(
  api: RegisterApi,
  path: string,
  parameters: readonly (readonly [string, string])[],
): Promise<Envelope> {
  const url = new URL(api.baseUrl.replace(/\/$/, '') + path);
  for (const [name, value] of parameters) url.searchParams.set(name, value);
  url.searchParams.set('size', String(api.pageSize ?? 5000));
  const where = `${url.pathname}${url.search}`;
  for (const wait of [...(api.retryAfterMs ?? defaultWaits), undefined]) {
    const response = await ask(url, api.key);
    if (response?.ok) return readEnvelope(await response.json().catch(() => undefined), where);
    const problem = response ? await explain(response, where) : `the register does not answer on ${url.origin}`;
    if (response && response.status !== 429 && response.status < 500) throw new ImportRefused(problem);
    if (wait === undefined) throw new ImportRefused(problem);
    await sleep(wait);
  }
  throw new ImportRefused(`${where} could not be fetched`);
}

async function ask(url: URL, key: string): Promise<Response | undefined> {
  try {
    return await fetch(url, {
      headers: { 'x-api-key': key, accept: 'application/json' },
      signal: AbortSignal.timeout(120_000),
      redirect: 'error',
    });
  } catch {
    return undefined;
  }
}

async function explain(response: Response, where: string): Promise<string> {
  if (response.status === 401 || response.status === 403)
    return 'the register refuses the key: check --key or REGISTER_API_KEY';
  const said = (await response.text().catch(() => '')).slice(0, 300);
  return `the register answers ${response.status} to ${where}: ${said}`;
}
