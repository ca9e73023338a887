// An element that listens while it is on the page.
class DelayPanel extends HTMLElement {
  connectedCallback () {
    const { ipcRenderer } = require('electron')
    this.total = 0
    ipcRenderer.on('delay', this.onDelay)
  }

  disconnectedCallback () {
    const { ipcRenderer } = require('electron')
    ipcRenderer.removeListener('delay', this.onDelay)
  }

  onDelay = (event, minutes) => {
    this.total += minutes
    log('panel: delay of', minutes, 'makes', this.total)
  }
}

customElements.define('delay-panel', DelayPanel)
