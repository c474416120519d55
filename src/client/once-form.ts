/** Sends its form once, says that it is busy, and, where guarded, asks before typing is lost. */
class OnceForm extends HTMLElement {
  #sent = false;
  #typed = false;

  connectedCallback(): void {
    this.addEventListener('submit', (event) => this.#send(event));
    this.addEventListener('input', () => (this.#typed = true));
    // Coming back with the back button: the form may be sent again.
    addEventListener('pageshow', (event) => event.persisted && location.reload());
    if (this.hasAttribute('guarded')) {
      addEventListener('beforeunload', (event) => {
        if (this.isConnected && this.#typed && !this.#sent) event.preventDefault();
      });
    }
  }

  #send(event: SubmitEvent): void {
    if (this.#sent) return event.preventDefault();
    this.#sent = true;
    const button = event.submitter;
    // aria-disabled, not disabled: a disabled button would lose its name from the form and the focus from the page.
    button?.setAttribute('aria-disabled', 'true');
    if (button instanceof HTMLButtonElement) button.textContent = this.getAttribute('busy');
  }
}

customElements.define('once-form', OnceForm);
