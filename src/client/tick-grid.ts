import { moveTo, type Direction } from './tick-grid-moves.ts';
import { saveTick } from './tick-grid-save.ts';

type Messages = Record<'saving' | 'saved' | 'removed' | 'savedAll' | 'nothingToDo' | 'failed' | 'undone', string>;

const DIRECTIONS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'rowStart',
  End: 'rowEnd',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
};

/**
 * Themabeheer with script: arrow keys move, space ticks, a tick saves itself and says so, and a box changed meanwhile by
 * someone else shows what is true now. One listener per event for all 6,000 boxes.
 */
class TickGrid extends HTMLElement {
  #messages = {} as Messages;
  #saving = new Map<HTMLInputElement, Promise<boolean>>();
  #undo: HTMLInputElement[] = [];

  connectedCallback(): void {
    this.#messages = JSON.parse(this.getAttribute('messages') ?? '{}');
    this.#rove();
    this.querySelector('.tick-keys')?.removeAttribute('hidden');
    this.addEventListener('change', (event) => void this.#tick(event.target as HTMLInputElement));
    this.addEventListener('click', (event) => this.#press(event));
    this.addEventListener('keydown', (event) => this.#move(event));
    this.addEventListener('focusin', (event) => this.#arrive(event.target as HTMLElement));
    this.addEventListener('submit', (event) => event.preventDefault());
    addEventListener('beforeunload', (event) => this.isConnected && this.#saving.size > 0 && event.preventDefault());
  }

  /** One stop for the Tab key in the whole grid. */
  #rove(): void {
    this.querySelector('table')?.setAttribute('role', 'grid');
    const stops = this.querySelectorAll<HTMLElement>('tbody input[name=tick], tbody button');
    for (const stop of stops) stop.tabIndex = -1;
    if (stops[0]) stops[0].tabIndex = 0;
  }

  #arrive(stop: HTMLElement): void {
    if (!stop.closest('tbody')) return;
    this.querySelector<HTMLElement>('tbody [tabindex="0"]')?.setAttribute('tabindex', '-1');
    stop.tabIndex = 0;
  }

  #move(event: KeyboardEvent): void {
    const direction = DIRECTIONS[event.key];
    const from = (event.target as HTMLElement).closest<HTMLTableCellElement>('tbody td');
    if (!direction || !from || event.altKey || event.shiftKey) return;
    event.preventDefault();
    moveTo(from, direction, event.ctrlKey || event.metaKey)?.focus();
  }

  #press(event: MouseEvent): void {
    // The whole cell answers a finger, not only the small box in it.
    if (event.target instanceof HTMLTableCellElement)
      return event.target.querySelector<HTMLElement>('input[name=tick]')?.click();
    const button = (event.target as HTMLElement).closest('button');
    if (button?.name === 'all') void this.#tickAll(button);
    if (button?.matches('.tick-undo')) void this.#takeBack();
  }

  async #tick(box: HTMLInputElement): Promise<void> {
    if (box.name !== 'tick') return;
    this.#offerUndo([]);
    this.#say('saving');
    if (await this.#save(box)) this.#say(box.checked ? 'saved' : 'removed', this.#namesOf(box));
  }

  /** *Alle*: every theme that does not ask for a tick of its own (TH-3). */
  async #tickAll(button: HTMLButtonElement): Promise<void> {
    const open = [...(button.closest('tr')?.querySelectorAll<HTMLInputElement>('input[name=tick]') ?? [])].filter(
      (box) => !box.checked && !this.#header(box)?.hasAttribute('data-separate'),
    );
    const person = button.closest('tr')?.querySelector('th span')?.textContent ?? '';
    if (open.length === 0) return this.#say('nothingToDo', { person });
    const done = await this.#saveEach(open, true);
    if (done.length > 0) this.#offerUndo(done);
    if (done.length === open.length) this.#say('savedAll', { person, count: String(done.length) });
  }

  async #takeBack(): Promise<void> {
    const boxes = this.#undo;
    const button = boxes[0]?.closest('tr')?.querySelector('button');
    const done = await this.#saveEach(boxes, false);
    this.#offerUndo([]);
    button?.focus();
    if (done.length === boxes.length) this.#say('undone');
  }

  /** One after the other: a row is one person's rights, and the first refusal stops the rest. */
  async #saveEach(boxes: readonly HTMLInputElement[], ticked: boolean): Promise<HTMLInputElement[]> {
    this.#say('saving');
    const done: HTMLInputElement[] = [];
    for (const box of boxes) {
      box.checked = ticked;
      if (!(await this.#save(box))) break;
      done.push(box);
    }
    return done;
  }

  /** Two quick presses on one box are saved in their order, the second with the version of the first. */
  #save(box: HTMLInputElement): Promise<boolean> {
    const ticked = box.checked;
    const before = this.#saving.get(box) ?? Promise.resolve(true);
    const saving = before.then((fine) => fine && this.#send(box, ticked));
    this.#saving.set(box, saving);
    void saving.finally(() => this.#saving.get(box) === saving && this.#saving.delete(box));
    return saving;
  }

  async #send(box: HTMLInputElement, ticked: boolean): Promise<boolean> {
    const answer = await saveTick(this.querySelector('form')!.action, box, ticked);
    const cell = box.closest('td');
    cell?.removeAttribute('data-changed');
    if (answer.ok) {
      if (answer.version !== undefined) box.dataset['version'] = String(answer.version);
      return true;
    }
    box.checked = answer.current?.ticked ?? !ticked;
    if (answer.current?.version !== undefined) box.dataset['version'] = String(answer.current.version);
    if (answer.current) cell?.setAttribute('data-changed', '');
    this.#show(answer.message ?? this.#messages.failed, true);
    return false;
  }

  #header(box: HTMLInputElement): HTMLElement | null | undefined {
    return document.getElementById(box.getAttribute('aria-labelledby')?.split(' ')[1] ?? '')?.closest('th');
  }

  #namesOf(box: HTMLInputElement): Record<string, string> {
    const [row = '', column = ''] = box.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const nameOf = (id: string) => document.getElementById(id)?.textContent.trim().replace(/\s+/g, ' ') ?? '';
    return { person: nameOf(row), theme: nameOf(column) };
  }

  #offerUndo(boxes: HTMLInputElement[]): void {
    this.#undo = boxes;
    const button = this.querySelector<HTMLElement>('.tick-undo');
    if (button) button.hidden = boxes.length === 0;
  }

  #say(key: keyof Messages, names: Record<string, string> = {}): void {
    this.#show(
      this.#messages[key].replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? ''),
      false,
    );
  }

  #show(text: string, wrong: boolean): void {
    const status = this.querySelector('.tick-status');
    if (!status) return;
    status.textContent = text;
    status.classList.toggle('field-error', wrong);
  }
}

customElements.define('tick-grid', TickGrid);
