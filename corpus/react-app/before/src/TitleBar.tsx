import * as React from 'react'

const { remote } = window.require('electron')

type TitleBarProps = {
  name: string
}

type TitleBarState = {
  maximized: boolean,
  renamed: number,
  window: Electron.BrowserWindow
}

export class TitleBar extends React.Component<TitleBarProps, TitleBarState> {
  constructor (props: TitleBarProps) {
    super(props)
    const window = remote.getCurrentWindow()
    window.on('maximize', () => {
      this.setState({ maximized: true })
    })
    window.on('unmaximize', () => {
      this.setState({ maximized: false })
    })
    this.state = {
      maximized: window.isMaximized(),
      renamed: 0,
      window: window
    }
  }

  grow = () => {
    const { maximized, window } = this.state
    if (maximized) {
      window.unmaximize()
    } else {
      window.maximize()
    }
  }

  rename = () => {
    this.setState(({ renamed }) => ({ renamed: renamed + 1 }), () => {
      this.state.window.setTitle(`${this.props.name} ${this.state.renamed}`)
    })
  }

  render () {
    return (
      <header>
        <b id="name">{this.props.name}</b>
        <button id="rename" onClick={this.rename}>Rename</button>
        <button id="grow" onClick={this.grow}>{this.state.maximized ? 'Smaller' : 'Larger'}</button>
      </header>
    )
  }
}
