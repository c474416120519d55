import { swapPage } from './swap-page.ts';

/** A GET form that answers as soon as something is ticked, unless its own button is in sight (the sheet on a phone). */
class AutoSubmit extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('change', (event) => {
      const control = event.target;
      const form = this.querySelector('form');
      const ticked =
        control instanceof HTMLSelectElement || (control instanceof HTMLInputElement && control.type !== 'search');
      if (!form || !ticked || this.#buttonInSight()) return;
      void swapPage(addressOf(form), true);
    });
  }

  #buttonInSight(): boolean {
    return this.querySelector('.filters-apply, .apply')?.checkVisibility() ?? false;
  }
}

const addressOf = (form: HTMLFormElement): string => {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== '') query.append(name, String(value));
  const url = new URL(form.action);
  url.search = query.toString();
  return url.href;
};

customElements.define('auto-submit', AutoSubmit);
