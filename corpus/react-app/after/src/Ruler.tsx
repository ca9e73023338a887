import * as React from 'react'
import { useState } from 'react'

export function Ruler () {
  const [size, setSize] = useState('not measured')
  const [address, setAddress] = useState('')

  const measure = async () => {
    const [width, height] = await window.electronAPI.window.getSize()
    setSize(`${width} x ${height}`)
  }

  return (
    <section>
      <button id="wider" onClick={() => window.electronAPI.window.setSize(640, 420)}>Wider</button>
      <button id="measure" onClick={measure}>Measure</button>
      <button id="where" onClick={() => setAddress(window.location.href)}>Where</button>
      <p id="size">{size}</p>
      <p id="address">{address.split('/').pop()}</p>
    </section>
  )
}
