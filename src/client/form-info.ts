/** Leads the link below a choice to the part of the page that explains what is chosen. */
class FormInfo extends HTMLElement {
  connectedCallback(): void {
    const choice = this.closest('form')?.elements.namedItem(this.getAttribute('choice') ?? '');
    if (!(choice instanceof HTMLSelectElement)) return;
    choice.addEventListener('change', () => {
      const link = this.querySelector('a');
      if (link) link.hash = choice.value;
    });
  }
}

customElements.define('form-info', FormInfo);
