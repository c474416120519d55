/** What was typed survives a swap of the list around it. */
const typed = new Map<string, string>();

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Narrows a long list of ticks, or the rows of a grid, while typing. Ticked options stay in sight. */
class FilterSearch extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector(':scope > .input')) return;
    const label = this.getAttribute('label') ?? '';
    const box = Object.assign(document.createElement('input'), {
      type: 'search',
      className: 'input',
      placeholder: label,
    });
    box.autocomplete = 'off';
    box.setAttribute('aria-label', label);
    box.value = typed.get(label) ?? '';
    box.addEventListener('input', () => {
      typed.set(label, box.value);
      this.#narrow(box.value);
    });
    // The first Enter belongs to the search, not to the form around it.
    box.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
    this.prepend(box);
    this.#narrow(box.value);
  }

  #narrow(text: string): void {
    const words = plain(text).split(/\s+/);
    for (const item of this.querySelectorAll<HTMLElement>('li, tbody tr')) {
      const named = plain((item.querySelector('th') ?? item).textContent);
      const kept = item.matches('li') && item.querySelector('input:checked') !== null;
      item.hidden = !kept && !words.every((word) => named.includes(word));
    }
  }
}

customElements.define('filter-search', FilterSearch);
