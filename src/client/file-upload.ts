type Texts = Record<'sending' | 'saving' | 'checking' | 'tooLarge' | 'lost', string>;

/**
 * A field for files whose form goes with a progress bar. Files that are too large are told before anything is sent; a lost
 * connection keeps everything in place. The form carries its own key, so that sending it again sends nothing twice.
 */
class FileUpload extends HTMLElement {
  #texts = {} as Texts;
  #isBusy = false;

  connectedCallback(): void {
    this.#texts = JSON.parse(this.getAttribute('messages') ?? '{}');
    this.#input?.addEventListener('change', () => this.#chosen());
    this.closest('form')?.addEventListener('submit', (event) => this.#submitted(event));
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector('input[type=file]');
  }

  /** Files are kept at once, so that they are safe while the rest is filled in. */
  #chosen(): void {
    const value = this.getAttribute('keep-with');
    const button = value ? this.closest('form')?.querySelector<HTMLButtonElement>(`button[value="${value}"]`) : null;
    if (this.#tellTooLarge() || !button || this.#input?.files?.length === 0) return;
    this.closest('form')?.requestSubmit(button);
  }

  #submitted(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    if (this.#input?.files?.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.#isBusy || this.#tellTooLarge()) return;
    this.#send(form, event.submitter);
  }

  #tellTooLarge(): boolean {
    const most = Number(this.getAttribute('most-bytes'));
    const large = [...(this.#input?.files ?? [])].find((file) => file.size > most);
    this.#say(large ? this.#texts.tooLarge.replace('{name}', large.name) : '', true);
    return large !== undefined;
  }

  #send(form: HTMLFormElement, submitter: HTMLElement | null): void {
    this.#busy(form, true);
    const isSending = submitter instanceof HTMLButtonElement && submitter.value !== this.getAttribute('keep-with');
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      const percent = String(Math.floor((100 * loaded) / total));
      const text = isSending ? this.#texts.sending : this.#texts.saving;
      this.#say(loaded === total ? this.#texts.checking : text.replace('{percent}', percent), false);
      this.#progress(Number(percent));
    });
    request.addEventListener('load', () => this.#show(request, form));
    request.addEventListener('error', () => {
      this.#busy(form, false);
      this.#say(this.#texts.lost, true);
    });
    request.send(new FormData(form, submitter));
  }

  /** A page elsewhere is visited; the same page with what is wrong takes the place of this one. */
  #show(request: XMLHttpRequest, form: HTMLFormElement): void {
    const asked = new URL(form.action);
    const reached = new URL(request.responseURL || form.action);
    if (asked.href !== reached.href) return location.assign(reached.href);
    const page = new DOMParser().parseFromString(request.responseText, 'text/html');
    const main = page.querySelector('main');
    if (!main) return location.assign(asked.href);
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

  #progress(percent: number): void {
    const bar = this.querySelector('progress');
    if (bar) bar.value = percent;
  }

  #say(text: string, wrong: boolean): void {
    const status = this.querySelector('.upload-status');
    if (!status) return;
    status.textContent = text;
    status.classList.toggle('field-error', wrong);
  }
}

customElements.define('file-upload', FileUpload);
