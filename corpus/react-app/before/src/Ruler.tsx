import * as React from 'react'
import { useMemo, useRef, useState } from 'react'

const { remote } = window.require('electron')

export function Ruler () {
  const win = useRef(remote.getCurrentWindow())
  const [frame] = useState(() => remote.getCurrentWindow())
  const contents = useMemo(() => remote.getCurrentWebContents(), [])
  const [size, setSize] = useState('not measured')
  const [address, setAddress] = useState('')

  const measure = () => {
    const [width, height] = win.current.getSize()
    setSize(`${width} x ${height}`)
  }

  return (
    <section>
      <button id="wider" onClick={() => frame.setSize(640, 420)}>Wider</button>
      <button id="measure" onClick={measure}>Measure</button>
      <button id="where" onClick={() => setAddress(contents.getURL())}>Where</button>
      <p id="size">{size}</p>
      <p id="address">{address.split('/').pop()}</p>
    </section>
  )
}
