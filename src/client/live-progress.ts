/** Something that takes a while: asks every second how far it is, and shows the page anew once it is done. */
class LiveProgress extends HTMLElement {
  #timer: number | undefined;

  connectedCallback(): void {
    this.#timer = window.setTimeout(() => void this.#look(), 1000);
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    try {
      const response = await fetch(location.href, { headers: { accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const fresh = page.querySelector('live-progress');
      if (!response.ok || !fresh) return location.reload();
      const bar = this.querySelector('progress');
      const now = fresh.querySelector('progress');
      if (bar && now) bar.value = now.value;
      this.querySelector('.lead')?.replaceChildren(...(fresh.querySelector('.lead')?.childNodes ?? []));
    } catch {
      // The network was away for a moment: the next look tells.
    }
    if (this.isConnected) this.connectedCallback();
  }
}

customElements.define('live-progress', LiveProgress);
