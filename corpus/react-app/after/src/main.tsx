import * as React from 'react'
import { render } from 'react-dom'
import { Ruler } from './Ruler'
import { TitleBar } from './TitleBar'

render(
  <>
    <TitleBar name="Frame" />
    <Ruler />
  </>,
  document.getElementById('app')
)
