/** A suggested day is filled in without a new page, and the word about the day keeps up with what is typed. */
class EndDate extends HTMLElement {
  connectedCallback(): void {
    const field = this.querySelector('input');
    const note = this.querySelector<HTMLElement>('[data-text]');
    if (!field) return;
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element && event.target.closest<HTMLButtonElement>('.suggestions button');
      if (!button) return;
      event.preventDefault();
      field.value = button.value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.focus();
    });
    field.addEventListener('input', () => {
      const [, month = ''] = field.value.trim().split(/[/.-]/);
      const said = isBadMonth(month) ? (note?.dataset.text ?? '') : '';
      if (note && note.textContent !== said) note.textContent = said;
    });
  }
}

/** July to September, as the server judges. */
const isBadMonth = (month: string): boolean => [7, 8, 9].includes(Number(month));

customElements.define('end-date', EndDate);
