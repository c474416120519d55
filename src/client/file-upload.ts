type Texts = Record<'sending' | 'saving' | 'checking' | 'tooLarge' | 'lost', string> &
  Partial<Record<'waiting' | 'resumed', string>>;

/**
 * A field for files whose form goes with a progress bar. Files that are too large are told before anything is sent. Files go
 * in pieces, so that a lost connection costs no more than the last one; the form carries its own key, so that sending it again
 * sends nothing twice.
 */
class FileUpload extends HTMLElement {
  #texts = {} as Texts;
  #isBusy = false;
  #isDone = false;
  #told = '';

  connectedCallback(): void {
    this.#texts = JSON.parse(this.getAttribute('messages') ?? '{}');
    this.#input?.addEventListener('change', () => this.#chosen());
    this.closest('form')?.addEventListener('submit', (event) => this.#submitted(event));
    // Leaving while files are on their way is seldom meant; what arrived stays either way.
    addEventListener('beforeunload', (event) => {
      if (this.#isBusy && !this.#isDone && this.isConnected) event.preventDefault();
    });
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector('input[type=file]');
  }

  get #files(): File[] {
    return [...(this.#input?.files ?? [])];
  }

  /** Files are kept at once, so that they are safe while the rest is filled in. */
  #chosen(): void {
    const value = this.getAttribute('keep-with');
    const button = value ? this.closest('form')?.querySelector<HTMLButtonElement>(`button[value="${value}"]`) : null;
    if (this.#tellTooLarge() || !button || this.#files.length === 0) return;
    this.closest('form')?.requestSubmit(button);
  }

  #submitted(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    if (this.#files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.#isBusy || this.#tellTooLarge()) return;
    void this.#send(form, event.submitter);
  }

  #tellTooLarge(): boolean {
    const most = Number(this.getAttribute('most-bytes'));
    const large = this.#files.find((file) => file.size > most);
    this.#say(large ? this.#texts.tooLarge.replace('{name}', large.name) : '', true);
    // Or what else is ready could not be sent before another file is chosen.
    if (large && this.#input) this.#input.value = '';
    return large !== undefined;
  }

  async #send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    this.#busy(form, true);
    const isSending = submitter instanceof HTMLButtonElement && submitter.value !== this.getAttribute('keep-with');
    const words = isSending ? this.#texts.sending : this.#texts.saving;
    const data = new FormData(form, submitter);
    try {
      const response = await this.#answer(form, data, words);
      this.#show(response.url, await response.text(), form);
    } catch {
      this.#busy(form, false);
      this.#say(this.#texts.lost, true);
    }
  }

  /** The answer of the form, its files sent before it in pieces; where pieces are not taken they go with the form itself. */
  async #answer(form: HTMLFormElement, data: FormData, words: string): Promise<Response> {
    // Only who sends a file needs it.
    const { NoPieces, persist, sendPieces } = await import('./send-pieces.ts');
    const files = this.#files;
    const field = this.#input?.name ?? '';
    const total = files.reduce((sum, file) => sum + file.size, 0) || 1;
    const course = (before: number) => ({
      arrived: (bytes: number, earlier: boolean) =>
        this.#progress((100 * (before + bytes)) / total, earlier ? (this.#texts.resumed ?? words) : words),
      waiting: () => this.#say(this.#texts.waiting ?? this.#texts.lost, true),
    });
    const withPieces = async (): Promise<Response> => {
      data.delete(field);
      data.delete(`${field}-klaar`);
      let before = 0;
      for (const file of files) {
        data.append(`${field}-klaar`, `${await sendPieces(form.action, file, course(before))}.${file.name}`);
        before += file.size;
      }
      this.#say(this.#texts.checking, false);
      return fetch(form.action, { method: 'POST', body: data });
    };
    try {
      return await persist(course(0), withPieces);
    } catch (error) {
      if (!(error instanceof NoPieces)) throw error;
      data.delete(`${field}-klaar`);
      for (const file of files) data.append(field, file);
      return fetch(form.action, { method: 'POST', body: data });
    }
  }

  /** A page elsewhere is visited; the same page with what is wrong takes the place of this one. */
  #show(address: string, text: string, form: HTMLFormElement): void {
    this.#isDone = true;
    if (new URL(form.action).href !== address) return location.assign(address);
    const page = new DOMParser().parseFromString(text, 'text/html');
    const main = page.querySelector('main');
    if (!main) return location.assign(form.action);
    document.querySelector('main')?.replaceChildren(...main.childNodes);
    document.title = page.title;
    document.querySelector<HTMLElement>('#fouten')?.focus();
  }

  #busy(form: HTMLFormElement, isBusy: boolean): void {
    this.#isBusy = isBusy;
    for (const button of form.querySelectorAll('button'))
      if (isBusy) button.setAttribute('aria-disabled', 'true');
      else button.removeAttribute('aria-disabled');
    const bar = this.querySelector('progress');
    if (bar) bar.hidden = !isBusy;
  }

  /** The bar moves with every piece; it is said per ten, so that a screen reader is not talking all the time. */
  #progress(percent: number, words: string): void {
    const bar = this.querySelector('progress');
    if (bar) bar.value = percent;
    this.#say(words.replace('{percent}', String(10 * Math.floor(percent / 10))), false);
  }

  #say(text: string, wrong: boolean): void {
    const status = this.querySelector('.upload-status');
    if (!status || this.#told === text) return;
    this.#told = text;
    status.textContent = text;
    status.classList.toggle('field-error', wrong);
  }
}

customElements.define('file-upload', FileUpload);
