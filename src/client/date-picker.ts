const CALENDAR =
  '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 6h16v14H4zm0 4.5h16M8 3.5v4m8-4v4"/></svg>';

/** Puts the browser's own calendar beside a typed date. */
class DatePicker extends HTMLElement {
  connectedCallback(): void {
    const field = this.querySelector('input');
    if (!field || this.querySelector('button') || !('showPicker' in HTMLInputElement.prototype)) return;
    const calendar = Object.assign(document.createElement('input'), { type: 'date', tabIndex: -1 });
    calendar.setAttribute('aria-hidden', 'true');
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'button plain',
      innerHTML: CALENDAR,
    });
    button.setAttribute('aria-label', this.getAttribute('label') ?? '');
    button.addEventListener('click', () => {
      calendar.value = field.value.trim().split(/[/.-]/).reverse().join('-');
      calendar.showPicker();
    });
    calendar.addEventListener('change', () => {
      field.value = calendar.value.split('-').reverse().join('/');
      field.dispatchEvent(new Event('input', { bubbles: true }));
      button.focus();
    });
    this.append(calendar, button);
  }
}

customElements.define('date-picker', DatePicker);
