/** What the server says of one box: saved, or refused with the state that is true now. */
export interface TickAnswer {
  readonly ok: boolean;
  readonly version?: string | number;
  readonly message?: string;
  readonly current?: { readonly ticked: boolean; readonly version?: string | number };
}

/** Sends one box. A broken line or an unexpected page is a refusal without a message. */
export const saveTick = async (action: string, box: HTMLInputElement, ticked: boolean): Promise<TickAnswer> => {
  const split = box.value.lastIndexOf(':');
  const body = new URLSearchParams({
    person: box.value.slice(0, split),
    theme: box.value.slice(split + 1),
    ticked: String(ticked),
    seen: box.dataset['version'] ?? '',
  });
  try {
    const response = await fetch(action, { method: 'POST', body, headers: { accept: 'application/json' } });
    const answer = (await response.json()) as TickAnswer;
    return typeof answer.ok === 'boolean' ? answer : { ok: false };
  } catch {
    return { ok: false };
  }
};
