/** One box above tables of boxes that ticks or unticks them all. */
class ChooseAll extends HTMLElement {
  connectedCallback(): void {
    const boxes = [...this.querySelectorAll<HTMLInputElement>('td input[type=checkbox]')];
    if (boxes.length < 2 || this.querySelector(':scope > .choice')) return;
    const all = Object.assign(document.createElement('input'), { type: 'checkbox', id: 'kies-alles' });
    const label = Object.assign(document.createElement('label'), {
      htmlFor: all.id,
      textContent: this.getAttribute('label'),
    });
    const choice = Object.assign(document.createElement('div'), { className: 'choice' });
    choice.append(all, label);
    this.prepend(choice);
    const show = (): void => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    all.addEventListener('change', () => boxes.forEach((box) => (box.checked = all.checked)));
    this.addEventListener('change', (event) => event.target !== all && show());
    show();
  }
}

customElements.define('choose-all', ChooseAll);
