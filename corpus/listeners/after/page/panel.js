// An element that listens while it is on the page.
class DelayPanel extends HTMLElement {
  connectedCallback () {
    this.total = 0
    this.offDelay = window.electronAPI.onDelay((minutes) => { this.onDelay(minutes) })
  }

  disconnectedCallback () {
    this.offDelay()
  }

  onDelay = (minutes) => {
    this.total += minutes
    log('panel: delay of', minutes, 'makes', this.total)
  }
}

customElements.define('delay-panel', DelayPanel)
