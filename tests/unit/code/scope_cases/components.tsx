import type { FC } from 'react'
type Props<T> = { value: T, render?: (value: T) => JSX.Element }
export const Typed: FC<Props<string>> = ({ value, render = () => <b>{value}</b> }) => <Generic<string> value={value} render={render} />
function Generic<T extends unknown>(props: Props<T>) { const inner = <T,>(x: T) => x as T; return <p>{String(inner(props.value))}</p> }
const assertion = Typed as FC<any>
export default assertion
