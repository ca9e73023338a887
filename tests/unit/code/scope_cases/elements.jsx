import React, { Fragment } from 'react'
import * as UI from './ui'
const div = 1
const Local = ({ children, ...rest }) => <div {...rest}>{children}</div>
function App ({ items, onClick }) {
  const value = items.length, component = UI.Button
  return (
    <>
      <Fragment key={value}><Local value={value} other="value" onClick={() => onClick(value)} /></Fragment>
      <UI.Button.Primary disabled>{items.map(item => <li key={item}>{item}{div}</li>)}</UI.Button.Primary>
      <component.Inner svg:name="x" />
      <custom-element>{/* comment */}</custom-element>
    </>
  )
}
export default App
export const element = <Local render={function Render (props) { return <Render {...props} /> }}>text value</Local>
