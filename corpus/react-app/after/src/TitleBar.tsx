import * as React from 'react'

type TitleBarProps = {
  name: string
}

type TitleBarState = {
  maximized: boolean,
  renamed: number
}

export class TitleBar extends React.Component<TitleBarProps, TitleBarState> {
  constructor (props: TitleBarProps) {
    super(props)
    self.electronAPI.window.onMaximize(() => {
      this.setState({ maximized: true })
    })
    self.electronAPI.window.onUnmaximize(() => {
      this.setState({ maximized: false })
    })
    this.state = {
      maximized: self.electronAPI.window.isMaximizedSync(),
      renamed: 0
    }
  }

  grow = () => {
    const { maximized } = this.state
    if (maximized) {
      self.electronAPI.window.unmaximize()
    } else {
      self.electronAPI.window.maximize()
    }
  }

  rename = () => {
    this.setState(({ renamed }) => ({ renamed: renamed + 1 }), () => {
      window.electronAPI.window.setTitle(`${this.props.name} ${this.state.renamed}`)
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
